namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Native.Result(Native.nn_dropout(input.Handle, p, training, inplace), input);

            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Native.Result(Native.nn_feature_dropout(input.Handle, p, training, inplace), input);

            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Native.Result(Native.nn_feature_dropout(input.Handle, p, training, inplace), input);

            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Native.Result(Native.nn_feature_dropout(input.Handle, p, training, inplace), input);

            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                Native.Result(Native.nn_alpha_dropout(input.Handle, p, training, inplace), input);

            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                Native.Result(Native.nn_feature_alpha_dropout(input.Handle, p, training, inplace), input);
        }
    }
}
