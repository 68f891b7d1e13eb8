namespace MLNetGradExt.Networks;

/// <summary>The layers of a recipe for those that only look at them: no module, no random numbers, no torch.</summary>
internal static class LayerLists
{
    /// <summary>All layers with the head.</summary>
    /// <exception cref="NotSupportedException">The network is code of the user's own.</exception>
    public static ValueList<Layer> Of(Network recipe, ValueList<long> inputShape, int outputSize)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        // A list of layers depends on shapes alone; making a generator or a device would load libtorch.
        return recipe.Layers(new NetworkContext(inputShape, outputSize, null!, null!))
            ?? throw new NotSupportedException($"{(recipe is ModuleNetwork module ? $"The network {module.Name}" : recipe.GetType().Name)} is a module of its own: only networks of layers can be taken apart. Build it with Network.Sequential, or score it with torch.");
    }
}
