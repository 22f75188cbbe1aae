using Zegel.Functions.Tests.World;

namespace Zegel.Benchmarks;

/// <summary>The tests' world on the real clock.</summary>
internal sealed class BenchmarkWorld() : TestWorld(TimeProvider.System)
{
    /// <summary>Starts everything, Azurite in memory.</summary>
    public static async Task<BenchmarkWorld> StartAsync()
    {
        var world = new BenchmarkWorld();
        await world.StartCloudAsync();
        return world;
    }

    /// <summary>A conversation of a one-off sender in which a first message was sent.</summary>
    public async Task<(Link Link, ApiClient Browser, Draft Draft)> StartedAsync()
    {
        var link = await StarterConversationAsync();
        var browser = await UnlockAsync(link);
        var draft = await browser.FirstDraftAsync(link.ParticipantId);
        (await browser.SendAsync(draft)).Expect(201);
        return (link, browser, draft);
    }
}
