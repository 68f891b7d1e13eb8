using MLNetGradExt.Trainers.Tests.Portable;
using TorchSharp;

namespace MLNetGradExt.Trainers.Tests.Diagnostics;

public class NetworkSummaryTests
{
    [Fact]
    public void Counts_shapes_parameters_and_memory()
    {
        using var network = RandomNetworks.Trained(Network.Sequential(Layer.Linear(8), Layer.BatchNorm(), Layer.Activation(Activation.Relu), Layer.Residual(Layer.Linear(8))), [4], 3, false, 1);
        var summary = network.Summary();
        Assert.Equal(["0", "1", "2", "3", "3.body.0", "4"], summary.Layers.Select(l => l.Path));
        Assert.Equal(["Linear", "BatchNorm", "Relu", "Residual", "Linear", "Linear"], summary.Layers.Select(l => l.Kind));
        Assert.Equal([40L, 16, 0, 0, 72, 27], summary.Layers.Select(l => l.Parameters));
        Assert.Equal(4 * (40 + 32 + 72 + 27) + 8, summary.Bytes);
        Assert.Equal(155, summary.Parameters);
        Assert.Equal([3L], summary.Layers[^1].OutputShape!);
        Assert.Equal("""
            layer     kind       output  parameters  memory
                      (input)    4
            0         Linear     8               40   160 B
            1         BatchNorm  8               16   136 B
            2         Relu       8                0     0 B
            3         Residual   8                0     0 B
            3.body.0  Linear     8               72   288 B
            4         Linear     3               27   108 B
                      total                     155   692 B
            """.ReplaceLineEndings(), summary.ToString());
    }

    [Fact]
    public void A_module_of_your_own_is_summed_up_by_its_names()
    {
        using var network = RandomNetworks.Trained(Network.FromModule("mine", c => torch.nn.Linear(c.InputShape[0], c.OutputSize)), [4], 2, false, 1);
        var only = Assert.Single(network.Summary().Layers);
        Assert.Equal(("mine", 10, 40), (only.Kind, only.Parameters, only.Bytes));
    }
}
