using System.Globalization;
using System.Xml.Linq;
using MLNetGradExt.Diagnostics;

namespace MLNetGradExt.Trainers.Tests.Diagnostics;

public class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Is_well_formed_and_names_itself_for_screen_readers()
    {
        var drawn = XElement.Parse(new Chart("Loss of <a> & \"b\"") { Series = [ChartSeries.From("train", [2, 1, 0.5])] }.ToSvg());
        Assert.Equal("img", drawn.Attribute("role")!.Value);
        Assert.Equal("Loss of <a> & \"b\"", drawn.Element(Svg + "title")!.Value);
        Assert.Contains("from 2 to 0.5, lowest 0.5, highest 2", drawn.Element(Svg + "desc")!.Value);
    }

    [Fact]
    public void Follows_the_readers_light_or_dark_paper_and_fetches_nothing()
    {
        var svg = new Chart("Loss") { Series = [ChartSeries.From("train", [1, 2])] }.ToSvg();
        Assert.Contains("prefers-color-scheme:dark", svg);
        Assert.DoesNotContain("http", svg.Replace(Svg.NamespaceName, "", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", svg);
    }

    [Fact]
    public void A_value_that_is_not_finite_interrupts_the_line()
    {
        var line = Line(new Chart("Loss") { Series = [ChartSeries.From("train", [1, double.NaN, 2, 3])] });
        Assert.Equal(2, line.Count(c => c == 'M'));
    }

    [Fact]
    public void A_logarithmic_axis_leaves_out_what_it_cannot_show()
    {
        var svg = new Chart("Loss") { LogY = true, Series = [ChartSeries.From("train", [100, 0, -1, 1])] };
        Assert.Equal(2, Line(svg).Count(c => c == 'M'));
        Assert.Contains("nothing to show", new Chart("Loss") { LogY = true, Series = [ChartSeries.From("train", [0, -1])] }.ToSvg());
    }

    [Fact]
    public void Equal_steps_of_a_logarithmic_axis_are_equal_factors()
    {
        var heights = Heights(new Chart("Loss") { LogY = true, Series = [ChartSeries.From("train", [1000, 100, 10, 1])] });
        Assert.Equal(heights[1] - heights[0], heights[2] - heights[1], 0.11);
        Assert.Equal(heights[2] - heights[1], heights[3] - heights[2], 0.11);
        Assert.True(heights[3] > heights[0], "smaller values stand lower, which is a larger y");
    }

    [Fact]
    public void A_long_line_is_thinned_and_keeps_its_spike()
    {
        var values = Enumerable.Repeat(1.0, 50_000).ToArray();
        values[31_234] = 9;
        var chart = new Chart("Loss") { Series = [ChartSeries.From("train", values)] };
        Assert.True(chart.ToSvg().Length < 40_000);
        Assert.Equal(2, Heights(chart).Distinct().Count());
    }

    [Fact]
    public void Coordinates_do_not_follow_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var chart = new Chart("Loss") { Series = [ChartSeries.From("train", [0.25, 0.125])] };
        var expected = chart.ToSvg();
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NegativeSign = "−";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(expected, chart.ToSvg());
        }
        finally { CultureInfo.CurrentCulture = before; }
    }

    [Fact]
    public void Charts_of_nothing_and_of_one_point_are_charts_too()
    {
        Assert.Contains("nothing to show", new Chart("Loss").ToSvg());
        Assert.NotNull(XElement.Parse(new Chart("Loss") { Series = [ChartSeries.From("train", [3])] }.ToSvg()));
    }

    private static string Line(Chart chart) => XElement.Parse(chart.ToSvg()).Elements(Svg + "path")
        .Last(path => path.Attribute("class")!.Value.StartsWith("gx-line", StringComparison.Ordinal)).Attribute("d")!.Value;

    private static List<double> Heights(Chart chart) => [.. Line(chart).Split('M', 'L').Skip(1)
        .Select(place => double.Parse(place.Split(' ')[1], CultureInfo.InvariantCulture))];
}
