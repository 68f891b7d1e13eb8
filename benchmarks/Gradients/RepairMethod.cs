namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>One column of the table: an optimizer, what happens to gradients before it, and the learning rates it is tried with.</summary>
internal sealed record RepairMethod(string Name, Func<double, Optimizer> Optimizer, GradientTransform[] Gradients, double[] Rates)
{
    // Doubling: wide enough for every row, fine enough that no method's best rate falls between two.
    private static readonly double[] SgdRates = Doubling(0.003, 0.768);
    private static readonly double[] AdamRates = Doubling(0.001, 0.008);
    private static readonly double[] LarsRates = Doubling(0.0125, 0.8);   // of a trust ratio of 0.02

    public static IReadOnlyList<RepairMethod> All { get; } =
    [
        new("SGD", Sgd, [], SgdRates),
        new("clip 1.0", Sgd, [Gradient.SkipNonFinite(), Gradient.ClipByGlobalNorm(1.0)], SgdRates),
        new("AGC 0.01", Sgd, [Gradient.SkipNonFinite(), Gradient.AdaptiveClip()], SgdRates),
        new("LARS", rate => MLNetGradExt.Optimizer.Lars(rate, coefficient: 0.02), [], LarsRates),
        new("Adam", Adam, [], AdamRates),
        new("SGD+repair", Sgd, [Gradient.Repair()], SgdRates),
        new("Adam+repair", Adam, [Gradient.Repair()], AdamRates),
    ];

    private static double[] Doubling(double from, double to) => [.. Enumerable.Range(0, 1 + (int)Math.Round(Math.Log2(to / from))).Select(i => Math.Round(from * Math.Pow(2, i), 4))];

    private static Optimizer Sgd(double rate) => MLNetGradExt.Optimizer.Momentum(rate);

    private static Optimizer Adam(double rate) => MLNetGradExt.Optimizer.Adam(rate);
}
