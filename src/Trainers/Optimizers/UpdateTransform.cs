namespace MLNetGradExt.Optimizers;

/// <summary>
/// One link in an optimizer's chain: it takes the update that the links before it made (at first the gradient) and changes it in place.
/// The update is what will be <i>subtracted</i> from the parameters, times the learning rate.
/// </summary>
public abstract record UpdateTransform
{
    /// <summary>Makes the running form, with whatever state it needs.</summary>
    public abstract UpdateLink Bind(UpdateContext context);
}
