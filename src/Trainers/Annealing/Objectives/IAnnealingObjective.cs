using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>What an annealing makes small: a function of a vector, evaluated for many vectors at a time.</summary>
public interface IAnnealingObjective : IDisposable
{
    /// <summary>The length of a vector, D.</summary>
    long Dimension { get; }

    /// <summary>Where vectors live.</summary>
    torch.Device Device { get; }

    /// <summary>Their floating type.</summary>
    ScalarType Precision { get; }

    /// <summary>Whether <see cref="Gradients"/> works.</summary>
    bool HasGradient { get; }

    /// <summary>The natural size of each coordinate, [D]; owned by the objective.</summary>
    Tensor Scales { get; }

    /// <summary>Points to start from, [count, D]; the dispose scope around the call owns them.</summary>
    Tensor Draw(int count, Generator generator);

    /// <summary>The loss of each vector of [K, D], as [K]. A loss that is not finite counts as infinite.</summary>
    Tensor Evaluate(Tensor population);

    /// <summary>Losses [K] and their gradients [K, D].</summary>
    (Tensor Losses, Tensor Gradients) Gradients(Tensor population);
}
