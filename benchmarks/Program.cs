using MLNetGradExt.Benchmarks;

var known = typeof(IBenchmark).Assembly.GetTypes()
    .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmark)))
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToList();

var name = args.FirstOrDefault(argument => !argument.StartsWith('-'));
var chosen = name is null ? known.Where(benchmark => benchmark.RunsByDefault).ToList() : known.Where(benchmark => benchmark.Name == name).ToList();

if (chosen.Count == 0 || args.Contains("--help"))
{
    Console.WriteLine("usage: ./build.sh bench -- [NAME] [--threads N] [--pairs N] ...");
    foreach (var benchmark in known) Console.WriteLine($"  {benchmark.Name,-12} {benchmark.Summary}");
    return args.Contains("--help") ? 0 : 2;
}

var options = new BenchmarkOptions(name is null ? args : [.. args.SkipWhile(argument => argument != name).Skip(1)]);
foreach (var benchmark in chosen)
{
    Console.WriteLine($"== {benchmark.Name}: {benchmark.Summary}");
    if (benchmark.Run(options) is var code and not 0) return code;
}
return 0;
