using Shouldly;
using Xunit;
using Zegel.Functions.Folders;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>What somebody added and takes back, what staff remove, and what of it is left.</summary>
public sealed class TakingFilesBack(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    [Fact]
    public async Task For_a_quarter_of_an_hour_and_while_nobody_else_had_it()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var (guest, other) = (await Somebody.MakeAsync(World), await Somebody.MakeAsync(World));
        var (me, them) = (await folder.ShareAsync(guest), await folder.ShareAsync(other, "read"));
        var files = await folder.AddAsync(guest.Browser, me, "fout.txt", "gezien.txt", "oud.txt");
        // Who added it may look at it.
        await guest.Browser.DownloadAsync(me, files["fout.txt"]);
        await other.Browser.DownloadAsync(them, files["gezien.txt"]);

        (await WithdrawAsync(other.Browser, them, files["fout.txt"])).Expect(404);
        (await WithdrawAsync(guest.Browser, me, files["gezien.txt"])).Expect(409, "withdraw-too-late");
        (await WithdrawAsync(guest.Browser, me, files["fout.txt"])).Expect(204);
        (await WithdrawAsync(guest.Browser, me, files["fout.txt"])).Expect(204);

        await World.IsWrittenDownAsync(folder.Place, FolderEvents.EntryWithdrawn, guest.AccountId, files["fout.txt"], times: 1);
        (await folder.EntriesAsync(folder.Staff, folder.Owner)).Keys.ShouldContain("fout.txt (teruggehaald)");
        (await folder.EntriesAsync(other.Browser, them)).Keys.ShouldNotContain(name => name.StartsWith("fout", StringComparison.Ordinal));
        (await other.Browser.PostAsync(AFolder.Path(them, $"files/{files["fout.txt"]}/ticket"))).Expect(404);

        // Its name is free again, and its bytes are gone.
        await folder.AddAsync(guest.Browser, me, "fout.txt");
        await World.CheckSpaceAsync();
        World.Time.Advance(SecurityNumbers.WithdrawWithin);
        (await WithdrawAsync(guest.Browser, me, files["oud.txt"])).Expect(409, "withdraw-too-late");
        World.Time.Advance(TimeSpan.FromHours(2));
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        (await World.RowsAsync("conversations", folder.FolderId)).ShouldNotContain(row => row.RowKey.StartsWith("file~", StringComparison.Ordinal));
        await World.CheckSpaceAsync();
    }

    [Fact]
    public async Task Of_taking_back_and_downloading_at_the_same_moment_one_comes_first()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var guest = await Somebody.MakeAsync(World);
        var me = await folder.ShareAsync(guest);
        var files = await folder.AddAsync(guest.Browser, me, [.. Enumerable.Range(0, 8).Select(i => $"{i}.txt")]);

        var ends = await Task.WhenAll(files.Values.Select(async file =>
        {
            var taking = WithdrawAsync(guest.Browser, me, file);
            var ticket = await folder.Staff.PostAsync(AFolder.Path(folder.Owner, $"files/{file}/ticket"));
            return ((int)(await taking).Status, (int)ticket.Status);
        }));

        foreach (var end in ends)
        {
            end.ShouldBeOneOf((204, 404), (409, 200));
        }

        await World.CheckSpaceAsync();
    }

    [Fact]
    public async Task Staff_remove_files_and_then_what_held_them()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var (sub, file) = (Seals.NewId(), (await folder.UploadAsync(folder.Staff, folder.Owner, 1))[0]);
        (await folder.PostAsync(
            folder.Staff, folder.Owner, folder.FolderEntry(folder.Owner, sub, "Map"), folder.FileEntry(folder.Owner, file, "in.txt", sub)))
            .ShouldBe(["posted", "posted"]);

        (await RemoveAsync(sub, folder.FolderId)).ShouldBe(["not-empty", "not-empty"]);
        (await RemoveAsync(file)).ShouldBe(["removed"]);
        (await RemoveAsync(file, sub)).ShouldBe(["removed", "removed"]);

        await World.IsWrittenDownAsync(folder.Place, FolderEvents.EntriesRemoved, await folder.Staff.AccountIdAsync(), file);
        (await folder.EntriesAsync(folder.Staff, folder.Owner)).Count.ShouldBe(1);
        (await folder.Staff.PostAsync(AFolder.Path(folder.Owner, $"files/{file}/ticket"))).Expect(404);
        await World.CheckSpaceAsync();

        async Task<IEnumerable<string>> RemoveAsync(params string[] entries) =>
            (await folder.Staff.PostAsync(AFolder.Path(folder.Owner, "folder/remove"), new { entries })).Expect(200)["entries"]!.AsArray()
                .Select(entry => entry!["outcome"]!.GetValue<string>()).ToList();
    }

    private static Task<ApiAnswer> WithdrawAsync(ApiClient browser, string participant, string entry) =>
        browser.PostAsync(AFolder.Path(participant, $"folder/entries/{entry}/withdraw"));
}
