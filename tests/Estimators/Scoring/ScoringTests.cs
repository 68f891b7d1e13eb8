using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.Scoring;

public class ScoringTests
{
    private static readonly MLContext Ml = new(seed: 1);
    private static readonly Lazy<NetworkRegressionTransformer> Model = new(() => Ml.GradExt().Regression(Network.Mlp(8), options: Rows.Quick(3)).Fit(Ml.View(Rows.Line(100), 2)));

    private sealed class Named
    {
        public float[] Features { get; set; } = [];
        public string Name { get; set; } = "";
        public float[] Extra { get; set; } = [];
    }

    private sealed class NamedScore
    {
        public string Name { get; set; } = "";
        public float[] Extra { get; set; } = [];
        public float[] Features { get; set; } = [];
        public float Score { get; set; }
    }

    private static IEnumerable<Named> Names(int count) => Rows.Line(count, 4).Select((row, i) => new Named { Features = row.Features, Name = $"row {i}", Extra = [.. Enumerable.Repeat((float)i, i % 5)] });

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1000)]
    [InlineData(5000)]
    public void Other_columns_stay_beside_their_scores(int count)
    {
        var scored = Ml.Data.CreateEnumerable<NamedScore>(Model.Value.Transform(Ml.View(Names(count), 2)), reuseRowObject: false).ToArray();
        var rows = Names(count).ToArray();
        Assert.Equal(count, scored.Length);
        using var engine = Ml.Model.CreatePredictionEngine<Named, Scored>(Model.Value, inputSchemaDefinition: Rows.Definition<Named>(2));
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(rows[i].Name, scored[i].Name);
            Assert.Equal(rows[i].Extra, scored[i].Extra);
            Assert.Equal(rows[i].Features, scored[i].Features);
            if (i % 97 == 0) Assert.Equal(engine.Predict(rows[i]).Score, scored[i].Score, 1e-5f);
        }
    }

    [Fact]
    public void Scores_are_lazy()
    {
        var read = 0;
        IEnumerable<NumberRow> Counting()
        {
            foreach (var row in Rows.Line(5000))
            {
                read++;
                yield return row;
            }
        }
        var scored = Model.Value.Transform(Ml.View(Counting(), 2));
        Assert.Equal(0, read);
        Assert.Equal(3, scored.GetColumn<float>("Score").Take(3).Count());
        Assert.True(read < 100, $"{read} rows were read for 3");
    }

    [Fact]
    public void Without_a_score_no_network_runs()
    {
        var rows = Rows.Line(5);
        rows[2].Features = [1, 2, 3];
        Assert.Equal(5, Model.Value.Transform(Ml.View(rows, 2)).GetColumn<float>("Label").Count());
    }

    [Fact]
    public void Sparse_rows_score_like_dense_ones()
    {
        var sparse = new[] { new SparseRow { Features = new VBuffer<float>(2, 1, [0.5f], [1]) } };
        var view = Ml.View(sparse, 2);
        Assert.Equal(Model.Value.Transform(Ml.View(new[] { new NumberRow { Features = [0, 0.5f] } }, 2)).GetColumn<float>("Score"), Model.Value.Transform(view).GetColumn<float>("Score"));
    }

    private sealed class SparseRow
    {
        public VBuffer<float> Features;
    }

    [Fact]
    public void Annotations_are_mlnets()
    {
        var view = Ml.View(Rows.Blobs(30), 2);
        var keyed = Ml.Transforms.Conversion.MapValueToKey("Label", "Class").Fit(view).Transform(view);
        var model = Ml.GradExt().MulticlassClassification(Network.Linear(), options: Rows.Quick(2)).Fit(keyed);
        var schema = model.Transform(keyed).Schema;
        var score = schema["Score"];
        VBuffer<ReadOnlyMemory<char>> names = default;
        score.GetSlotNames(ref names);
        Assert.Equal(["red", "green", "blue"], names.DenseValues().Select(n => n.ToString()));
        score.Annotations.GetValue("TrainingLabelValues", ref names);
        Assert.Equal(3, names.Length);
        Assert.Equal("MulticlassClassification", Text(score, "ScoreColumnKind"));
        Assert.Equal("Score", Text(score, "ScoreValueKind"));
        Assert.Equal("PredictedLabel", Text(schema["PredictedLabel"], "ScoreValueKind"));
        Assert.True(schema["PredictedLabel"].HasKeyValues());
        Assert.Equal(1u, SetId(score));
        Assert.Equal(2u, SetId(model.Transform(model.Transform(keyed)).Schema["Score"]));
        Assert.Equal(3, Assert.IsType<VectorDataViewType>(score.Type).Size);

        static string Text(DataViewSchema.Column column, string kind)
        {
            ReadOnlyMemory<char> text = default;
            column.Annotations.GetValue(kind, ref text);
            return text.ToString();
        }

        static uint SetId(DataViewSchema.Column column)
        {
            uint id = 0;
            column.Annotations.GetValue("ScoreColumnSetId", ref id);
            return id;
        }
    }

    [Fact]
    public void The_shape_promised_is_the_schema_given()
    {
        var view = Ml.View(Rows.Halves(30), 2);
        var pipeline = Ml.Transforms.CopyColumns("X", "Features").Append(Ml.GradExt().BinaryClassification(Network.Linear(), featureColumnName: "X", options: Rows.Quick(2)));
        var scored = pipeline.Fit(view).Transform(view);
        foreach (var name in new[] { "PredictedLabel", "Score", "Probability" }) Assert.NotNull(scored.Schema.GetColumnOrNull(name));
    }

    [Fact]
    public void A_cached_and_a_shuffled_view_score_alike()
    {
        var view = Ml.View(Names(300), 2);
        var plain = Scores(Model.Value.Transform(view));
        Assert.Equal(plain, Scores(Ml.Data.Cache(Model.Value.Transform(view))));
        var shuffled = Scores(Ml.Data.ShuffleRows(Model.Value.Transform(view), seed: 3));
        Assert.Equal(plain.Keys.Order(), shuffled.Keys.Order());
        foreach (var (name, score) in shuffled) Assert.Equal(plain[name], score, 1e-5f);

        static Dictionary<string, float> Scores(IDataView scored) => Ml.Data.CreateEnumerable<NamedScore>(scored, false).ToDictionary(r => r.Name, r => r.Score);
    }

    [Fact]
    public void Many_threads_score_one_model_alike()
    {
        var rows = Rows.Line(500, 8);
        var expected = Model.Value.Transform(Ml.View(rows, 2)).GetColumn<float>("Score").ToArray();
        Parallel.For(0, 32, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            if (i % 2 == 0) Assert.Equal(expected, Model.Value.Transform(Ml.View(rows, 2)).GetColumn<float>("Score").ToArray());
            else
            {
                using var engine = Ml.Model.CreatePredictionEngine<NumberRow, Scored>(Model.Value, inputSchemaDefinition: Rows.Definition<NumberRow>(2));
                for (var r = 0; r < 50; r++) Assert.Equal(expected[r], engine.Predict(rows[r]).Score, 1e-5f);
            }
        });
    }

    [Fact]
    public void A_cursor_set_gives_every_row_once()
    {
        var scored = Model.Value.Transform(Ml.View(Names(700), 2));
        var columns = new[] { scored.Schema["Name"], scored.Schema["Score"] };
        var seen = new List<(string, float)>();
        foreach (var cursor in scored.GetRowCursorSet(columns, 3))
            using (cursor)
            {
                var getName = cursor.GetGetter<ReadOnlyMemory<char>>(columns[0]);
                var getScore = cursor.GetGetter<float>(columns[1]);
                ReadOnlyMemory<char> name = default;
                float score = 0;
                while (cursor.MoveNext())
                {
                    getName(ref name);
                    getScore(ref score);
                    seen.Add((name.ToString(), score));
                }
            }
        Assert.Equal(700, seen.Select(s => s.Item1).Distinct().Count());
    }

    [Fact]
    public void Feature_importance_finds_the_feature_that_matters()
    {
        var rows = Rows.Line(200).Select(r => new NumberRow { Features = [r.Features[0], r.Features[1]], Label = 5 * r.Features[0] });
        var view = Ml.View(rows.ToArray(), 2);
        var model = Ml.GradExt().Regression(Network.Linear(), options: Rows.Quick(30)).Fit(view);
        var importance = Ml.Regression.PermutationFeatureImportance(model, view, permutationCount: 2);
        Assert.True(importance[0].RSquared.Mean < importance[1].RSquared.Mean - 0.5, $"{importance[0].RSquared.Mean} {importance[1].RSquared.Mean}");
    }
}
