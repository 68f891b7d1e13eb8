using MLNetGradExt.Callbacks;

namespace MLNetGradExt;

/// <summary>
/// The recipe of something that watches a training run and may ask it to stop. Callbacks observe and request;
/// changing gradients is the business of <see cref="GradientTransform"/>.
/// </summary>
public abstract record Callback
{
    /// <summary>Makes the state for one run.</summary>
    public abstract TrainingCallback Bind();

    /// <summary>What is wrong with the recipe for a run whose epochs have these figures, in sentences.</summary>
    internal virtual IEnumerable<string> Problems(IReadOnlyCollection<string> figures) => [];

    /// <summary>
    /// Stops when a figure has not improved for a while, and gives the best epoch's weights back. A loss that becomes NaN or infinite after
    /// a good epoch ends the run in the same way, see <see cref="StopOnNaN"/>.
    /// </summary>
    /// <param name="monitor">A figure of the epoch, such as <c>val_loss</c> or <c>val_acc</c>; without a validation set <c>val_loss</c> falls back to <c>loss</c>.</param>
    /// <param name="patience">Epochs without improvement that are borne.</param>
    /// <param name="minDelta">An improvement must be larger than this.</param>
    /// <param name="restoreBest">Whether the best epoch's weights are put back in the end, however the run ends.</param>
    public static Callback EarlyStopping(string monitor = "val_loss", int patience = 5, double minDelta = 0, bool restoreBest = true) => new EarlyStopping(monitor, patience, minDelta, restoreBest);

    /// <summary>Reports every finished epoch.</summary>
    public static Callback Progress(Action<EpochRecord> onEpoch) => new ProgressCallback(onEpoch);

    /// <summary>Multiplies the learning rate by <paramref name="factor"/> when a figure has not improved for <paramref name="patience"/> epochs.</summary>
    /// <param name="monitor">A figure of the epoch.</param>
    /// <param name="factor">Between 0 and 1.</param>
    /// <param name="patience">Epochs without improvement that are borne before each reduction.</param>
    /// <param name="minFactor">The product of all reductions never falls below this.</param>
    /// <param name="minDelta">An improvement must be larger than this.</param>
    public static Callback ReduceOnPlateau(string monitor = "val_loss", double factor = 0.5, int patience = 3, double minFactor = 1e-3, double minDelta = 0) => new ReduceOnPlateau(monitor, factor, patience, minFactor, minDelta);

    /// <summary>
    /// Writes the whole state of the run to files that <see cref="TrainingOptions.ResumeFrom"/> goes on from. A file appears whole or not at all.
    /// </summary>
    /// <param name="folder">Where to; the folder belongs to this one run.</param>
    /// <param name="name">
    /// The files' names without ending, from <c>epoch</c>, <c>step</c>, <c>learning_rate</c> and the epoch's figures, in Python's formats:
    /// <c>{epoch:02d}-{val_acc:.4f}</c>. Names of Keras and PyTorch such as <c>val_acc</c> and <c>lr</c> are understood.
    /// </param>
    /// <param name="everyEpochs">After every so many epochs.</param>
    /// <param name="every">Also within an epoch, when this time has passed since the last one.</param>
    /// <param name="bestOf">Instead after every epoch in which this figure is the best so far.</param>
    /// <param name="keep">How many of the newest files stay.</param>
    public static Callback Checkpoint(string folder, string name = "{epoch:04d}-{step:08d}", int everyEpochs = 1, TimeSpan? every = null, string? bestOf = null, int keep = 3) =>
        new CheckpointCallback(folder, name, Math.Max(1, everyEpochs), every, bestOf, Math.Max(1, keep));

    /// <summary>Stops when the loss is hopeless: above <paramref name="factor"/> times the first epoch's after a whole epoch.</summary>
    /// <param name="factor">How much above.</param>
    /// <param name="patience">
    /// Stops too when the training loss was no better than that of the untrained network for so many epochs in a row. The untrained network
    /// is judged by one pass over the training rows. Null: not asked.
    /// </param>
    public static Callback StopWhenHopeless(double factor = 10, int? patience = null) => new StopWhenHopeless(factor, patience);

    /// <summary>
    /// Ends the run, with <see cref="StopReason.NonFiniteLoss"/> and a warning, when a step's loss or the figure becomes NaN or infinite, and
    /// gives the weights of the best epoch before it back. Where no epoch had finite weights it stays a <see cref="NonFiniteLossException"/>.
    /// </summary>
    /// <param name="monitor">The figure that tells the best epoch; without a validation set <c>val_loss</c> falls back to <c>loss</c>.</param>
    public static Callback StopOnNaN(string monitor = "val_loss") => new EarlyStopping(monitor, int.MaxValue, 0, RestoreBest: true) { StopsOnNaN = true };

    /// <summary>Stops after some time, checked at every step.</summary>
    public static Callback TimeLimit(TimeSpan limit) => new TimeLimit(limit);

    /// <summary>Writes a line for each epoch to a CSV file. A resumed run goes on with the file; another one replaces it.</summary>
    /// <param name="file">The file; its folder is made where it is missing.</param>
    public static Callback CsvLog(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return new CsvLog(file);
    }

    /// <summary>Writes each epoch's figures to an event file that TensorBoard shows.</summary>
    /// <param name="folder">The run's folder, as TensorBoard's <c>--logdir</c> or below it.</param>
    public static Callback TensorBoard(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new TensorBoard(folder);
    }

    /// <summary>Shows the run: a bar that moves where there is a terminal, one line an epoch where there is none.</summary>
    /// <param name="writer">Where to, such as the console's error stream.</param>
    /// <param name="isTerminal">Whether a person watches it there, so that a line may be overwritten.</param>
    public static Callback ProgressBar(TextWriter writer, bool isTerminal = false) => new ProgressBar(writer, isTerminal);

    /// <summary>Gives the best epoch's weights back in the end, however the run ends (also by a loss that is NaN), without stopping it early.</summary>
    /// <param name="monitor">A figure of the epoch, such as <c>val_loss</c>; without a validation set <c>val_loss</c> falls back to <c>loss</c>.</param>
    public static Callback KeepBest(string monitor = "val_loss") => new EarlyStopping(monitor, int.MaxValue, 0, RestoreBest: true);

    /// <summary>
    /// Ends the run after the step in progress when the token is set, and keeps the model: unlike the token of
    /// <see cref="Trainer.Train"/>, which ends in an exception. With <see cref="KeepBest"/> or <see cref="EarlyStopping"/> the model is the best so far.
    /// </summary>
    /// <param name="token">Set by whoever wants the run to end.</param>
    public static Callback StopOn(CancellationToken token) => new StopOn(token);

    /// <summary>
    /// Measures the curvature of the loss now and then on the batch just done, in training mode: <c>Hessian trace</c> (Hutchinson's estimate),
    /// <c>curvature along the gradient</c>, and the same over 2 / learning rate, from 1 on which plain gradient descent overshoots. They come as traces of
    /// the history and charts of the report. A reading costs five backward passes and changes nothing about the run, see <see cref="Curvature"/>.
    /// </summary>
    /// <param name="every">Steps between two readings; at least 1.</param>
    public static Callback CurvatureProbe(int every = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        return new CurvatureProbe(every);
    }

    /// <summary>A callback of your own: the function makes its state for each run.</summary>
    public static Callback From(Func<TrainingCallback> create) => new FromFunction(create);
}
