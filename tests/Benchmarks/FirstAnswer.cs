using System.Diagnostics;
using System.Net;
using Zegel.Local;

namespace Zegel.Benchmarks;

/// <summary>How long the functions take from the start of their process to their first answer.</summary>
internal static class FirstAnswer
{
    private const int Repetitions = 5;

    public static async Task MeasureAsync()
    {
        var time = TimeProvider.System;
        await using var azurite = await Azurite.StartAsync();
        await using var inbox = await InboxServer.StartAsync(0, time);
        var settings = LocalSettings.For(azurite, inbox, new Uri("http://localhost:4280"), LocalKeys.Create());
        var times = new List<double>();
        for (var i = 0; i < Repetitions; i++)
        {
            times.Add(await StartOnceAsync(settings));
        }

        // The first start makes tables and the organisation; the others find them.
        Figures.Print("first-answer-new", times[0], "ms");
        Figures.Print("first-answer", times.Skip(1).Order().ElementAt((Repetitions - 1) / 2), "ms");
    }

    private static async Task<double> StartOnceAsync(Dictionary<string, string?> settings)
    {
        var port = Azurite.FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Zegel.Functions.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["urls"] = start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        var clock = Stopwatch.StartNew();
        using var functions = Process.Start(start)!;
        functions.OutputDataReceived += (_, _) => { };
        functions.BeginOutputReadLine();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            while (!await AnswersAsync(http))
            {
                if (functions.HasExited || clock.Elapsed > TimeSpan.FromMinutes(1))
                {
                    throw new InvalidOperationException("The functions did not start: " + await functions.StandardError.ReadToEndAsync());
                }
            }

            return clock.Elapsed.TotalMilliseconds;
        }
        finally
        {
            functions.Kill();
            await functions.WaitForExitAsync();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/api/health")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
