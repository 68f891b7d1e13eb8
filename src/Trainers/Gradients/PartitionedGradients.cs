namespace MLNetGradExt.Gradients;

using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;

/// <summary>Different transforms for different parameters, by name pattern; the first pattern that matches a parameter wins. A skip in one group skips the whole step.</summary>
public sealed record PartitionedGradients(ValueList<GradientGroup> Groups) : GradientTransform
{
    /// <inheritdoc/>
    public override GradientLink Bind(ParameterBuffer buffer, GradientContext context) => new Link(this, buffer, context);

    private sealed class Link : GradientLink
    {
        private readonly List<(ParameterGroup Group, GradientLink[] Links, GradientStep Step)> _parts = [];

        public Link(PartitionedGradients recipe, ParameterBuffer buffer, GradientContext context)
        {
            var owner = ParameterPattern.FirstMatches(buffer.Slices, [.. recipe.Groups.Select(g => g.Pattern)]);
            for (var i = 0; i < recipe.Groups.Count; i++)
            {
                var members = Enumerable.Range(0, owner.Length).Where(s => owner[s] == i).ToArray();
                if (members.Length == 0 || recipe.Groups[i].Transforms.Count == 0) continue;
                if (recipe.Groups[i].Transforms.Any(t => t is Accumulate))
                    throw new ArgumentException("Accumulate holds whole steps back, so it stands outside Partition, in front of it.");
                var group = new ParameterGroup(buffer, members);
                GradientLink[] links = [.. recipe.Groups[i].Transforms.Select(t => t.Bind(group.Buffer, context))];
                _parts.Add((group, links, new GradientStep(group.Buffer)));
            }
        }

        public override void Apply(GradientStep step)
        {
            foreach (var (group, links, inner) in _parts)
            {
                group.Gather();
                inner.Begin(step);
                inner.Run(links);
                group.ReturnGradients();
                if (!inner.Outcome.Proceeds) step.Take(inner.Outcome);
                if (inner.ValuesChanged) group.ReturnValues();
            }
        }

        public override void SaveState(IStateWriter writer) => Each((link, name) => link.SaveState(writer.Scope(name)));

        public override void LoadState(IStateReader reader) => Each((link, name) => link.LoadState(reader.Scope(name)));

        public override void Dispose()
        {
            Each((link, _) => link.Dispose());
            foreach (var (group, _, step) in _parts)
            {
                step.Dispose();
                group.Dispose();
            }

            base.Dispose();
        }

        private void Each(Action<GradientLink, string> action)
        {
            for (var p = 0; p < _parts.Count; p++)
                for (var i = 0; i < _parts[p].Links.Length; i++) action(_parts[p].Links[i], $"group{p}.link{i}");
        }
    }
}
