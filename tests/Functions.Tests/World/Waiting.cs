using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zegel.Functions.Audit;
using Zegel.Functions.Maintenance;
using Zegel.Functions.Notifications;
using Zegel.Functions.Storage;
using Zegel.Local;

namespace Zegel.Functions.Tests.World;

/// <summary>Waiting for what the functions do on their own.</summary>
public static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>What the functions store, as they see it.</summary>
    public static StorageClients Storage(this TestWorld world) => world.Cloud.Services.GetRequiredService<StorageClients>();

    /// <summary>Ends when it holds; looks again and again, since nothing tells.</summary>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var patience = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var looks = Patience / patience.Period; !await holds(); looks--)
        {
            if (looks <= 0)
            {
                throw new TimeoutException($"Not in time: {what}.");
            }

            await patience.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <inheritdoc cref="UntilAsync(string, Func{Task{bool}})"/>
    public static Task UntilAsync(string what, Func<bool> holds) => UntilAsync(what, () => Task.FromResult(holds()));

    /// <summary>Ends when no hint is on a queue or being worked on; also those that lead audit records to the trail.</summary>
    public static Task HintsWorkedAsync(this TestWorld world) => UntilAsync("every hint is worked", async () =>
    {
        // A report makes a hint.
        List<string> queues = [StorageClients.DeliveryQueue, StorageClients.ConversationQueue, StorageClients.AccountQueue];
        if (world.Cloud.Services.GetRequiredService<IConfiguration>()["AzureWebJobs.MoveAuditRecords.Disabled"] is null)
        {
            await world.Cloud.Services.GetRequiredService<AuditHints>().FlushAsync(TestContext.Current.CancellationToken);
            queues.Add(StorageClients.AuditQueue);
        }

        foreach (var name in queues)
        {
            if (!await world.IsWorkedAsync(name))
            {
                return false;
            }
        }

        return world.Storage().WrittenAudit.IsEmpty || queues.Count == 3;
    });

    /// <summary>Lets the next calls to the provider fail; what was to be sent before is sent first.</summary>
    public static async Task FailNextAsync(this TestWorld world, InboxKind kind, params InboxFault[] faults)
    {
        await world.HintsWorkedAsync();
        world.Inbox.Faults.Enqueue(kind, faults);
    }

    /// <summary>The partitions whose outboxes wait.</summary>
    public static async Task<IReadOnlyList<string>> WaitingOutboxesAsync(this TestWorld world) =>
        [.. (await RowsAsync(world, "waiting")).Select(row => row.RowKey.Split('~')[0])];

    /// <summary>Every row of a table, or of one partition.</summary>
    public static async Task<IReadOnlyList<TableEntity>> RowsAsync(this TestWorld world, string table, string? partition = null)
    {
        var rows = new List<TableEntity>();
        var filter = partition is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        var client = new TableClient(world.Cloud.Azurite.ConnectionString, table);
        await foreach (var row in client.QueryAsync<TableEntity>(filter, cancellationToken: TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>
    /// Lets minutes pass, one sweep each, until no outbox waits.
    /// </summary>
    /// <exception cref="TimeoutException">Some still wait after that many minutes.</exception>
    public static async Task SweepUntilSettledAsync(this OwnWorld world, int minutes = 30)
    {
        for (var passed = 0; (await world.WaitingOutboxesAsync()).Count > 0; passed++)
        {
            if (passed == minutes)
            {
                throw new TimeoutException($"After {minutes} minutes these wait: {string.Join(", ", await world.WaitingOutboxesAsync())}.");
            }

            await world.SweepAsync();
        }
    }

    /// <summary>Runs the purge once, as its timer does.</summary>
    public static Task PurgeAsync(this OwnWorld world, CancellationToken cancellationToken) =>
        ActivatorUtilities.CreateInstance<PurgeExpired>(world.Cloud.Services).Run(new TimerInfo(), cancellationToken);

    /// <summary>A minute passes; ends when the sweep's hints are worked.</summary>
    public static async Task SweepAsync(this OwnWorld world)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        world.Time.Advance(TimeSpan.FromMinutes(1));
        var outbox = world.Cloud.Services.GetRequiredService<Outbox>();
        await outbox.SweepAsync(OutboxOf.Conversations, cancellationToken);
        await outbox.SweepAsync(OutboxOf.Accounts, cancellationToken);
        await world.HintsWorkedAsync();
    }
}
