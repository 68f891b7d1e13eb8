using MLNetGradExt.Testing;

namespace MLNetGradExt.Trainers.Tests.Annealing;

/// <summary>One trainer after another, as one run.</summary>
public sealed class TrainersInTurnTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-turns").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("annealing then gradient", 1)]
    [InlineData("annealing then gradient", 3)]
    [InlineData("annealing then gradient", 4)]
    [InlineData("annealing then gradient", 6)]
    [InlineData("hybrid then gradient", 5)]
    [InlineData("gradient then annealing then hybrid", 3)]
    [InlineData("gradient then annealing then hybrid", 7)]
    [InlineData("gradient then annealing then hybrid", 10)]
    public void Trainers_in_turn_continue_from_a_checkpoint_of_either_bit_for_bit(string name, int killedAfter)
    {
        var annealing = Trainer.Annealing(options: new() { Evaluations = 400 });
        var trainer = name switch
        {
            "annealing then gradient" => annealing.Then(Trainer.Gradient),
            "hybrid then gradient" => Trainer.Hybrid(options: new() { Evaluations = 600 }).Then(Trainer.Gradient),
            _ => Trainer.Gradient.Then(annealing).Then(Trainer.Hybrid(options: new() { Evaluations = 600 })),
        };
        using var data = AnnealingTrainerTests.Halves(80);
        TrainingJob Job(TrainingOptions options) => new(Network.Mlp(4).WithDropout(0.2), data, null, Loss.BinaryCrossEntropy(), 1,
            options with { Trainer = trainer, Epochs = 4, ValidationFraction = 0.25, Optimizer = Optimizer.Adam(0.01), BatchSize = 20, Seed = options.ResumeFrom is null ? 7 : null });
        using var whole = trainer.Train(Job(AnnealingTrainerTests.Quick));
        var epochs = 0;
        using var killed = new CancellationTokenSource();
        var kill = new Training.TrainingTests.Probe { OnEpoch = (_, _) => { if (++epochs > killedAfter) killed.Cancel(); }, OnBatch = _ => killed.Token.ThrowIfCancellationRequested() };
        var callbacks = AnnealingTrainerTests.Quick with { Callbacks = [Callback.Checkpoint(_folder), Callback.From(() => kill)] };
        Assert.Throws<OperationCanceledException>(() => trainer.Train(Job(callbacks), killed.Token));
        using var resumed = trainer.Train(Job(AnnealingTrainerTests.Quick with { ResumeFrom = _folder }));
        foreach (var (key, value) in whole.State()) Assert.True(value.Same(resumed.State()[key]), key);
        Assert.Equal(whole.History.Epochs.Select(e => (e.Epoch, e.Steps, e.Loss)), resumed.History.Epochs.Select(e => (e.Epoch, e.Steps, e.Loss)));
        Assert.Equal(whole.History.Traces["best loss"], resumed.History.Traces["best loss"]);
    }

    [Fact]
    public void A_checkpoint_of_one_trainer_is_refused_by_two_in_turn()
    {
        using var data = AnnealingTrainerTests.Halves(40);
        TrainingJob Job(TrainingOptions options) => new(Network.Mlp(4), data, null, Loss.BinaryCrossEntropy(), 1, options);
        using (Trainer.Gradient.Train(Job(AnnealingTrainerTests.Quick with { Callbacks = [Callback.Checkpoint(_folder)] }))) { }
        var message = Assert.Throws<InvalidDataException>(() => Trainer.Annealing().Then(Trainer.Gradient).Train(Job(AnnealingTrainerTests.Quick with { ResumeFrom = _folder }))).Message;
        Assert.Contains("was not written by", message);
    }

    [Fact]
    public void A_requested_stop_ends_both_of_two_trainers_in_turn()
    {
        using var data = AnnealingTrainerTests.Halves(40);
        var stop = new Training.TrainingTests.Probe { OnEpoch = (run, epoch) => { if (epoch.Epoch == 2) run.RequestStop(); } };
        using var trained = Trainer.Annealing().Then(Trainer.Gradient).Train(new TrainingJob(Network.Mlp(4), data, null, Loss.BinaryCrossEntropy(), 1, AnnealingTrainerTests.Quick with { Callbacks = [Callback.From(() => stop)] }));
        Assert.Equal((2, StopReason.Requested), (trained.History.Epochs.Count, trained.History.StopReason));
    }
}
