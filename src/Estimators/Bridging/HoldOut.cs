using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Training;

namespace MLNetGradExt.Bridging;

/// <summary>
/// Chooses the validation rows of a stream by a hash of the row's id, so that both halves can be read in any order without storing which row is whose.
/// </summary>
internal sealed record HoldOut(double Fraction, ulong Seed)
{
    /// <summary>Whether the cursor's current row is held out for validation.</summary>
    public Func<bool> For(DataViewRow row)
    {
        var get = row.GetIdGetter();
        DataViewRowId id = default;
        return () =>
        {
            get(ref id);
            return Seeds.Mix(Seeds.Mix(id.Low, id.High), Seed) < Fraction * long.MaxValue;
        };
    }
}
