using System.Text;
using MLNetGradExt.Testing;

namespace MLNetGradExt.House.Tests;

/// <summary>The demo with a file of the user's own: what it infers, and what it says when something is wrong.</summary>
public sealed class QuickStartTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static readonly string Program = Path.Combine(Repository.Root, "samples", "QuickStart", AppContext.BaseDirectory[AppContext.BaseDirectory.LastIndexOf("bin", StringComparison.Ordinal)..], "QuickStart.dll");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_named() => Fails("no/such.csv", "y", "There is no file no/such.csv");

    [Fact]
    public void A_missing_column_comes_with_the_nearest_name() => Fails(Csv(40, row => $"{row},{row % 7},{row % 3}", "size,colour,prize"), "price", "Did you mean 'prize'?");

    [Fact]
    public void Without_a_label_the_columns_are_listed() => Fails(Csv(40, row => $"{row},{row}", "a,b"), null, "a, b");

    [Fact]
    public void A_label_of_one_value_teaches_nothing() => Fails(Csv(40, row => $"{row * row},yes", "a,b"), "b", "Every row has 'yes'");

    [Fact]
    public void A_label_that_is_mostly_missing_is_refused() => Fails(Csv(40, row => $"{row * row},{(row < 5 ? row : "")}", "a,b"), "b", "Only 5 rows");

    [Fact]
    public void A_ragged_row_is_named() => Fails(Csv(40, row => row == 7 ? "1,2,3" : "1,2", "a,b"), "b", "Row 8");

    [Fact]
    public void Two_columns_of_one_name_are_refused() => Fails(Csv(40, row => "1,2", "a,a"), "a", "2 columns with the name 'a'");

    [Fact]
    public void A_task_that_does_not_fit_the_label_is_refused() => Fails(Csv(40, row => $"{row * row},{(row % 2 == 0 ? "dog" : "cat")}", "a,b"), "b", "Regression needs numbers", "--task", "regression");

    [Fact]
    public void Columns_of_no_use_are_not_learned_from() => Fails(Csv(40, row => $"{row},same,text {row},{row * row % 17}", "id,constant,note,y"), "y", "No column is left", "--task", "regression");

    [Fact]
    public void Numbers_categories_and_missing_cells_become_a_trained_model()
    {
        var random = new Random(1);
        var file = Csv(300, row =>
        {
            var size = random.NextDouble() * 10;
            var colour = new[] { "red", "blue", "light; green" }[random.Next(3)];
            var price = size * 3 + (colour == "red" ? 10 : 0) + random.NextDouble();
            return FormattableString.Invariant($"{row + 1},{(row % 20 == 0 ? "?" : size)},\"{colour}\",{price}");
        }, "id,size,colour,price");
        var folder = _folder["results"];
        var (code, output) = Run(file, "price", "--output", folder, "--seeds", "1");
        Assert.True(code == 0, output);
        Assert.Contains("task: regression, because the label has 300 different numbers", output);
        Assert.Contains("numbers: size", output);
        Assert.Contains("categories: colour", output);
        Assert.Contains("left out: id, it only counts the rows", output);
        var page = File.ReadAllText(Path.Combine(folder, "index.html"));
        Assert.Contains("test R²", page);
        Assert.DoesNotContain("<script", page);
        Assert.True(File.Exists(Path.Combine(folder, "price-loss.svg")));
    }

    private static void Fails(string file, string? label, string expected, params string[] more)
    {
        var (code, output) = Run(file, label, more);
        Assert.Equal(2, code);
        Assert.Contains(expected, output);
        Assert.DoesNotContain("   at ", output);
    }

    private static (int Code, string Output) Run(string file, string? label, params string[] more) =>
        Repository.Run("dotnet", [Program, "--data", file, .. label is null ? Array.Empty<string>() : ["--label", label], .. more], ("OMP_NUM_THREADS", "1"));

    private string Csv(int rows, Func<int, string> row, string header)
    {
        var file = _folder["data.csv"];
        var text = new StringBuilder(header).Append('\n');
        for (var index = 0; index < rows; index++) text.Append(row(index)).Append('\n');
        File.WriteAllText(file, text.ToString());
        return file;
    }
}
