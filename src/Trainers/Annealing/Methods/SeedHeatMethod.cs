using MLNetGradExt.Checkpoints;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>The seed's literal method, with its fault: see <see cref="AnnealingMethod.SeedLiteral"/>.</summary>
/// <param name="StepSize">The longest move of a coordinate.</param>
public sealed record SeedHeatMethod(double StepSize) : AnnealingMethod
{
    /// <inheritdoc/>
    public override int StartPoints(long dimension) => 1;

    /// <inheritdoc/>
    public override AnnealingState Bind(AnnealingContext context) => new State(this, context);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (!(StepSize > 0) || double.IsInfinity(StepSize)) yield return $"The step is {StepSize}, but it must be a positive number.";
    }

    private sealed class State(SeedHeatMethod recipe, AnnealingContext context) : AnnealingState
    {
        private readonly Tensor _position = context.Population.clone().DetachFromDisposeScope();
        private double _loss = context.Losses[0];

        public override long NextCost => 1;

        public override AnnealingReport Step()
        {
            var move = empty(_position.shape, ScalarType.Float32, CPU).uniform_(-recipe.StepSize, recipe.StepSize, context.Generator);
            var candidate = move.to(_position.dtype, _position.device).add_(_position, One);
            var loss = context.Evaluate(candidate)[0];
            var accepted = Noise.Uniform(1, context.Generator)[0] < Acceptance.Metropolis.Probability(_loss, loss, context.Temperature);
            if (accepted)
            {
                _position.copy_(candidate);
                _loss = loss;
            }
            return new AnnealingReport(_loss, accepted ? 1 : 0, recipe.StepSize, double.NaN);
        }

        public override void SaveState(IStateWriter writer)
        {
            writer.Write("position", _position);
            writer.Write("loss", _loss);
        }

        public override void LoadState(IStateReader reader)
        {
            reader.ReadInto("position", _position);
            _loss = reader.ReadDouble("loss");
        }

        protected override void Dispose(bool disposing) => _position.Dispose();
    }
}
