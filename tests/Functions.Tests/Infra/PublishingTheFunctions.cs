using System.Diagnostics;
using System.Net;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Rules;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Infra;

/// <summary>
/// The build that <c>azd</c> runs, with the three stand-ins in place of the packages that the registry lacks: what it makes is
/// complete, holds nothing that should stay behind, and answers.
/// </summary>
public sealed class PublishingTheFunctions : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zegel-publish");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_published_is_complete_and_answers()
    {
        var output = Path.Combine(folder.FullName, "app");
        var (exitCode, words) = await RunAsync(
            "publish", Sources.PathOf("functions"), "-c", "Release", "-o", output, "-p:OfficialPackages=false", "-nodeReuse:false",
            // They ran over the same sources when this suite was built.
            "-p:RunAnalyzers=false");
        exitCode.ShouldBe(0, words);

        var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(output, file)).ToList();
        files.ShouldContain("Zegel.Functions.dll");
        files.ShouldContain("host.json");
        files.ShouldNotContain(file => file.StartsWith(".git", StringComparison.Ordinal) || file.Contains("local.settings", StringComparison.Ordinal)
            || file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".pfx", StringComparison.Ordinal) || file.Contains("Zegel.Local", StringComparison.Ordinal));
        foreach (var text in files.Where(file => file.EndsWith(".json", StringComparison.Ordinal)))
        {
            (await File.ReadAllTextAsync(Path.Combine(output, text), Cancel)).ShouldNotContain("AccountKey", Case.Insensitive, text);
        }

        files.ShouldContain("extensions.json");
        files.ShouldContain("worker.config.json");

        // As a program of its own behind the host, ready when it answered.
        await using var cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { Azurite = await SharedWorld.AnotherAccountAsync(), AppDirectory = output }, Cancel);
        using var http = new HttpClient { BaseAddress = cloud.FunctionsAddress };
        (await http.GetAsync("/api/health?ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<(int ExitCode, string Words)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        // Its own folder: another build may be using the usual one.
        start.Environment["ArtifactsPath"] = Path.Combine(folder.FullName, "artifacts");
        using var dotnet = Process.Start(start)!;
        var words = await dotnet.StandardOutput.ReadToEndAsync(Cancel);
        await dotnet.WaitForExitAsync(Cancel);
        return (dotnet.ExitCode, words);
    }
}
