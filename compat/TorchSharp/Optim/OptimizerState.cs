using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// What an optimizer remembers about one parameter. A derived class declares numbers and tensors as public fields, in the order
/// in which they are written to a file; a tensor that may be missing carries <see cref="MayBeMissingAttribute"/>.
/// </summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    private IEnumerable<FieldInfo> Fields => GetType().GetFields(BindingFlags.Public | BindingFlags.Instance).OrderBy(f => f.MetadataToken);

    private IEnumerable<FieldInfo> TensorFields => Fields.Where(f => f.FieldType == typeof(Tensor));

    /// <summary>Starts afresh.</summary>
    public abstract void Initialize(OptimizerOptions options);

    public virtual void to(Device device)
    {
        foreach (var field in TensorFields)
            if (field.GetValue(this) is Tensor tensor) field.SetValue(this, tensor.to(device).DetachFromDisposeScope());
    }

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        foreach (var field in Fields)
            switch (field.GetValue(this))
            {
                case long number: writer.Write(number); break;
                case double number: writer.Write(number); break;
                case var tensor when IsOptional(field): SaveConditionalStateTensor(writer, (Tensor?)tensor); break;
                case var tensor: ((Tensor)tensor!).Save(writer); break;
            }
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        foreach (var field in Fields)
            if (field.FieldType == typeof(long)) field.SetValue(this, reader.ReadInt64());
            else if (field.FieldType == typeof(double)) field.SetValue(this, reader.ReadDouble());
            else
            {
                var tensor = (Tensor?)field.GetValue(this);
                if (IsOptional(field)) LoadConditionalStateTensor(reader, ref tensor, _parameter.device);
                else Read(reader, ref tensor, _parameter.device);
                field.SetValue(this, tensor);
            }
    }

    public virtual void LoadStateDict(OptimizerState source)
    {
        foreach (var field in Fields)
        {
            var value = field.GetValue(source);
            if (field.FieldType == typeof(Tensor))
            {
                (field.GetValue(this) as Tensor)?.Dispose();
                value = (value as Tensor)?.to(_parameter.device, copy: true).DetachFromDisposeScope();
            }
            field.SetValue(this, value);
        }
    }

    public virtual bool ApproximatelyEquals(OptimizerState other) => other.GetType() == GetType() && Fields.All(field => (field.GetValue(this), field.GetValue(other)) switch
    {
        (Tensor mine, Tensor theirs) => mine.allclose(theirs),
        var (mine, theirs) => Equals(mine, theirs),
    });

    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        if (reader.ReadBoolean()) Read(reader, ref result, device);
        else
        {
            result?.Dispose();
            result = null;
        }
    }

    private protected Tensor Zeros(Tensor? old = null)
    {
        old?.Dispose();
        using var none = no_grad();
        return torch.zeros_like(_parameter).DetachFromDisposeScope();
    }

    internal void DisposeTensors()
    {
        foreach (var field in TensorFields) (field.GetValue(this) as Tensor)?.Dispose();
    }

    private static void Read(BinaryReader reader, ref Tensor? result, Device device)
    {
        result?.Dispose();
        using var read = Tensor.Load(reader);
        result = read.to(device, copy: true).DetachFromDisposeScope();
    }

    private static bool IsOptional(FieldInfo field) => field.IsDefined(typeof(MayBeMissingAttribute));
}

/// <summary>Marks a state tensor that some options do not need.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class MayBeMissingAttribute : Attribute;
