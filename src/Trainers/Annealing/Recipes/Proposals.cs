using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>Normal steps.</summary>
/// <param name="Share">The share of coordinates that move.</param>
internal sealed record GaussianProposal(double Share) : Proposal
{
    public override Tensor Propose(ProposalStep step)
    {
        var move = step.Normal().mul_(step.Scales).mul_(step.StepSizes);
        if (Share < 1) move.mul_(empty(move.shape, ScalarType.Float32, CPU).bernoulli_(Share, step.Generator).to(move.dtype, move.device));
        return move.add_(step.Positions, One);
    }

    public override IEnumerable<string> Problems()
    {
        if (!(Share > 0 && Share <= 1)) yield return $"The Gaussian proposal's share is {Share}, but it must be above 0 and at most 1.";
    }
}

/// <summary>Moves along the difference of two other chains.</summary>
internal sealed record DifferentialProposal : Proposal
{
    private const int JumpEvery = 10;
    private const double Jitter = 1e-3;
    private static readonly GaussianProposal Alone = new(1);

    public override Tensor Propose(ProposalStep step)
    {
        var (chains, dimension) = ((int)step.Positions.size(0), step.Positions.size(1));
        if (chains < 3) return Alone.Propose(step);
        var drawn = Noise.Uniform(2 * chains, step.Generator);
        var (first, second) = (new long[chains], new long[chains]);
        for (var i = 0; i < chains; i++)
        {
            // Two different chains, neither of them this one, as distances around the circle of chains.
            var (one, other) = (1 + (int)(drawn[i] * (chains - 1)), 1 + (int)(drawn[chains + i] * (chains - 2)));
            if (other >= one) other++;
            (first[i], second[i]) = ((i + one) % chains, (i + other) % chains);
        }
        var gamma = step.Step % JumpEvery == JumpEvery - 1 ? 1 : 2.38 / Math.Sqrt(2 * dimension);
        var a = step.Positions.index_select(0, tensor(first, device: step.Positions.device));
        var b = step.Positions.index_select(0, tensor(second, device: step.Positions.device));
        return step.Normal().mul_(step.Scales).mul_(Held(Jitter)).add_(a.sub_(b), Held(gamma)).add_(step.Positions, One);
    }

    public override bool UsesStepSize(long step) => false;

    public override string ToString() => "Differential";
}

/// <summary>Several proposals in turn.</summary>
/// <param name="Proposals">In order.</param>
internal sealed record ProposalsInTurn(ValueList<Proposal> Proposals) : Proposal
{
    public override Tensor Propose(ProposalStep step) => Of(step.Step).Propose(step with { Step = step.Step / Proposals.Count });

    public override bool UsesStepSize(long step) => Of(step).UsesStepSize(step / Proposals.Count);

    public override IEnumerable<string> Problems() => Proposals.Count == 0 ? ["Proposal.InTurn needs at least one proposal."] : Proposals.SelectMany(p => p.Problems());

    private Proposal Of(long step) => Proposals[(int)(step % Proposals.Count)];
}
