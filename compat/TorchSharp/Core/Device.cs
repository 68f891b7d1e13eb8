namespace TorchSharp;

public static partial class torch
{
    /// <summary>A device: a type and, where there are several, an index (-1 is the current one).</summary>
    public class Device
    {
        public Device(string description)
        {
            var colon = description.IndexOf(':');
            type = Parse(colon < 0 ? description : description[..colon]);
            if (colon >= 0) index = int.Parse(description.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture);
        }

        public Device(string deviceType, int index = -1)
        {
            type = Parse(deviceType);
            this.index = index;
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public Device(int index)
        {
            type = DeviceType.CUDA;
            this.index = index;
        }

        public DeviceType type { get; private set; } = DeviceType.CPU;

        public int index { get; private set; } = -1;

        public override string ToString() => type == DeviceType.CPU || index == -1
            ? type.ToString().ToLowerInvariant()
            : $"{type.ToString().ToLowerInvariant()}:{index}";

        public static implicit operator Device(string description) => new(description);

        private static DeviceType Parse(string name) => Enum.Parse<DeviceType>(name.ToUpperInvariant());
    }

    public static readonly Device CPU = new(DeviceType.CPU);

    public static readonly Device META = new(DeviceType.META);

    private static Device? defaultDevice;

    public static Device CUDA => InitializeDevice(new Device(DeviceType.CUDA));

    public static Device MPS => InitializeDevice(new Device(DeviceType.MPS));

    public static Device device(string description) => InitializeDevice(new Device(description));

    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(int index) => new(DeviceType.CUDA, index);

    public static Device get_default_device() => defaultDevice ?? CPU;

    public static void set_default_device(Device device) => defaultDevice = InitializeDevice(device);

    public static void set_default_device(string device) => set_default_device(new Device(device));

    /// <summary>Is there such a device on this machine, and in this libtorch?</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CUDA => Native.cuda_is_available(),
        DeviceType.MPS => false,
        _ => true,
    };

    /// <exception cref="InvalidOperationException">There is no such device.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
    }

    /// <summary>The device itself, checked, or the default one.</summary>
    public static Device InitializeDevice(Device? device)
    {
        if (device is null) return get_default_device();
        if (device.type != DeviceType.CPU) InitializeDeviceType(device.type);
        return device;
    }

    public static bool cuda_is_available() => Native.cuda_is_available();

    public static bool mps_is_available() => TryInitializeDeviceType(DeviceType.MPS);
}
