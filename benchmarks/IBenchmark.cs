namespace MLNetGradExt.Benchmarks;

/// <summary>One comparison: <c>./build.sh bench -- NAME</c>. A class that implements it is found by itself; it needs a constructor without arguments.</summary>
internal interface IBenchmark
{
    /// <summary>What the user types.</summary>
    string Name { get; }

    /// <summary>One line for the list.</summary>
    string Summary { get; }

    /// <summary>Whether <c>./build.sh bench</c> without a name runs it.</summary>
    bool RunsByDefault => false;

    /// <summary>Measures and prints.</summary>
    /// <param name="options">What came after the name.</param>
    /// <returns>The exit code.</returns>
    int Run(BenchmarkOptions options);
}
