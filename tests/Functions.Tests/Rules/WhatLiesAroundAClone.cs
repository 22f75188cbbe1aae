using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Zegel.Functions.Tests.Rules;

/// <summary>A clone below a folder full of settings of somebody else's builds and tests as it does anywhere.</summary>
public sealed class WhatLiesAroundAClone : IDisposable
{
    private const string Broken = "<Project><Import Project=\"of-somebody-else.props\" /></Project>";

    private readonly DirectoryInfo around = Directory.CreateTempSubdirectory("zegel-around");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Clone => Path.Combine(around.FullName, "somewhere", "zegel");

    /// <inheritdoc/>
    public void Dispose() => around.Delete(recursive: true);

    [Fact]
    public async Task Is_not_taken_into_its_builds_and_tests()
    {
        await CloneAsync();
        foreach (var (name, text) in new Dictionary<string, string>
        {
            ["package.json"] = """{ "type": "commonjs" }""",
            ["Directory.Build.props"] = Broken,
            ["Directory.Build.targets"] = Broken,
            ["Directory.Packages.props"] = Broken,
            ["Directory.Solution.props"] = Broken,
            ["Directory.Solution.targets"] = Broken,
            ["Directory.Build.rsp"] = "-of-somebody-else",
            ["global.json"] = """{ "sdk": { "version": "99.0.100", "rollForward": "disable" } }""",
            ["nuget.config"] = """
                <configuration>
                  <config><add key="globalPackagesFolder" value="of-somebody-else" /></config>
                  <packageSources><clear /><add key="somebody" value="of-somebody-else" /></packageSources>
                </configuration>
                """,
            [".editorconfig"] = "[*.cs]\ndotnet_diagnostic.CS1591.severity = error\ndotnet_diagnostic.CA1303.severity = error\n",
            [".globalconfig"] = "is_global = true\nglobal_level = 999\ndotnet_diagnostic.CA1303.severity = error\ndotnet_diagnostic.CA1062.severity = error\n",
            [".npmrc"] = "node-options=--require=./of-somebody-else\n",
            ["eslint.config.js"] = "throw new Error('of somebody else');",
            ["tsconfig.json"] = "{ of somebody else",
            ["jsconfig.json"] = "{ of somebody else",
        })
        {
            await File.WriteAllTextAsync(Path.Combine(around.FullName, name), text, Cancel);
        }

        // Small, and with a package of its own to restore. The folder of packages is the machine's, or it would be new.
        await RunAsync("dotnet", "build", "polyfills/Azure.Communication.Sms", "-nodeReuse:false");
        await RunAsync("dotnet", "restore", "Zegel.slnx", "-nodeReuse:false");
        await RunAsync("node", "--test", "tests/web/counting-sink.test.js");
        Directory.Exists(Path.Combine(around.FullName, "of-somebody-else")).ShouldBeFalse();
    }

    /// <summary>What git would bring: the files it tracks and the new ones, as they are now.</summary>
    private async Task CloneAsync()
    {
        var listing = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Sources.PathOf(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(listing)!;
        var files = await git.StandardOutput.ReadToEndAsync(Cancel);
        await git.WaitForExitAsync(Cancel);
        git.ExitCode.ShouldBe(0);
        foreach (var file in files.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Sources.PathOf(file))))
        {
            var copy = Path.Combine(Clone, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Sources.PathOf(file), copy);
        }
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Clone,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        var words = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.ShouldBe(0, words + await errors);
    }
}
