using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>What goes wrong in native code arrives as an exception that says what was wrong.</summary>
public class Errors
{
    public static TheoryData<string> Mistakes => ["add", "view", "index_select", "narrow", "cat", "linear solve", "in place", "type"];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void MistakesBecomeExceptions(string mistake)
    {
        using var scope = NewDisposeScope();
        var x = ones(2, 3);
        Action act = mistake switch
        {
            "add" => () => x.add(ones(4)),
            "view" => () => x.view(5),
            "index_select" => () => x.index_select(0, tensor(new long[] { 9 })),
            "narrow" => () => x.narrow(1, 2, 7),
            "cat" => () => cat([x, ones(3, 4)], 0),
            "linear solve" => () => linalg.solve(zeros(2, 2), ones(2)),
            "in place" => () => x.add_(ones(4)),
            _ => () => x.bitwise_and(x),
        };
        var error = Assert.ThrowsAny<ExternalException>(act);
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void AfterAnErrorWorkGoesOn()
    {
        using var scope = NewDisposeScope();
        Assert.ThrowsAny<ExternalException>(() => ones(2).add(ones(3)));
        Assert.Equal(2f, (ones(2) + 1)[0].item<float>());
    }

    [Fact]
    public void WrongNetTypesAreRefused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => ones(2).data<double>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Throws<ArgumentException>(() => tensor(new float[3], [2, 2]));
    }

    [Fact]
    public void ADeviceThatIsNotThereIsAnError()
    {
        if (cuda.is_available()) return;
        Assert.Throws<InvalidOperationException>(() => ones(2).to(DeviceType.CUDA));
        Assert.Throws<InvalidOperationException>(() => ones(2).cuda());
    }
}
