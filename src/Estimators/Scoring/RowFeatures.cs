using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>Spreads a feature vector, dense or sparse, over its place among the rows of a batch.</summary>
internal static class RowFeatures
{
    public static void Copy(in VBuffer<float> features, Span<float> place, long row)
    {
        if (features.Length != place.Length)
            throw new InvalidOperationException($"Row {row} has {features.Length} features, but the network was trained on {place.Length}.");
        features.CopyTo(place);
    }
}
