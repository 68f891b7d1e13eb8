using TorchSharp;

namespace MLNetGradExt;

/// <summary>Where a network trains and scores: a recipe that is resolved when work begins, so that options travel between machines.</summary>
public abstract record Device
{
    /// <summary>The first CUDA device where one is usable, else the processor.</summary>
    public static Device Auto { get; } = new AutoDevice();

    /// <summary>The processor.</summary>
    public static Device Cpu { get; } = new CpuDevice();

    /// <summary>A CUDA device by its index.</summary>
    /// <param name="index">The device's number, from 0.</param>
    public static Device Cuda(int index = 0) => new CudaDevice(index);

    /// <summary>The torch device this recipe stands for on this machine.</summary>
    /// <exception cref="InvalidOperationException">The device is not there; the message names it and what to install or change.</exception>
    public abstract torch.Device Resolve();

    private sealed record AutoDevice : Device
    {
        public override torch.Device Resolve() => torch.cuda.is_available() ? new torch.Device(DeviceType.CUDA, 0) : new torch.Device(DeviceType.CPU);

        public override string ToString() => "Auto";
    }

    private sealed record CpuDevice : Device
    {
        public override torch.Device Resolve() => new(DeviceType.CPU);

        public override string ToString() => "Cpu";
    }

    private sealed record CudaDevice(int Index) : Device
    {
        public override torch.Device Resolve()
        {
            if (!torch.cuda.is_available())
                throw new InvalidOperationException($"The device Cuda({Index}) is not there: this process has no usable CUDA. Reference a CUDA build of libtorch (TorchSharp-cuda-linux or TorchSharp-cuda-windows, not together with TorchSharp-cpu), check the driver with nvidia-smi, or use Device.Auto.");
            var count = torch.cuda.device_count();
            if (Index < 0 || Index >= count)
                throw new InvalidOperationException($"The device Cuda({Index}) is not there: this machine has {count} CUDA device(s), numbered from 0.");
            return new torch.Device(DeviceType.CUDA, Index);
        }

        public override string ToString() => $"Cuda({Index})";
    }
}
