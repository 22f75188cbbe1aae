using Zegel.Functions.Tests.World;

namespace Zegel.Benchmarks;

/// <summary>The tests' world on the real clock.</summary>
internal sealed class BenchmarkWorld(IReadOnlyDictionary<string, string?>? settings) : TestWorld(TimeProvider.System, settings)
{
    /// <summary>The ports at which storage listens.</summary>
    public IReadOnlySet<int> StoragePorts => Cloud.Azurite.ConnectionString.Split(';')
        .Where(part => part.Contains("Endpoint=http", StringComparison.Ordinal))
        .Select(part => new Uri(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]).Port).ToHashSet();

    /// <summary>Starts everything, Azurite in memory.</summary>
    /// <param name="settings">App settings to replace or add, <c>:</c> between the parts.</param>
    /// <param name="appDirectory">Where the functions were published, to run them in a process of their own; null: in this one.</param>
    public static async Task<BenchmarkWorld> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, string? appDirectory = null)
    {
        var world = new BenchmarkWorld(settings);
        await world.StartCloudAsync(appDirectory: appDirectory);
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
