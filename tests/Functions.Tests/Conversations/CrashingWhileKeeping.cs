using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>The purge ends between any two steps of ending what staff put away.</summary>
public sealed class CrashingWhileKeeping(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private OwnWorld World => faulty.World;

    [Fact]
    public async Task A_deleted_conversation_goes_wherever_its_purge_is_cut()
    {
        var written = await World.WriteWithFileAsync();
        (await written.Staff.PostAsync($"/api/participants/{written.Mailbox}/filing", new { filing = "deleted" })).Expect(200);
        await World.HintsWorkedAsync();
        World.Time.Advance(SecurityNumbers.DeletedConversationKept + TimeSpan.FromHours(2));

        (await CutUntilDoneAsync(written)).ShouldBeGreaterThan(3);

        (await World.RowsAsync("conversations", written.Link.ConversationId))
            .ShouldAllBe(row => row.RowKey.StartsWith("audit~", StringComparison.Ordinal));
        (await World.RowsAsync("mailboxes")).ShouldNotContain(row => row.RowKey.StartsWith("deleted~", StringComparison.Ordinal));
        await World.CheckSpaceAsync();
    }

    [Fact]
    public async Task A_message_that_expired_goes_with_its_file_wherever_its_purge_is_cut()
    {
        var written = await World.WriteWithFileAsync(World.Time.GetUtcNow().AddDays(1));
        var file = await World.FileAsync(written.Link.ConversationId, written.Draft.Files.Keys.Single());
        await World.HintsWorkedAsync();
        World.Time.Advance(TimeSpan.FromHours(26));

        (await CutUntilDoneAsync(written)).ShouldBeGreaterThan(3);
        // What an old ticket could still write is looked after once none works any more.
        World.Time.Advance(TimeSpan.FromHours(2));
        await World.PurgeAsync(TestContext.Current.CancellationToken);

        (await World.StoredAsync(file.BlobName)).ShouldBe(0);
        var rows = await World.RowsAsync("conversations", written.Link.ConversationId);
        rows.ShouldNotContain(row => row.RowKey.StartsWith("file~", StringComparison.Ordinal));
        rows.Single(row => row.RowKey.StartsWith("message~", StringComparison.Ordinal)).Keys.ShouldNotContain("Note");
        await World.CheckSpaceAsync();
    }

    /// <summary>Some requests further each time.</summary>
    private async Task<int> CutUntilDoneAsync(Written written)
    {
        var cuts = 0;
        for (var isCut = true; isCut && cuts < 60; cuts++)
        {
            using var plan = new FaultPlan(
                cuts % 2 == 0 ? StorageFault.CutBefore : StorageFault.CutAfter, 1 + cuts, written.Link.ConversationId);
            faulty.Storage.Add(plan);
            isCut = await Record.ExceptionAsync(() => World.PurgeAsync(plan.Cut)) is OperationCanceledException;
            faulty.Storage.Remove(plan);
        }

        return cuts;
    }
}
