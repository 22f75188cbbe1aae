using Azure.Storage.Blobs;
using Shouldly;
using Xunit;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Maintenance;

/// <summary>What has expired goes, all of it, and nothing else does.</summary>
public sealed class PurgingWhatExpired : IAsyncLifetime
{
    private OwnWorld world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await OwnWorld.StartAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData(26)]
    [InlineData(24 * 4)]
    public async Task What_expired_goes_and_a_started_conversation_stays_whole(int hoursLater)
    {
        var (started, blob) = await StartedAsync();
        var unsent = await UnsentAsync();
        var unconfirmed = (await world.StarterConversationAsync()).ConversationId;
        var (draft, draftBlob) = await StaffDraftAsync();
        await world.SweepUntilSettledAsync();
        await world.HintsWorkedAsync();
        var whole = await KeysAsync(started);
        var begun = await KeysAsync(draft);
        whole.ShouldContain(row => row.StartsWith("message~", StringComparison.Ordinal));

        world.Time.Advance(TimeSpan.FromHours(hoursLater));
        await PurgeAsync();
        await PurgeAsync();

        (await world.RowsAsync("accounts")).ShouldNotContain(row => row.RowKey.StartsWith("session~", StringComparison.Ordinal));
        (await world.RowsAsync("limits")).ShouldBeEmpty();
        (await KeysAsync(unsent)).ShouldBeEmpty();
        (await KeysAsync(unconfirmed)).ShouldBeEmpty();
        (await KeysAsync(started)).ShouldBe(whole.Where(row => !row.StartsWith("grant~", StringComparison.Ordinal)));
        (await KeysAsync(draft)).ShouldBe(begun);
        (await BlobsAsync()).Order().ShouldBe(new[] { blob, draftBlob }.Order());
        (await world.RowsAsync("mailboxes")).ShouldContain(row => row.RowKey == "at~" + started);
        (await world.RowsAsync("expiries")).ShouldAllBe(row => string.CompareOrdinal(row.PartitionKey, Expiries.Hour(world.Time.GetUtcNow())) >= 0);

        world.Time.Advance(TimeSpan.FromDays(31));
        await PurgeAsync();

        (await KeysAsync(draft)).ShouldBeEmpty();
        (await BlobsAsync()).ShouldBe([blob]);
        (await world.RowsAsync("expiries")).ShouldBeEmpty();
        var staff = await world.LogInAsync();
        (await staff.OpenAsync(started + "00"))["messages"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_has_not_expired_stays()
    {
        var unsent = await UnsentAsync();
        var (draft, _) = await StaffDraftAsync();
        await world.HintsWorkedAsync();
        var (before, drafted, blobs) = (await KeysAsync(unsent), await KeysAsync(draft), await BlobsAsync());

        world.Time.Advance(TimeSpan.FromHours(10));
        await PurgeAsync();

        (await KeysAsync(unsent)).ShouldBe(before);
        (await KeysAsync(draft)).ShouldBe(drafted);
        (await BlobsAsync()).ShouldBe(blobs);
        (await world.RowsAsync("accounts")).ShouldContain(row => row.RowKey.StartsWith("session~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_purge_that_is_cut_off_anywhere_is_finished_by_the_next()
    {
        await using var storage = await FaultyStorage.InsertAsync(world, Cancel);
        var steps = 1;
        for (var at = 1; at <= steps; at++)
        {
            foreach (var fault in (StorageFault[])[StorageFault.CutBefore, StorageFault.CutAfter, StorageFault.AnswerLost])
            {
                var conversation = (await world.StarterConversationAsync()).ConversationId;
                await world.HintsWorkedAsync();
                world.Time.Advance(TimeSpan.FromHours(26));
                using var counting = new FaultPlan(StorageFault.None, 0, conversation);
                using var cutting = new FaultPlan(fault, at, conversation);
                storage.Add(cutting);
                var isCut = await WasCutAsync(cutting);
                isCut.ShouldBe(fault is not StorageFault.AnswerLost, $"{fault} at {at} of {steps}");
                storage.Remove(cutting);

                storage.Add(counting);
                await PurgeAsync();
                storage.Remove(counting);

                steps = Math.Max(steps, counting.Seen.Count);
                (await KeysAsync(conversation)).ShouldBeEmpty($"{fault} at {at} of {steps}");
                (await world.RowsAsync("expiries")).ShouldNotContain(row => row.RowKey.Contains(conversation, StringComparison.Ordinal));
            }
        }

        steps.ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task It_costs_what_is_due_and_not_what_exists()
    {
        await using var storage = await FaultyStorage.InsertAsync(world, Cancel);
        await world.StarterConversationAsync();
        await world.HintsWorkedAsync();
        world.Time.Advance(TimeSpan.FromHours(26));
        await PurgeAsync();
        var idle = await CountAsync(storage);
        await DueAsync(2);
        var two = await CountAsync(storage);
        await DueAsync(4);
        var four = await CountAsync(storage);
        for (var i = 0; i < 5; i++)
        {
            await UnsentAsync();
        }

        await world.HintsWorkedAsync();
        var existing = await CountAsync(storage);
        existing.ShouldBe(idle);
        // Less where the trail took audit records away before.
        (four - idle).ShouldBeInRange(two - idle, 2 * (two - idle) + 2);
        idle.ShouldBeLessThanOrEqualTo(2);
    }

    /// <summary>So many things become due: conversations that nobody confirmed, that share their limits' windows.</summary>
    private async Task DueAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await world.StarterConversationAsync();
        }

        await world.HintsWorkedAsync();
        world.Time.Advance(TimeSpan.FromHours(26));
        // The counters of limits are shared by those in one window: their cost is not that of one conversation.
        foreach (var counter in await world.RowsAsync("limits"))
        {
            await world.Storage().Limits.DeleteEntityAsync(counter.PartitionKey, counter.RowKey, cancellationToken: Cancel);
        }
    }

    private async Task<int> CountAsync(FaultyStorage storage)
    {
        using var plan = new FaultPlan(StorageFault.None, 0, "");
        storage.Add(plan);
        await PurgeAsync();
        storage.Remove(plan);
        return plan.Seen.Count;
    }

    private async Task<bool> WasCutAsync(FaultPlan plan)
    {
        try
        {
            await PurgeAsync(plan.Cut);
            return false;
        }
        catch (OperationCanceledException) when (plan.Cut.IsCancellationRequested)
        {
            return true;
        }
    }

    private Task PurgeAsync(CancellationToken? cancellationToken = null) =>
        world.PurgeAsync(cancellationToken ?? Cancel);

    /// <summary>A conversation with a message and a file; and the name of its blob.</summary>
    private async Task<(string ConversationId, string Blob)> StartedAsync()
    {
        var link = await world.StarterConversationAsync();
        var browser = await world.UnlockAsync(link);
        var draft = await browser.FirstDraftAsync(link.ParticipantId);
        var file = Seals.File(draft.SealKey, link.ConversationId, [1, 2, 3]);
        var fileId = await browser.UploadAsync(link.ParticipantId, file);
        (await browser.SendAsync(draft with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } })).Expect(201);
        return (link.ConversationId, (await BlobsAsync()).Single());
    }

    /// <summary>A conversation that was unlocked, with a finished, a stored and an empty file that were not sent.</summary>
    private async Task<string> UnsentAsync()
    {
        var link = await world.StarterConversationAsync();
        var browser = await world.UnlockAsync(link);
        var file = Seals.File(Seals.NewKey(), link.ConversationId, [1, 2, 3]);
        await browser.UploadAsync(link.ParticipantId, file);
        var stored = (await browser.PostAsync(link.Path("files"), new { fileId = Seals.NewId(), size = 3 })).Expect(200);
        await Writing.PutAsync(stored["uploadUrl"]!.GetValue<string>(), file);
        (await browser.PostAsync(link.Path("files"), new { fileId = Seals.NewId(), size = 3 })).Expect(200);
        return link.ConversationId;
    }

    private async Task<(string ConversationId, string Blob)> StaffDraftAsync()
    {
        var staff = await world.LogInAsync();
        var mailbox = (await staff.GetAsync("/api/session"))["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var conversationId = Seals.NewId();
        (await staff.PostAsync($"/api/mailboxes/{mailbox}/conversations", new { conversationId })).Expect(201);
        var before = await BlobsAsync();
        await staff.UploadAsync(conversationId + "00", Seals.File(Seals.NewKey(), conversationId, [1, 2, 3]));
        return (conversationId, (await BlobsAsync()).Except(before).Single());
    }

    /// <summary>The rows of a conversation, the audit trail left out: it outlives what it tells of.</summary>
    private async Task<IReadOnlyList<string>> KeysAsync(string conversationId) =>
        [.. (await world.RowsAsync("conversations", conversationId)).Select(row => row.RowKey)
            .Where(key => !key.StartsWith("audit~", StringComparison.Ordinal))];

    private async Task<IReadOnlyList<string>> BlobsAsync()
    {
        var names = new List<string>();
        await foreach (var blob in new BlobContainerClient(world.Cloud.Azurite.ConnectionString, "sealed").GetBlobsAsync(cancellationToken: Cancel))
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
