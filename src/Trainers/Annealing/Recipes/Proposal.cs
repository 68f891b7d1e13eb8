using MLNetGradExt.Annealing;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>How candidates are made from the present points of all chains. One of your own overrides <see cref="Propose"/>.</summary>
public abstract record Proposal
{
    /// <summary>x + s·scale·N(0, 1), with each chain's own step s.</summary>
    /// <param name="share">The share of coordinates that move, chosen anew for each candidate.</param>
    public static Proposal Gaussian(double share = 1) => new GaussianProposal(share);

    /// <summary>
    /// x + γ·(a − b) + a little noise, where a and b are two other chains (ter Braak, 2006): the population knows the scales and directions of the landscape.
    /// γ is 2.38/√(2·dimension), and 1 in every tenth step, which jumps between valleys. With fewer than three chains it is <see cref="Gaussian"/>.
    /// </summary>
    public static Proposal Differential { get; } = new DifferentialProposal();

    /// <summary>Several proposals in turn.</summary>
    public static Proposal InTurn(params Proposal[] proposals) => new ProposalsInTurn(proposals.ToValueList());

    /// <summary>The candidates, one a chain.</summary>
    /// <param name="step">The chains and where the run stands.</param>
    /// <returns>[K, D], fresh; the dispose scope around the call owns it.</returns>
    public abstract Tensor Propose(ProposalStep step);

    /// <summary>Whether the candidates of this step depend on the chains' steps, which are then adapted to the target acceptance.</summary>
    public virtual bool UsesStepSize(long step) => true;

    /// <summary>Everything wrong with this recipe's own numbers; empty when all is well.</summary>
    public virtual IEnumerable<string> Problems() => [];
}
