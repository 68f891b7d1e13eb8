using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Bridging;

namespace MLNetGradExt.Calibrating;

/// <summary>Calibration figures of the probabilities in a scored view.</summary>
internal static class ScoredFigures
{
    private const double Least = 1e-15;

    public static CalibrationFigures Of(IDataView scored, string labelColumn)
    {
        var label = Column(scored, labelColumn, "label");
        if (label.Type is not (BooleanDataViewType or KeyDataViewType)) throw new ArgumentException($"The label column '{labelColumn}' is {label.Type}; probabilities are those of a Boolean or a Key.");
        var isBinary = label.Type is BooleanDataViewType;
        var score = Column(scored, isBinary ? "Probability" : "Score", "probability");
        if ((score.Type is VectorDataViewType vector ? vector.ItemType : score.Type) != NumberDataViewType.Single || score.Type is VectorDataViewType == isBinary)
            throw new ArgumentException($"The column '{score.Name}' is {score.Type}, not {(isBinary ? "a probability (Single)" : "a vector of probabilities (Single)")}.");

        var meter = new CalibrationMeter();
        using var cursor = scored.GetRowCursor([label, score]);
        var getLabel = LabelGetter.For(cursor, label);
        var add = isBinary ? Binary(cursor, score, meter) : Multiclass(cursor, score, meter);
        while (cursor.MoveNext())
            if (getLabel() is >= 0 and var truth) add((int)truth);
        return meter.Figures;
    }

    private static Action<int> Binary(DataViewRow row, DataViewSchema.Column column, CalibrationMeter meter)
    {
        var get = row.GetGetter<float>(column);
        float yes = 0;
        return truth =>
        {
            get(ref yes);
            meter.Add(Loss(truth == 1 ? yes : 1 - yes), Math.Max(yes, 1 - yes), yes > 0.5f == (truth == 1), 1);
        };
    }

    private static Action<int> Multiclass(DataViewRow row, DataViewSchema.Column column, CalibrationMeter meter)
    {
        var get = row.GetGetter<VBuffer<float>>(column);
        VBuffer<float> scores = default;
        return truth =>
        {
            get(ref scores);
            var all = scores.IsDense ? scores.GetValues() : [.. scores.DenseValues()];
            var best = (int)Scoring.MulticlassHead.Best(all) - 1;
            meter.Add(Loss(truth < all.Length ? all[truth] : 0), best < 0 ? 0 : all[best], best == truth, 1);
        };
    }

    private static double Loss(double probability) => -Math.Log(Math.Max(probability, Least));

    private static DataViewSchema.Column Column(IDataView view, string name, string role) =>
        view.Schema.GetColumnOrNull(name) ?? throw new ArgumentException(ColumnRules.Missing(name, role, "scored view", view.Schema.Select(c => c.Name)));
}
