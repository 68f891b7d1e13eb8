namespace Microsoft.ML.Trainers;

/// <summary>
/// Limited-memory BFGS with a backtracking line search (Nocedal &amp; Wright, algorithm 7.5), and its orthant-wise
/// variant for an L1 penalty (Andrew &amp; Gao, "Scalable training of L1-regularized log-linear models", 2007).
/// </summary>
internal sealed class LbfgsSolver
{
    public int History { get; init; } = 20;

    public double Tolerance { get; init; } = 1e-7;

    public int MaximumIterations { get; init; } = int.MaxValue;

    /// <summary>Weight of the absolute values of all parameters from <see cref="FirstPenalised"/> on.</summary>
    public double L1 { get; init; }

    public int FirstPenalised { get; init; }

    /// <summary>Keeps the penalised parameters from falling below zero.</summary>
    public bool NonNegative { get; init; }

    public double[] Minimise(Objective objective, double[] start)
    {
        var size = start.Length;
        double[] x = [.. start], gradient = new double[size], slope = new double[size], direction = new double[size];
        double[] nextX = new double[size], nextGradient = new double[size];
        var memory = new LinkedList<(double[] Step, double[] Change, double Curvature)>();
        var value = objective(x, gradient) + Penalty(x);
        var recent = new Queue<double>();
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            PseudoGradient(x, gradient, slope);
            var steepness = Norm(slope);
            if (steepness <= 1e-9 * Math.Max(1, Norm(x)))
                break;
            Direction(memory, slope, direction);
            var descent = Dot(direction, slope);
            if (!(descent < 0))
            {
                memory.Clear();
                for (var i = 0; i < size; i++)
                    direction[i] = -slope[i];
                descent = -steepness * steepness;
            }

            var step = memory.Count == 0 ? Math.Min(1, 1 / steepness) : 1.0;
            double nextValue;
            var shrinks = 0;
            while (true)
            {
                for (var i = 0; i < size; i++)
                    nextX[i] = Project(i, x[i] + step * direction[i], x[i], slope[i]);
                nextValue = objective(nextX, nextGradient) + Penalty(nextX);
                if (nextValue <= value + 1e-4 * step * descent || ++shrinks > 40)
                    break;
                step /= 2;
            }
            if (!(nextValue < value))
            {
                if (memory.Count == 0)
                    break;
                memory.Clear();
                continue;
            }

            Remember(memory, x, nextX, gradient, nextGradient);
            recent.Enqueue(value);
            if (recent.Count > 5)
                recent.Dequeue();
            (x, nextX) = (nextX, x);
            (gradient, nextGradient) = (nextGradient, gradient);
            value = nextValue;
            if (recent.Count == 5 && (recent.Peek() - value) / 5 <= Tolerance * Math.Abs(value))
                break;
        }
        return x;
    }

    private bool Penalised(int i) => i >= FirstPenalised;

    private double Penalty(double[] x)
    {
        if (L1 == 0)
            return 0;
        double sum = 0;
        for (var i = FirstPenalised; i < x.Length; i++)
            sum += Math.Abs(x[i]);
        return L1 * sum;
    }

    // The subgradient of least size: where a parameter is zero it moves only if the slope beats the penalty.
    private void PseudoGradient(double[] x, double[] gradient, double[] slope)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var g = gradient[i];
            if (Penalised(i) && L1 > 0)
                g = x[i] != 0 ? g + L1 * Math.Sign(x[i]) : g < -L1 ? g + L1 : g > L1 ? g - L1 : 0;
            slope[i] = NonNegative && Penalised(i) && x[i] <= 0 && g > 0 ? 0 : g;
        }
    }

    private double Project(int i, double next, double current, double slope)
    {
        if (!Penalised(i))
            return next;
        if (NonNegative)
            return Math.Max(0, next);
        if (L1 == 0)
            return next;
        var orthant = current != 0 ? Math.Sign(current) : -Math.Sign(slope);
        return Math.Sign(next) == orthant ? next : 0;
    }

    private void Direction(LinkedList<(double[] Step, double[] Change, double Curvature)> memory, double[] slope, double[] direction)
    {
        for (var i = 0; i < slope.Length; i++)
            direction[i] = -slope[i];
        if (memory.Count == 0)
            return;
        var factors = new double[memory.Count];
        var at = memory.Count;
        for (var node = memory.Last; node is not null; node = node.Previous)
        {
            factors[--at] = Dot(node.Value.Step, direction) / node.Value.Curvature;
            Add(direction, node.Value.Change, -factors[at]);
        }
        var newest = memory.Last.Value;
        var scale = newest.Curvature / Dot(newest.Change, newest.Change);
        for (var i = 0; i < direction.Length; i++)
            direction[i] *= scale;
        foreach (var (step, change, curvature) in memory)
            Add(direction, step, factors[at++] - Dot(change, direction) / curvature);

        // A penalised component must not leave the orthant in which the model of the function holds.
        for (var i = FirstPenalised; i < direction.Length && (L1 > 0 || NonNegative); i++)
        {
            if (direction[i] * slope[i] >= 0)
                direction[i] = 0;
        }
    }

    private void Remember(LinkedList<(double[] Step, double[] Change, double Curvature)> memory, double[] x, double[] nextX, double[] g, double[] nextG)
    {
        double[] step = new double[x.Length], change = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            step[i] = nextX[i] - x[i];
            change[i] = nextG[i] - g[i];
        }
        var curvature = Dot(step, change);
        if (curvature <= 1e-12 * Dot(change, change))
            return;
        memory.AddLast((step, change, curvature));
        if (memory.Count > History)
            memory.RemoveFirst();
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static double Norm(double[] a) => Math.Sqrt(Dot(a, a));

    private static void Add(double[] target, double[] source, double factor)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] += factor * source[i];
    }
}
