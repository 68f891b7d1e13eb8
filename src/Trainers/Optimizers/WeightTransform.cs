namespace MLNetGradExt.Optimizers;

/// <summary>Something that happens to the weights after each update: a limit, an average, lookahead.</summary>
public abstract record WeightTransform
{
    /// <summary>Makes the running form, with whatever state it needs.</summary>
    public abstract WeightLink Bind(UpdateContext context);
}
