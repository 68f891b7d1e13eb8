namespace MLNetGradExt.Networks;

/// <summary>A linear layer to the stream's width, residual blocks norm → linear → activation → dropout → linear, a last norm and the head.</summary>
/// <param name="Width">The width of the stream.</param>
/// <param name="Blocks">How many blocks.</param>
/// <param name="Dropout">Dropout inside each block.</param>
/// <param name="Activation">The activation inside each block.</param>
internal sealed record ResidualMlp(int Width, int Blocks, double Dropout, Activation Activation) : Network
{
    // Far beyond what trains; a number from a damaged file must not fill the memory with recipes.
    private const int MaxBlocks = 10_000;

    public override ValueList<Layer>? Layers(NetworkContext context)
    {
        if (Blocks is < 0 or > MaxBlocks) throw new ArgumentException($"ResidualMlp has {Blocks} blocks, but from 0 to {MaxBlocks} are possible.");
        var layers = new List<Layer>();
        if (context.InputShape.Count != 1) layers.Add(Layer.Flatten());
        layers.Add(Layer.Linear(Width));
        for (var i = 0; i < Blocks; i++) layers.Add(Layer.Residual(Block()));
        layers.Add(Layer.LayerNorm());
        layers.Add(Layer.Activation(Activation));
        layers.Add(Layer.Linear(context.OutputSize));
        return [.. layers];
    }

    private Layer[] Block()
    {
        List<Layer> block = [Layer.LayerNorm(), Layer.Linear(Width), Layer.Activation(Activation)];
        if (Dropout != 0) block.Add(Layer.Dropout(Dropout));
        block.Add(Layer.Linear(Width));
        return [.. block];
    }
}
