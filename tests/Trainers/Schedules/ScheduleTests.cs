namespace MLNetGradExt.Trainers.Tests.Schedules;

public class ScheduleTests
{
    private static readonly Dictionary<string, Schedule> Recipes = new()
    {
        ["step"] = Schedule.Step(1, 7, 0.5),
        ["multistep"] = Schedule.MultiStep(1, [5, 11, 20], 0.3),
        ["exponential"] = Schedule.Exponential(1, 0.9),
        ["cosine"] = Schedule.Cosine(1, 0.1, 29),
        ["restarts"] = Schedule.CosineRestarts(1, 0.1, 5, 2),
        ["onecycle"] = Schedule.OneCycle(2, 30),
        ["polynomial"] = Schedule.Polynomial(1, 0, 2, 20),
    };

    public static TheoryData<string> Names => [.. Recipes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_PyTorchs(string name)
    {
        var expected = GoldenOptimizers.Root.GetProperty("schedules").GetProperty(name).Doubles();
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], Recipes[name].At(i), 12);
    }

    [Fact]
    public void Warmup_reaches_its_value_on_its_last_step_and_joins()
    {
        var schedule = Schedule.Warmup(1, 4).Then(Schedule.Cosine(1, 0)).Over(14);
        Assert.Equal([0.25, 0.5, 0.75, 1, 1], Enumerable.Range(0, 5).Select(i => schedule.At(i)));
        Assert.Equal(0, schedule.At(14), 12);
        Assert.Equal(0, schedule.At(100), 12);
    }

    [Fact]
    public void Inverse_time_is_Keras_decay() => Assert.Equal(0.01 / (1 + 0.0005 * 300), Schedule.InverseTime(0.01, 0.0005).At(300), 15);

    [Fact]
    public void A_schedule_without_length_adopts_the_runs()
    {
        Assert.Equal(Schedule.Cosine(1, 0, 10), Schedule.Cosine(1).Over(10));
        Assert.Equal(Schedule.Cosine(1, 0, 7), Schedule.Cosine(1, 0, 7).Over(10));
        Assert.Equal(0.5, (Schedule.Constant(1) * 0.5).At(3));
    }

    [Fact]
    public void Nothing_follows_a_schedule_without_end()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => Schedule.Constant(1).Then(2));
        Assert.Contains("For(steps)", problem.Message);
        Assert.Equal(2, Schedule.Constant(1).For(5).Then(2).At(5));
    }

    [Fact]
    public void Plot_is_a_picture() => Assert.StartsWith("<svg", Schedule.OneCycle(0.1).Plot(1000));
}
