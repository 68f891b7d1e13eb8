using MLNetGradExt.Data;
using MLNetGradExt.Gradients;
using MLNetGradExt.Optimizers;
using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>
/// A range test: trains a fresh network for some hundred steps while the learning rate rises geometrically, and watches the loss.
/// The suggestion lies between the middle of the descent and a tenth of the rate with the lowest loss. Smith, "Cyclical Learning Rates for Training Neural Networks", 2017.
/// </summary>
/// <param name="From">The first learning rate.</param>
/// <param name="To">The last, if the loss does not blow up before.</param>
/// <param name="Steps">Steps between the two.</param>
public sealed record LearningRateFinder(double From = 1e-6, double To = 10, int Steps = 120)
{
    private const double Smoothing = 0.9;
    private const double BlownUp = 4;
    private const int WarmupSteps = 10;

    /// <summary>Runs the test on a job's data, network, loss, optimizer and gradient transforms. The job itself is not trained.</summary>
    /// <exception cref="ArgumentException">The job cannot be trained; the message lists all problems.</exception>
    public LearningRateCurve Run(TrainingJob job, CancellationToken token = default)
    {
        if (!(From > 0 && To > From && Steps >= 10))
            throw new ArgumentException($"A range test rises from a positive learning rate to a larger one in 10 or more steps, not from {From} to {To} in {Steps}.");
        JobProblems.ThrowIfAny(job);
        var device = job.Options.Device.Resolve();
        var plan = TrainingPlan.For(job.Options, job.Train);
        using var generator = new Generator(plan.SeedOf(Seeds.Initialization), CPU);
        using var module = job.Network.Build(new NetworkContext(job.Train.FeatureShape, job.OutputSize, generator, device));
        module.train();
        using var buffer = ParameterBuffer.Bind(module.named_parameters().Where(p => p.parameter.requires_grad));
        var points = new List<LearningRatePoint>();
        // By the points of the curve, not by the optimizer's own count: a step that a transform holds back has its place on the curve too.
        double Rate() => From * Math.Pow(To / From, points.Count / (Steps - 1.0));
        using var optimizer = Swept(job.Options.Optimizer ?? Optimizer.AdamW(weightDecay: 0), Schedule.Of(_ => Rate())).Bind(buffer, Steps);
        using var pipeline = GradientPipeline.Bind(job.Options.Gradients, buffer, new GradientContext(plan.SeedOf(Seeds.Gradients), Steps));

        double average = 0, best = double.PositiveInfinity;
        for (var epoch = 0; points.Count < Steps; epoch++)
        {
            using var batches = job.Train.Batches(plan.BatchSize, BatchOrder.Shuffled(plan.SeedOf(Seeds.Shuffling), epoch), device).GetEnumerator();
            while (points.Count < Steps)
            {
                token.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                if (!batches.MoveNext()) break;
                var batch = batches.Current;
                var loss = job.Loss.Compute(module.call(batch.Features), batch.Labels, batch.Weights);
                var value = loss.to(ScalarType.Float64).item<double>();
                average = Smoothing * average + (1 - Smoothing) * value;
                var smooth = average / (1 - Math.Pow(Smoothing, points.Count + 1));
                if (!double.IsFinite(value) || (points.Count > WarmupSteps && smooth > BlownUp * best)) return LearningRateCurve.Of(points);
                best = Math.Min(best, smooth);
                buffer.ZeroGradients();
                loss.backward();
                if (pipeline.Apply(points.Count).Proceeds) optimizer.Step();
                points.Add(new LearningRatePoint(Rate(), value, smooth));
            }
        }

        return LearningRateCurve.Of(points);
    }

    /// <summary>The same optimizer with the sweep in the place of its learning rate.</summary>
    private static Optimizer Swept(Optimizer optimizer, Schedule sweep) => optimizer switch
    {
        ChainedOptimizer chain => chain with { LearningRate = sweep },
        TorchOptimizer torch => torch with { Rate = sweep },
        PartitionedOptimizer parts => parts with { Groups = [.. parts.Groups.Select(g => g with { Optimizer = Swept(g.Optimizer, sweep) })] },
        _ => throw new NotSupportedException($"The learning rate of {optimizer.GetType().Name} cannot be swept: use one of Optimizer's own."),
    };
}
