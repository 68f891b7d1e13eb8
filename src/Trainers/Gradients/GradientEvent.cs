namespace MLNetGradExt.Gradients;

/// <summary>Something a gradient link noticed or did.</summary>
/// <param name="Step">The step, counted from 0.</param>
/// <param name="Tensor">The parameter's name, or "*" for all of them.</param>
/// <param name="What">The kind of event, one word or two, such as "vanished", "exploded", "spike", "non-finite".</param>
/// <param name="Before">The measured quantity before; for repair the gradient's norm relative to its weight's.</param>
/// <param name="After">The same quantity afterwards.</param>
/// <param name="Factor">What the gradient was multiplied by.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record GradientEvent(long Step, string Tensor, string What, double Before, double After, double Factor, string Message);
