using System.Reflection;

namespace TorchSharp.Modules;

/// <summary>
/// The numbers that steer an optimizer. A derived class declares them as public nullable fields, in the order in which they are
/// written to a file; what is null is taken from the optimizer.
/// </summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }
    public double InitialLearningRate { get; set; }

    private IEnumerable<FieldInfo> Fields => GetType().GetFields(BindingFlags.Public | BindingFlags.Instance).OrderBy(f => f.MetadataToken);

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
        foreach (var field in Fields)
            if (field.GetValue(this) is bool flag) writer.Write(flag);
            else writer.Write((double)field.GetValue(this)!);
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
        foreach (var field in Fields) field.SetValue(this, field.FieldType == typeof(bool?) ? reader.ReadBoolean() : reader.ReadDouble());
    }

    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
        foreach (var field in Fields) field.SetValue(this, field.GetValue(source));
    }

    internal void Complete(OptimizerOptions standard)
    {
        LearningRate ??= standard.LearningRate;
        InitialLearningRate = LearningRate!.Value;
        foreach (var field in Fields)
            if (field.GetValue(this) is null) field.SetValue(this, field.GetValue(standard));
    }
}
