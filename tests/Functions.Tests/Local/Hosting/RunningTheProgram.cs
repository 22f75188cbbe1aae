using System.Diagnostics;
using System.Net;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Local.Hosting;

/// <summary>The functions as a program of their own behind the host, as the first of the README's commands runs them.</summary>
public sealed class RunningTheProgram
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_and_is_started_again_when_it_dies()
    {
        await using var cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { Azurite = await SharedWorld.AnotherAccountAsync(), AppDirectory = AppContext.BaseDirectory }, Cancel);
        using var first = Process.GetProcessById(cloud.FunctionsProcessId!.Value);

        first.Kill();
        await first.WaitForExitAsync(Cancel);

        await Waiting.UntilAsync("they answer again", async () => await HealthAsync(cloud) == HttpStatusCode.OK);
        cloud.FunctionsProcessId.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task It_ends_when_the_program_that_started_it_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Finds the processes in /proc.");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Zegel.Local.dll"), "--site-port", $"{Azurite.FreePort()}", "--inbox-port", $"{Azurite.FreePort()}", "--empty"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var local = Process.Start(start)!;
        while (await local.StandardOutput.ReadLineAsync(Cancel) is { } line && !line.Contains("Log in", StringComparison.Ordinal))
        {
            // It tells what it waits for.
        }

        var children = ChildrenOf(local.Id);
        var functions = children.Single(child => CommandLineOf(child).Contains("Zegel.Functions.dll", StringComparison.Ordinal));
        local.Kill();
        await local.WaitForExitAsync(Cancel);

        await Waiting.UntilAsync("the functions ended too", () => CommandLineOf(functions).Length == 0);
        foreach (var child in children.Where(child => CommandLineOf(child).Contains("azurite", StringComparison.Ordinal)))
        {
            Process.GetProcessById(child).Kill();
        }
    }

    private static async Task<HttpStatusCode?> HealthAsync(LocalCloud cloud)
    {
        using var http = new HttpClient { BaseAddress = cloud.FunctionsAddress };
        try
        {
            using var answer = await http.GetAsync("/api/health", Cancel);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static int[] ChildrenOf(int processId) =>
    [
        .. Process.GetProcesses().Select(process => process.Id)
            .Where(id => ReadOf(id, "status").Contains($"\nPPid:\t{processId}\n", StringComparison.Ordinal)),
    ];

    private static string CommandLineOf(int processId) => ReadOf(processId, "cmdline");

    /// <summary>What the kernel says of a process; nothing when it is gone.</summary>
    private static string ReadOf(int processId, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/{what}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
