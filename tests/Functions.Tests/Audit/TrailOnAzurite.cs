using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;
using Zegel.Functions.Audit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;
using Zegel.Local;
using Zegel.Tests;

namespace Zegel.Functions.Tests.Audit;

/// <summary>A trail of its own on Azurite, without functions around it: what runs is what the test runs.</summary>
internal sealed class TrailOnAzurite : IAsyncDisposable
{
    private readonly Azurite azurite;

    private TrailOnAzurite(Azurite azurite, string key)
    {
        AuditEvent.Register(typeof(ConversationEvents));
        this.azurite = azurite;
        Key = key;
        Configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["ZegelStorage"] = azurite.ConnectionString,
            ["Zegel:Audit:LocalKey"] = key,
        }).Build();
        Storage = new StorageClients(Configuration);
        Anchor = AnotherAnchor();
        Trail = new AuditTrail(Storage, Anchor, Time);
        Mover = new AuditMover(Storage, Trail, new DelegateActs(Storage, new Expiries(Storage)), NullLogger<AuditMover>.Instance);
        Checkpoints = AnotherSigner(Anchor);
        Export = new AuditExport(Trail, Anchor);
    }

    public IConfiguration Configuration { get; }

    public string Key { get; }

    public ManualTime Time { get; } = new();

    public LogLines Log { get; } = new();

    public StorageClients Storage { get; }

    public AuditAnchor Anchor { get; }

    public AuditTrail Trail { get; }

    public AuditMover Mover { get; }

    public AuditCheckpoints Checkpoints { get; }

    public AuditExport Export { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TrailOnAzurite> StartAsync(string? key = null)
    {
        var trail = new TrailOnAzurite(await SharedWorld.AnotherAccountAsync(), key ?? Zegel.Local.AuditKey.Create());
        await trail.Storage.EnsureAsync(Cancel);
        return trail;
    }

    /// <summary>Another process on the same storage.</summary>
    public AuditMover Another()
    {
        var storage = new StorageClients(Configuration);
        return new AuditMover(storage, new AuditTrail(storage, AnotherAnchor(), Time), new DelegateActs(storage, new Expiries(storage)), NullLogger<AuditMover>.Instance);
    }

    /// <summary>Another view of what was signed, also one whose blobs take few lines.</summary>
    public AuditAnchor AnotherAnchor(int linesPerBlob = 50_000) =>
        new(Configuration, new Zegel.Functions.Audit.AuditKey(Configuration), Time) { LinesPerBlob = linesPerBlob };

    /// <summary>A signer as another process would be.</summary>
    public AuditCheckpoints AnotherSigner(AuditAnchor anchor) =>
        new(Trail, anchor, LoggerFactory.Create(logging => logging.AddProvider(Log)).CreateLogger<AuditCheckpoints>());

    /// <summary>Signs, and expects that everything holds.</summary>
    public async Task SignAsync() => (await Checkpoints.SignAsync(Cancel)).Fault.ShouldBeNull();

    /// <summary>Writes records where they are written, in partitions of conversations.</summary>
    public async Task<AuditedPartition> WriteAsync(int count, string? partition = null)
    {
        partition ??= Seals.NewId();
        foreach (var some in Enumerable.Range(0, count).Chunk(90))
        {
            var changes = new Changes(partition);
            foreach (var i in some)
            {
                changes.Audit(new AuditRecord(ConversationEvents.ConversationOpened, Time.GetUtcNow(), partition + "01", $"{i}"));
            }

            await changes.TrySubmitAsync(Storage.Conversations, Cancel);
        }

        return new AuditedPartition("conversations", partition);
    }

    /// <summary>Writes and moves.</summary>
    public async Task EnterAsync(int count) => await Mover.MoveAsync([await WriteAsync(count)], Cancel);

    /// <summary>The export of every day so far, or of those from one up to another; also of what is not signed.</summary>
    public async Task<List<string>> ExportAsync(DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var lines = new List<string>();
        var (first, last) = (Day(from ?? DateTimeOffset.UtcNow.AddDays(-2)), Day(to ?? Time.GetUtcNow()));
        await foreach (var line in Export.ReadAsync(first, last, long.MaxValue, Cancel))
        {
            lines.Add(line);
        }

        return lines;
    }

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    public async ValueTask DisposeAsync()
    {
        Trail.Dispose();
        await azurite.DisposeAsync();
    }
}
