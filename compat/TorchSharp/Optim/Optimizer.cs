using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public interface ILearningRateController
        {
            double LearningRate { set; get; }
            double InitialLearningRate { set; get; }
        }

        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }

        /// <summary>Changes parameters by their gradients.</summary>
        public abstract class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer() { }

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(g => g.Parameters);

            public virtual void add_param_group(ParamGroup param_group) => throw new NotSupportedException("This optimizer takes one group only.");

            /// <summary>Changes every parameter that has a gradient; the closure, when given, computes the loss and its gradients first.</summary>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Sets the gradients to zero in place.</summary>
            public virtual void zero_grad()
            {
                using var none = no_grad();
                foreach (var parameter in parameters())
                {
                    using var grad = parameter.grad;
                    grad?.zero_();
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) { }

            /// <summary>The options of each group and the state of each parameter; the objects themselves, not copies.</summary>
            public class StateDictionary
            {
                internal StateDictionary() { }

                public List<OptimizerOptions> Options { get; private set; } = [];
                public List<OptimizerState> State { get; private set; } = [];

                /// <summary>For each group, which states are its parameters'.</summary>
                public List<List<int>> StateIndexRef { get; private set; } = [];
            }
        }
    }
}
