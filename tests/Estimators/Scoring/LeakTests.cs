using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace MLNetGradExt.Tests.Scoring;

public class LeakTests
{
    [Fact]
    public void A_thousand_scoring_passes_leave_no_tensor_and_no_memory_behind()
    {
        var ml = new MLContext(seed: 1);
        var view = ml.View(Rows.Halves(64), 2);
        var model = ml.GradExt().BinaryClassification(Network.Mlp(8), options: Rows.Quick(2)).Fit(view);
        var row = new BooleanRow { Features = [0.1f, 0.2f] };
        using var engine = ml.Model.CreatePredictionEngine<BooleanRow, BinaryScored>(model, inputSchemaDefinition: Rows.Definition<BooleanRow>(2));
        void Pass()
        {
            Assert.Equal(64, model.Transform(view).GetColumn<float>("Score").Count());
            engine.Predict(row);
        }
        for (var i = 0; i < 300; i++) Pass();
        var (tensors, memory) = (Live(), Memory());
        for (var i = 0; i < 1000; i++) Pass();
        Assert.Equal(tensors, Live());
        Assert.True(Memory() - memory < 32 << 20, $"{(Memory() - memory) >> 20} MB more");
    }

    [Fact]
    public void Fitting_and_disposing_leaves_no_memory_behind()
    {
        // Tensor.TotalCount does not come back from a Parameter's making in TorchSharp, so a wide network's megabytes are watched instead.
        var ml = new MLContext(seed: 1);
        var view = ml.View(Rows.Line(200), 2);
        var trainer = ml.GradExt().Regression(Network.Mlp(500, 500), options: Rows.Quick(1));
        for (var i = 0; i < 10; i++) trainer.Fit(view).Model.Dispose();
        var before = Memory();
        for (var i = 0; i < 40; i++) trainer.Fit(view).Model.Dispose();
        Assert.True(Memory() - before < 24 << 20, $"{(Memory() - before) >> 20} MB more");
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }

    private static long Memory()
    {
        GC.Collect();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
