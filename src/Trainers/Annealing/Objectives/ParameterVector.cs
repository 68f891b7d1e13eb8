using MLNetGradExt.Training;
using TorchSharp;
using TorchSharp.Modules;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>All parameters of a network as one vector: which stretch of it each parameter is. There is no padding.</summary>
internal sealed class ParameterVector
{
    private readonly Dictionary<string, ParameterStretch> _byName;

    public ParameterVector(nn.Module<Tensor, Tensor> module)
    {
        var parameters = module.named_parameters().Where(p => p.parameter.requires_grad).Select(p => (p.name, p.parameter)).ToArray();
        if (parameters.Length == 0) throw new ArgumentException("There is no parameter to train: the network has none, or all are frozen.");
        var slices = ParameterLayout.Of(parameters);
        Stretches = new ParameterStretch[slices.Length];
        for (var i = 0; i < slices.Length; i++)
        {
            Stretches[i] = new ParameterStretch(slices[i].Name, slices[i].Shape, Length, slices[i].Length, slices[i].Kind, slices[i].FanIn);
            Length += slices[i].Length;
        }
        _byName = Stretches.ToDictionary(s => s.Name);
    }

    public ParameterStretch[] Stretches { get; }

    public long Length { get; }

    public ParameterStretch? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A module's parameters as one vector, copied.</summary>
    public Tensor Read(nn.Module<Tensor, Tensor> module)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        return cat([.. Trainable(module).Select(p => p.detach().flatten())]).MoveToOuterDisposeScope();
    }

    /// <summary>Gives a module the values of a vector.</summary>
    public void Write(nn.Module<Tensor, Tensor> module, Tensor vector)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (parameter, stretch) in Trainable(module).Zip(Stretches))
            parameter.copy_(vector.narrow(0, stretch.Offset, stretch.Length).view(parameter.shape));
    }

    /// <summary>The natural size of each coordinate: 1/√fan-in for weights and their biases, a half for anything else, such as the gains of a normalisation.</summary>
    public Tensor Scales(ScalarType type, torch.Device device)
    {
        using var scope = NewDisposeScope();
        return cat([.. Stretches.Select(s => full(s.Length, Held(s.Kind == ParameterKind.Other ? 0.5 : 1 / Math.Sqrt(s.FanIn)), type, device))]).MoveToOuterDisposeScope();
    }

    public static IEnumerable<Parameter> Trainable(nn.Module<Tensor, Tensor> module) => module.parameters().Where(p => p.requires_grad);
}

/// <summary>One parameter in the vector.</summary>
internal sealed record ParameterStretch(string Name, ValueList<long> Shape, long Offset, long Length, ParameterKind Kind, long FanIn)
{
    /// <summary>This parameter of every candidate: [K, D] → [K, shape], a view.</summary>
    public Tensor Of(Tensor population) => population.narrow(1, Offset, Length).view([population.size(0), .. Shape]);

    /// <summary>A vector parameter of every candidate, to be broadcast over rows: [K, D] → [K, n, 1].</summary>
    public Tensor Column(Tensor population) => population.narrow(1, Offset, Length).unsqueeze(2);
}
