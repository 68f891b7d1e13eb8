using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>
        /// Newton's method with a curvature that is estimated from the last gradients (Liu and Nocedal, 1989); several
        /// evaluations of the closure a step, no line search.
        /// </summary>
        public class LBFGS : optim.Optimizer, optim.ILearningRateController
        {
            public double _rate;
            private readonly List<Parameter> _parameters;
            private readonly long _iterations, _evaluations;
            private readonly int _history;
            private readonly double _gradientTolerance, _changeTolerance;
            private readonly List<(Tensor Step, Tensor Change, double Rho)> _curvature = [];
            private Tensor? _direction, _previous;
            private double _length, _scale = 1;
            private long _count;

            internal LBFGS(IEnumerable<Parameter> parameters, double lr, long iterations, long evaluations, double gradientTolerance, double changeTolerance, long history)
            {
                _parameters = parameters.ToList();
                _rate = lr;
                InitialLearningRate = lr;
                _iterations = iterations;
                _evaluations = evaluations;
                _history = (int)history;
                _gradientTolerance = gradientTolerance;
                _changeTolerance = changeTolerance;
                _parameter_groups = [new ParamGroup { Parameters = _parameters, Options = new() { LearningRate = lr, InitialLearningRate = lr } }];
            }

            public double LearningRate
            {
                get => _rate;
                set => _rate = value;
            }

            public double InitialLearningRate { get; set; }

            public override Tensor step(Func<Tensor>? closure = null)
            {
                ArgumentNullException.ThrowIfNull(closure, "closure: LBFGS evaluates the loss several times");
                using var none = torch.no_grad();
                using var scope = torch.NewDisposeScope();

                var first = Evaluate(closure);
                first.MoveToOuterDisposeScope();
                var loss = first.ToDouble();
                var gradient = Gradient();
                var evaluations = 1L;
                if (Largest(gradient) <= _gradientTolerance) return first;

                for (var iteration = 1L; iteration <= _iterations; iteration++)
                {
                    Turn(gradient);
                    Keep(ref _previous, gradient.clone());
                    var before = loss;
                    _length = _count == 1 ? Math.Min(1, 1 / gradient.abs().sum().ToDouble()) * _rate : _rate;
                    if (gradient.dot(_direction!).ToDouble() > -_changeTolerance) break;
                    Advance();
                    if (iteration == _iterations) break;

                    loss = Evaluate(closure).ToDouble();
                    gradient = Gradient();
                    evaluations++;
                    if (evaluations >= _evaluations || Largest(gradient) <= _gradientTolerance) break;
                    if (Largest(_direction!) * Math.Abs(_length) <= _changeTolerance || Math.Abs(loss - before) < _changeTolerance) break;
                }
                return first;
            }

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                {
                    _direction?.Dispose();
                    _previous?.Dispose();
                    foreach (var (step, change, _) in _curvature)
                    {
                        step.Dispose();
                        change.Dispose();
                    }
                    _curvature.Clear();
                }
                base.Dispose(disposing);
            }

            private static Tensor Evaluate(Func<Tensor> closure)
            {
                using (torch.enable_grad()) return closure();
            }

            /// <summary>The next direction: the inverse curvature times the negative gradient.</summary>
            private void Turn(Tensor gradient)
            {
                if (++_count == 1)
                {
                    Keep(ref _direction, gradient.neg());
                    return;
                }
                var change = gradient - _previous!;
                var step = _direction! * _length;
                var product = change.dot(step).ToDouble();
                if (product > 1e-10)
                {
                    if (_curvature.Count == _history)
                    {
                        _curvature[0].Step.Dispose();
                        _curvature[0].Change.Dispose();
                        _curvature.RemoveAt(0);
                    }
                    _curvature.Add((step.DetachFromDisposeScope(), change.DetachFromDisposeScope(), 1 / product));
                    _scale = product / change.dot(change).ToDouble();
                }
                var q = gradient.neg();
                var weights = new double[_curvature.Count];
                for (var i = _curvature.Count - 1; i >= 0; i--)
                {
                    weights[i] = _curvature[i].Step.dot(q).ToDouble() * _curvature[i].Rho;
                    q.add_(_curvature[i].Change, alpha: -weights[i]);
                }
                q.mul_(_scale);
                for (var i = 0; i < _curvature.Count; i++)
                    q.add_(_curvature[i].Step, alpha: weights[i] - _curvature[i].Change.dot(q).ToDouble() * _curvature[i].Rho);
                Keep(ref _direction, q);
            }

            private void Advance()
            {
                var offset = 0L;
                foreach (var parameter in _parameters)
                {
                    var count = parameter.numel();
                    parameter.add_(_direction!.narrow(0, offset, count).view_as(parameter), alpha: _length);
                    offset += count;
                }
            }

            private Tensor Gradient() => torch.cat(_parameters.Select(p => (p.grad ?? torch.zeros_like(p)).reshape(-1)).ToArray(), 0);

            private static double Largest(Tensor values) => values.abs().max().ToDouble();

            private static void Keep(ref Tensor? field, Tensor value)
            {
                field?.Dispose();
                field = value.DetachFromDisposeScope();
            }
        }
    }

    public static partial class torch
    {
        public static partial class optim
        {
            public static LBFGS LBFGS(IEnumerable<Parameter> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null, double tolerange_grad = 1e-5, double tolerance_change = 1e-9, long history_size = 100) =>
                new(parameters, lr, max_iter, max_eval ?? 5 * max_iter / 4, tolerange_grad, tolerance_change, history_size);

            public static LBFGS LBFGS(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null, double tolerange_grad = 1e-5, double tolerance_change = 1e-9, long history_size = 100) =>
                LBFGS(parameters.Select(p => p.parameter), lr, max_iter, max_eval, tolerange_grad, tolerance_change, history_size);
        }
    }
}
