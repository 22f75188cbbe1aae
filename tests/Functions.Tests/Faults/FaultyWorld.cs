using System.Net;
using System.Text;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Faults;

/// <summary>A world whose storage fails as planned.</summary>
public sealed class FaultyWorld : IAsyncLifetime
{
    // Cookies stand in the requests; a dropped connection is not taken again.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });

    /// <summary>The world.</summary>
    public OwnWorld World { get; private set; } = null!;

    /// <summary>What stands before its storage.</summary>
    public FaultyStorage Storage { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // Moving audit records has faults of its own (Audit/); here it would stand between the requests that are counted.
        World = await OwnWorld.StartAsync(new Dictionary<string, string?> { ["AzureWebJobs.MoveAuditRecords.Disabled"] = "true" });
        Storage = await FaultyStorage.InsertAsync(World, TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await Storage.DisposeAsync();
    }

    /// <summary>Every step before and at the queue message that ends a request, with every fault.</summary>
    public static IReadOnlyList<(StorageFault Fault, int At)> EveryStep(IReadOnlyList<string> requests)
    {
        var steps = requests.TakeWhile(request => !request.EndsWith("/messages", StringComparison.Ordinal)).Count();
        steps = Math.Min(steps + 1, requests.Count);
        steps.ShouldBeGreaterThan(2, string.Join('\n', requests));
        return
        [
            .. from at in Enumerable.Range(1, steps)
               from fault in (StorageFault[])[StorageFault.Refused, StorageFault.AnswerLost, StorageFault.CutBefore, StorageFault.CutAfter]
               select (fault, at),
        ];
    }

    /// <summary>Posts under a plan.</summary>
    /// <returns>The status; null when it was cut.</returns>
    public Task<HttpStatusCode?> PostAsync(ApiClient browser, string path, string body, FaultPlan plan) =>
        AskAsync(HttpMethod.Post, browser, path, body, plan);

    /// <inheritdoc cref="PostAsync"/>
    public async Task<HttpStatusCode?> AskAsync(HttpMethod method, ApiClient browser, string path, string body, FaultPlan plan)
    {
        Storage.Add(plan);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, plan.Cut);
        using var request = new HttpRequestMessage(method, new Uri(World.Cloud.SiteAddress, path))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Origin", browser.Origin);
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        try
        {
            using var response = await Http.SendAsync(request, cut.Token);
            return response.StatusCode;
        }
        catch (OperationCanceledException) when (plan.Cut.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Storage.Remove(plan);
        }
    }

    /// <summary>The functions end and start again, with nothing in memory.</summary>
    public Task RestartAsync() => World.RestartFunctionsAsync();
}
