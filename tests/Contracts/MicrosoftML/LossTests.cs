using Microsoft.ML.Trainers;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class LossTests
{
    public static TheoryData<string, IScalarLoss, float[]> Losses => new()
    {
        { "squared", new SquaredLoss(), [0.3f, 1.7f] },
        { "log", new LogLoss(), [0, 1] },
        { "hinge", new HingeLoss(), [0, 1] },
        { "smoothed hinge", new SmoothedHingeLoss(0.5f), [0, 1] },
        { "exponential", new ExpLoss(0.7f), [0, 1] },
        { "Poisson", new PoissonLoss(), [0, 3] },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_derivative_is_the_slope_of_its_loss(string name, IScalarLoss loss, float[] labels)
    {
        const float Step = 1e-2f;
        foreach (var label in labels)
        {
            foreach (var output in new[] { -1.63f, -0.41f, 0.37f, 1.21f })
            {
                var slope = (loss.Loss(output + Step, label) - loss.Loss(output - Step, label)) / (2 * Step);
                Assert.True(Math.Abs(slope - loss.Derivative(output, label)) < 5e-3, $"{name}: slope {slope} at output {output}, label {label}");
            }
        }
    }

    [Fact]
    public void Losses_have_their_textbook_values()
    {
        Assert.Equal(4, new SquaredLoss().Loss(3, 1), 1e-6);
        Assert.Equal(Math.Log(2), new LogLoss().Loss(0, 1), 1e-6);
        Assert.Equal(1.5, new HingeLoss().Loss(-0.5f, 1), 1e-6);
        Assert.Equal(0, new HingeLoss().Loss(2, 1), 1e-6);
        Assert.Equal(0.125, new SmoothedHingeLoss().Loss(0.5f, 1), 1e-6);
        Assert.Equal(Math.Exp(1), new ExpLoss().Loss(1, 0), 1e-5);
        Assert.Equal(Math.Exp(1) - 2, new PoissonLoss().Loss(1, 2), 1e-5);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_dual_step_never_lowers_the_dual_of_one_row(string name, IScalarLoss loss, float[] labels)
    {
        if (loss is not ISupportSdcaLoss sdca)
            return;
        foreach (var label in labels)
        {
            // One row x = 1 with a weight on the norm of 1: the dual is DualLoss(a) - a²/2 and the output is a.
            float dual = 0;
            for (var i = 0; i < 30; i++)
            {
                var before = sdca.DualLoss(label, dual) - dual * dual / 2;
                dual += sdca.DualUpdate(dual, label, dual, sdca.ComputeDualUpdateInvariant(1), maxNumThreads: 1);
                Assert.True(sdca.DualLoss(label, dual) - dual * dual / 2 >= before - 1e-5, name);
            }

            // At the optimum the primal and the dual meet.
            Assert.Equal(sdca.Loss(dual, label) + dual * dual / 2, sdca.DualLoss(label, dual) - dual * dual / 2, 2e-2);
        }
    }
}
