using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireFloat(dtype);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireFloat(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Moves and converts the children, then the module's own parameters and buffers, and updates the members that hold them.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                    if (device is null) child._to(dtype!.Value, non_blocking);
                    else if (dtype is null) child._to(device.type, device.index, non_blocking);
                    else child._to(device, dtype.Value, non_blocking);

                foreach (var (key, parameter) in _internal_params.ToList<(string, Parameter)>())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var moved)) continue;
                    Assign(key, moved!);
                    ConditionallyRegisterParameter(key, moved);
                    parameter.Dispose();
                }
                foreach (var (key, (buffer, persistent)) in _internal_buffers.ToList<(string, (Tensor, bool))>())
                {
                    if (!persistent || !ReplaceBuffer(dtype, device, buffer, out var moved)) continue;
                    Assign(key, moved!);
                    ConditionallyRegisterBuffer(key, moved, persistent);
                    buffer.Dispose();
                }
                if (device is null) return;
                _deviceType = device.type;
                _deviceIndex = device.index;
            }

            private void Assign(string key, Tensor value)
            {
                foreach (var field in Fields(GetType()))
                    if (field.ComponentName() == key && field.FieldType.IsInstanceOfType(value))
                    {
                        field.SetValue(this, value);
                        return;
                    }
                var property = GetType().GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                    .FirstOrDefault(p => p.Name == key && p.CanWrite && p.GetIndexParameters().Length == 0);
                property?.SetValue(this, value);
            }

            /// <summary>A moved copy of a parameter with its gradient, or false when it is where and what it should be.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                var type = TargetType(param, dtype);
                var place = device ?? param.device;
                if (IsThere(param, type, place)) return false;
                using var none = no_grad();
                p = new Parameter(param.to(type, place), param.requires_grad);
                p.DetachFromDisposeScope();
                using var grad = param.grad;
                if (grad is null) return true;
                using var moved = grad.to(type, place);
                p.grad = moved;
                return true;
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                var type = TargetType(buffer, dtype);
                var place = device ?? buffer.device;
                if (IsThere(buffer, type, place)) return false;
                using var none = no_grad();
                result = buffer.to(type, place).DetachFromDisposeScope();
                return true;
            }

            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            // Integers and booleans keep their type.
            private static ScalarType TargetType(Tensor tensor, ScalarType? dtype) =>
                dtype is { } type && (tensor.is_floating_point() || tensor.is_complex()) ? type : tensor.dtype;

            private static bool IsThere(Tensor tensor, ScalarType type, Device device) =>
                tensor.dtype == type && tensor.device_type == device.type && (device.type == DeviceType.CPU || device.index < 0 || tensor.device_index == device.index);

            private static void RequireFloat(ScalarType dtype)
            {
                if (dtype is not (ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16 or ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64))
                    throw new ArgumentException($"A module converts to floating point or complex types only, not to {dtype}.");
            }
        }
    }
}
