using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Zegel.Functions.Storage;

/// <summary>
/// The storage account: tables, queues and the container of sealed objects. One of the two places that differ between
/// a machine and Azure: a connection string under <c>ZegelStorage</c>, or the managed identity with
/// <c>ZegelStorage__tableServiceUri</c>, <c>__queueServiceUri</c> and <c>__blobServiceUri</c>, as queue triggers read
/// them.
/// </summary>
public sealed class StorageClients
{
    /// <summary>The setting, or the prefix of settings, that names the account.</summary>
    public const string Connection = "ZegelStorage";

    /// <summary>The queue whose messages say that a conversation has something waiting.</summary>
    public const string ConversationQueue = "conversation-outbox";

    /// <summary>The queue whose messages say that an account has something waiting.</summary>
    public const string AccountQueue = "account-outbox";

    /// <summary>The queue whose messages name partitions with audit records for the trail.</summary>
    public const string AuditQueue = "audit-hints";

    /// <summary>The queue into which Event Grid puts what became of mails and SMS.</summary>
    public const string DeliveryQueue = "delivery-reports";

    /// <summary>The tables in which audit records are written beside what they tell of.</summary>
    private static readonly string[] AuditedNames =
    [
        "organisation", "accounts", "mailboxes", "starters", "conversations",
    ];

    private static readonly string[] OtherNames =
        ["lookups", "expiries", "limits", "waiting", "audit", "wrapped"];

    private readonly Func<string, QueueClient> queue;
    private readonly Dictionary<string, TableClient> tableClients;

    /// <summary>Reads the configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="queueOptions">How queues are spoken to; null: as the client does by itself.</param>
    public StorageClients(IConfiguration configuration, QueueClientOptions? queueOptions = null)
        : this(configuration, () => new DefaultAzureCredential(), new BlobClientOptions(), queueOptions)
    {
    }

    /// <summary>With another identity, and another way to the blobs.</summary>
    internal StorageClients(
        IConfiguration configuration, Func<TokenCredential> findIdentity, BlobClientOptions blobOptions,
        QueueClientOptions? queueOptions = null)
    {
        var options = queueOptions ?? new QueueClientOptions();
        options.MessageEncoding = QueueMessageEncoding.Base64;
        if (configuration[Connection] is { Length: > 0 } connectionString)
        {
            var tables = new TableServiceClient(connectionString);
            tableClients = Tables(tables);
            Blobs = new BlobServiceClient(connectionString);
            queue = name => new QueueClient(connectionString, name, options);
        }
        else
        {
            var identity = findIdentity();
            Identity = identity;
            var tables = new TableServiceClient(Address("tableServiceUri"), identity);
            tableClients = Tables(tables);
            Blobs = new BlobServiceClient(Address("blobServiceUri"), identity, blobOptions);
            queue = name => new QueueClient(new Uri(Address("queueServiceUri"), name), identity, options);
        }

        Sealed = Blobs.GetBlobContainerClient("sealed");
        ConversationHints = queue(ConversationQueue);
        AccountHints = queue(AccountQueue);
        AuditHints = queue(AuditQueue);
        DeliveryReports = queue(DeliveryQueue);

        Uri Address(string name) => configuration.GetValue<Uri>($"{Connection}:{name}")
            ?? throw new InvalidOperationException($"Set {Connection} or {Connection}__{name}.");
    }

    /// <summary>The identity under which Azure is asked; null with a connection string.</summary>
    public TokenCredential? Identity { get; }

    /// <summary>The blob service; makes user-delegation keys.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The container of sealed objects.</summary>
    public BlobContainerClient Sealed { get; }

    /// <summary>Hints for <see cref="ConversationQueue"/>.</summary>
    public QueueClient ConversationHints { get; }

    /// <summary>Hints for <see cref="AccountQueue"/>.</summary>
    public QueueClient AccountHints { get; }

    /// <summary>Hints for <see cref="AuditQueue"/>.</summary>
    public QueueClient AuditHints { get; }

    /// <summary>Reports in <see cref="DeliveryQueue"/>.</summary>
    public QueueClient DeliveryReports { get; }

    /// <summary>All queues.</summary>
    public IReadOnlyList<QueueClient> Queues => [ConversationHints, AccountHints, AuditHints, DeliveryReports];

    /// <summary>Where the host puts the messages of a queue that it gave up.</summary>
    public QueueClient PoisonOf(QueueClient hints) => queue(hints.Name + "-poison");

    /// <summary>Where audit records were written that must still be told.</summary>
    public WrittenAudit WrittenAudit { get; } = new();

    /// <summary>The audit trail; a partition a day.</summary>
    public TableClient Audit => tableClients["audit"];

    /// <summary>The tables in which audit records are written.</summary>
    public IEnumerable<TableClient> Audited => AuditedNames.Select(name => tableClients[name]);

    /// <summary>The organisation, the root secret.</summary>
    public TableClient Organisation => tableClients["organisation"];

    /// <summary>Accounts with their sessions and log-ins; a partition an account.</summary>
    public TableClient Accounts => tableClients["accounts"];

    /// <summary>What is found by a keyed hash of an address.</summary>
    public TableClient LookUps => tableClients["lookups"];

    /// <summary>Mailboxes with their lists of conversations; a partition a mailbox.</summary>
    public TableClient Mailboxes => tableClients["mailboxes"];

    /// <summary>Conversation starters.</summary>
    public TableClient Starters => tableClients["starters"];

    /// <summary>Conversations with everything in them; a partition a conversation.</summary>
    public TableClient Conversations => tableClients["conversations"];

    /// <summary>What expires when; a partition an hour.</summary>
    public TableClient Expiries => tableClients["expiries"];

    /// <summary>Counters of limits; a partition a window.</summary>
    public TableClient Limits => tableClients["limits"];

    /// <summary>Which outboxes have something waiting; a partition a minute.</summary>
    public TableClient Waiting => tableClients["waiting"];

    /// <summary>Where wrapped keys stand, by the version of the vault's key; a partition a version and shard.</summary>
    public TableClient Wrapped => tableClients["wrapped"];

    /// <summary>Makes what is missing; safe to run again and by several at once.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. tableClients.Values.Select(table => (Task)table.CreateIfNotExistsAsync(cancellationToken)),
        Sealed.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        .. Queues.Select(queue => (Task)queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
    ]);

    private Dictionary<string, TableClient> Tables(TableServiceClient tables)
    {
        var clients = AuditedNames.Concat(OtherNames).ToDictionary(
            name => name, tables.GetTableClient, StringComparer.Ordinal);
        foreach (var name in AuditedNames)
        {
            WrittenAudit.Watch(clients[name]);
        }

        return clients;
    }
}
