using Shouldly;
using Xunit;
using Zegel.Functions.Folders;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>Staff end a whole folder: for everybody at once, for a while to be taken back, and then with all that was in it.</summary>
public sealed class EndingAFolder(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    [Fact]
    public async Task It_is_gone_for_everybody_at_once_and_taken_back_it_is_as_it_was()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var staffId = await folder.Staff.AccountIdAsync();
        var guest = await Somebody.MakeAsync(World);
        var me = await folder.ShareAsync(guest);
        var file = (await folder.AddAsync(guest.Browser, me, "blijft.txt"))["blijft.txt"];
        var ready = (await folder.UploadAsync(guest.Browser, me, 1))[0];
        await World.HintsWorkedAsync();
        (await ShelfAsync(guest)).ShouldBe(1);

        var until = (await EndAsync(folder)).Expect(200)["restorableUntil"]!.GetValue<DateTimeOffset>();

        until.ShouldBe(World.Time.GetUtcNow() + SecurityNumbers.EndedSpaceKept);
        (await ShelfAsync(guest)).ShouldBe(0);
        (await ListedAsync(folder)).ShouldBe(0);
        foreach (var (browser, participant) in new[] { (guest.Browser, me), (folder.Staff, folder.Owner) })
        {
            (await browser.PostAsync(AFolder.Path(participant, "folder/open"))).Expect(404);
            (await browser.GetAsync(AFolder.Path(participant, "folder/entries"))).Expect(404);
            (await browser.PostAsync(AFolder.Path(participant, $"files/{file}/ticket"))).Expect(404);
            (await browser.PostAsync(AFolder.Path(participant, "uploads/finish"), new { files = new[] { ready } })).Expect(404);
            (await folder.TryPostAsync(browser, participant, folder.FileEntry(participant, ready, "toch.txt"))).Expect(404);
        }

        await World.IsWrittenDownAsync(folder.Place, FolderEvents.FolderEnded, staffId, folder.FolderId, times: 1);
        World.Time.Advance(TimeSpan.FromMinutes(5));
        (await EndAsync(folder)).Expect(200)["restorableUntil"]!.GetValue<DateTimeOffset>().ShouldBe(until);
        // A worker that looks at it late puts it nowhere.
        await World.HintsWorkedAsync();
        (await ShelfAsync(guest)).ShouldBe(0);

        (await RestoreAsync(folder)).Expect(204);
        (await RestoreAsync(folder)).Expect(204);

        await World.IsWrittenDownAsync(folder.Place, FolderEvents.FolderRestored, staffId, folder.FolderId, times: 1);
        await World.HintsWorkedAsync();
        (await ShelfAsync(guest)).ShouldBe(1);
        (await ListedAsync(folder)).ShouldBe(1);
        (await folder.EntriesAsync(guest.Browser, me)).Keys.ShouldContain("blijft.txt");
        (await folder.PostAsync(guest.Browser, me, folder.FileEntry(me, ready, "toch.txt"))).ShouldBe(["posted"]);
        // What was noted for its end ends nothing now.
        World.Time.Advance(TimeSpan.FromHours(3));
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        (await StoredAsync(folder)).ShouldBe(2);
    }

    [Fact]
    public async Task A_quarter_of_an_hour_later_everything_in_it_goes_and_its_room_is_free()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var guest = await Somebody.MakeAsync(World);
        var me = await folder.ShareAsync(guest);
        await folder.AddAsync(guest.Browser, me, "a.txt", "b.txt");
        await folder.UploadAsync(folder.Staff, folder.Owner, 1);
        (await EndAsync(folder)).Expect(200);

        World.Time.Advance(SecurityNumbers.EndedSpaceKept);
        (await RestoreAsync(folder)).Expect(404);
        (await EndAsync(folder)).Expect(200);
        World.Time.Advance(TimeSpan.FromHours(2));
        await World.PurgeAsync(TestContext.Current.CancellationToken);

        await OnlyTheRecordIsLeftAsync(folder);
        await World.CheckSpaceAsync();
    }

    [Fact]
    public async Task A_change_that_was_decided_before_it_ended_is_not_made_after()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var guests = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Somebody.MakeAsync(World)));
        var ready = new List<(Somebody Guest, string Me, string File)>();
        foreach (var guest in guests)
        {
            var me = await folder.ShareAsync(guest);
            ready.Add((guest, me, (await folder.UploadAsync(guest.Browser, me, 1))[0]));
        }

        var adding = ready.Select(one => folder.TryPostAsync(one.Guest.Browser, one.Me, folder.FileEntry(one.Me, one.File, one.Me + ".txt"))).ToList();
        (await EndAsync(folder)).Expect(200);
        var then = await StoredAsync(folder);
        var answers = await Task.WhenAll(adding);

        answers.Count(answer => (int)answer.Status == 200).ShouldBe(then);
        (await StoredAsync(folder)).ShouldBe(then);
    }

    private async Task<int> StoredAsync(AFolder folder) =>
        (await World.RowsAsync("conversations", folder.FolderId)).Count(row => row.RowKey.StartsWith("stored~", StringComparison.Ordinal));

    private async Task OnlyTheRecordIsLeftAsync(AFolder folder) =>
        (await World.RowsAsync("conversations", folder.FolderId)).Select(row => row.RowKey.Split('~')[0])
            .ShouldAllBe(row => row == "audit");

    private static async Task<int> ShelfAsync(Somebody guest) =>
        (await guest.Browser.GetAsync("/api/shelf")).Expect(200)["folders"]!.AsArray().Count;

    private static async Task<int> ListedAsync(AFolder folder) =>
        (await folder.Staff.GetAsync($"/api/mailboxes/{folder.MailboxId}/folders")).Expect(200)["folders"]!.AsArray()
            .Count(one => one!["folderId"]!.GetValue<string>() == folder.FolderId);

    private static Task<ApiAnswer> EndAsync(AFolder folder) => folder.Staff.DeleteAsync(AFolder.Path(folder.Owner, "folder"));

    private static Task<ApiAnswer> RestoreAsync(AFolder folder) => folder.Staff.PostAsync(AFolder.Path(folder.Owner, "folder/restore"));
}
