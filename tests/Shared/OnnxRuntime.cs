using System.Diagnostics;
using System.Text.Json;

namespace MLNetGradExt.Testing;

/// <summary>One file to run: its inputs' name and rows, and the outputs that are wanted.</summary>
internal sealed record OnnxJob(string File, string Input, long[] Shape, float[] Values, string[] Outputs)
{
    /// <summary>More inputs, where there are several.</summary>
    public OnnxFeed[] More { get; init; } = [];
}

/// <summary>The rows of one more input; a value that is no number is NaN.</summary>
internal sealed record OnnxFeed(string Input, long[] Shape, float?[] Values);

/// <summary>
/// ONNX Runtime, as the npm package <c>onnxruntime-node</c> carries it, in one process of node for all files. It is installed once into
/// the folder for temporary files; <c>MLNETGRADEXT_ONNXRUNTIME</c> names a folder that has it already.
/// </summary>
internal static class OnnxRuntime
{
    private const string Script = """
        const fs = require('fs');
        const ort = require(process.argv[2] + '/node_modules/onnxruntime-node');
        (async () => {
          const results = [];
          for (const job of JSON.parse(fs.readFileSync(process.argv[3], 'utf8'))) {
            try {
              const session = await ort.InferenceSession.create(job.File, { intraOpNumThreads: 1, logSeverityLevel: 3 });
              const fed = { [job.Input]: new ort.Tensor('float32', Float32Array.from(job.Values), job.Shape) };
              for (const m of job.More) fed[m.Input] = new ort.Tensor('float32', Float32Array.from(m.Values.map(v => v === null ? NaN : v)), m.Shape);
              const outputs = await session.run(fed);
              results.push({ Outputs: job.Outputs.map(name => Array.from(outputs[name].data)), Inputs: session.inputNames, Names: session.outputNames });
            } catch (error) { results.push({ Error: String(error) }); }
          }
          fs.writeFileSync(process.argv[4], JSON.stringify(results));
        })();
        """;

    /// <summary>What a file gave; skips the running test, with the reason, where ONNX Runtime can't be had.</summary>
    public static OnnxResult[] Run(IReadOnlyList<OnnxJob> jobs)
    {
        var runtime = Folder();
        var folder = Directory.CreateTempSubdirectory("mlnetgradext-onnx").FullName;
        try
        {
            string script = Path.Combine(folder, "run.js"), input = Path.Combine(folder, "jobs.json"), output = Path.Combine(folder, "results.json");
            File.WriteAllText(script, Script);
            File.WriteAllText(input, JsonSerializer.Serialize(jobs));
            var (code, text) = Start(folder, 120, "node", script, runtime, input, output);
            Assert.True(code == 0 && File.Exists(output), text);
            return JsonSerializer.Deserialize<OnnxResult[]>(File.ReadAllText(output))!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Folder()
    {
        var (code, _) = Start(Path.GetTempPath(), 20, "node", "--version");
        Skip.If(code != 0, "needs node, to run ONNX Runtime");
        var folder = Environment.GetEnvironmentVariable("MLNETGRADEXT_ONNXRUNTIME") is { Length: > 0 } set ? set : Path.Combine(Path.GetTempPath(), "mlnetgradext-onnxruntime-1");
        if (Directory.Exists(Path.Combine(folder, "node_modules", "onnxruntime-node"))) return folder;
        var partial = Directory.CreateTempSubdirectory("mlnetgradext-npm").FullName;
        // The package's own install script would fetch CUDA libraries from elsewhere.
        var (failed, text) = Start(partial, 180, "npm", "install", "onnxruntime-node@1", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", partial);
        Skip.If(failed != 0, $"needs the npm package onnxruntime-node, which npm can't install here: {text.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))}");
        try
        {
            Directory.Move(partial, folder);
        }
        catch (IOException)
        {
            Directory.Delete(partial, recursive: true); // another test run was quicker
        }
        return folder;
    }

    private static (int Code, string Text) Start(string folder, int seconds, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (process.WaitForExit(TimeSpan.FromSeconds(seconds))) return (process.ExitCode, output.Result + error.Result);
            process.Kill(entireProcessTree: true);
            return (1, $"error: {program} took more than {seconds} seconds");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (1, "error: " + e.Message);
        }
    }
}

/// <summary>What one file gave, or why not.</summary>
internal sealed record OnnxResult(float[][]? Outputs, string[]? Inputs, string[]? Names, string? Error);
