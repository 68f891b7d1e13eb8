using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>A quench by <see cref="Lbfgs"/>.</summary>
internal sealed class LbfgsQuench(AnnealingContext context) : Quench
{
    private const int MostTrials = 25;

    private readonly Lbfgs _lbfgs = new();

    public override Tensor Position() => tensor(_lbfgs.Position).to(context.Objective.Precision, context.Objective.Device);

    public override void SaveState(IStateWriter writer)
    {
        base.SaveState(writer);
        _lbfgs.SaveState(writer.Scope("lbfgs"));
    }

    public override void LoadState(IStateReader reader)
    {
        base.LoadState(reader);
        _lbfgs.LoadState(reader.Scope("lbfgs"));
    }

    public override void Dispose() { }

    protected override void Start(Tensor start, int most) => _lbfgs.Begin(start.to(ScalarType.Float64, CPU).data<double>().ToArray());

    protected override bool Advance()
    {
        var goesOn = _lbfgs.Step(At, (int)Math.Clamp(context.Remaining / AnnealingContext.GradientCost, 1, MostTrials));
        Loss = _lbfgs.Loss;
        return goesOn;
    }

    private double At(double[] position, double[] gradient)
    {
        using var scope = NewDisposeScope();
        var (losses, gradients) = context.Gradients(tensor(position).to(context.Objective.Precision, context.Objective.Device).unsqueeze(0));
        gradients[0].to(ScalarType.Float64, CPU).data<double>().ToArray().CopyTo(gradient, 0);
        return losses[0];
    }
}
