namespace MLNetGradExt.Bridging;

/// <summary>What a label column holds, which decides the tensor it becomes.</summary>
internal enum LabelKind
{
    /// <summary>Single: a float to predict.</summary>
    Number,

    /// <summary>Boolean: a float, 0 or 1.</summary>
    Boolean,

    /// <summary>Key: an int64 class index from 0.</summary>
    Key,
}
