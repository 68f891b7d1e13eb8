namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>One column of the table: an optimizer, what happens to gradients before it, and the learning rates it is tried with.</summary>
internal sealed record RepairMethod(string Name, Func<double, Optimizer> Optimizer, GradientTransform[] Gradients, double[] Rates)
{
    private static readonly double[] SgdRates = [0.003, 0.01, 0.03, 0.1];
    private static readonly double[] AdamRates = [0.001, 0.003, 0.01];

    public static IReadOnlyList<RepairMethod> All { get; } =
    [
        new("SGD", Sgd, [], SgdRates),
        new("clip 1.0", Sgd, [Gradient.SkipNonFinite(), Gradient.ClipByGlobalNorm(1.0)], SgdRates),
        new("AGC 0.01", Sgd, [Gradient.SkipNonFinite(), Gradient.AdaptiveClip()], SgdRates),
        new("LARS", rate => MLNetGradExt.Optimizer.Lars(rate, coefficient: 0.02), [], [0.1, 0.3, 1]),
        new("Adam", Adam, [], AdamRates),
        new("SGD+repair", Sgd, [Gradient.Repair()], SgdRates),
        new("Adam+repair", Adam, [Gradient.Repair()], AdamRates),
    ];

    private static Optimizer Sgd(double rate) => MLNetGradExt.Optimizer.Momentum(rate);

    private static Optimizer Adam(double rate) => MLNetGradExt.Optimizer.Adam(rate);
}
