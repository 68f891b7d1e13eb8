namespace MLNetGradExt.Training;

using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

public sealed partial class ParameterBuffer
{
    /// <summary>The parameters themselves, in the order of <see cref="Slices"/>.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>A buffer over some of the parameters: with views of this one's memory when they are neighbours and share it, else with memory of its own.</summary>
    internal ParameterBuffer Select(IReadOnlyList<int> members, bool share)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        long start = Slices[members[0]].Offset, offset = 0;
        var slices = new ParameterSlice[members.Count];
        var indices = members.Select((member, i) => (member, i)).ToDictionary(p => p.member, p => p.i);
        for (var i = 0; i < slices.Length; i++)
        {
            var old = Slices[members[i]];
            int? weight = old.WeightIndex is { } w && indices.TryGetValue(w, out var moved) ? moved : null;
            slices[i] = old with { Index = i, Offset = offset, WeightIndex = weight, Kind = old.Kind == ParameterKind.Bias && weight is null ? ParameterKind.Other : old.Kind };
            offset = slices[i].End;
        }

        var values = (share ? Values.narrow(0, start, offset) : Values.new_zeros(offset)).DetachFromDisposeScope();
        var gradients = (share ? Gradients.narrow(0, start, offset) : Gradients.new_zeros(offset)).DetachFromDisposeScope();
        var group = new ParameterBuffer([.. members.Select(i => _parameters[i])], slices, values, gradients);
        for (var i = 0; i < slices.Length; i++)
        {
            var (slice, shape) = (slices[i], slices[i].Shape.ToArray());
            group._parameterViews[i] = values.narrow(0, slice.Offset, slice.Length).view(shape).DetachFromDisposeScope();
            group._gradientViews[i] = gradients.narrow(0, slice.Offset, slice.Length).view(shape).DetachFromDisposeScope();
            if (!share) group._parameterViews[i].copy_(_parameterViews[members[i]]);
        }

        return group;
    }
}
