using System.Net;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>Storage or the functions end between any two steps of ending a folder, and of deleting what was in it.</summary>
public sealed class CrashingWhileEnding(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private ApiClient? staff;

    private OwnWorld World => faulty.World;

    [Fact]
    public async Task Wherever_it_is_cut_the_folder_is_whole_or_gone_for_everybody()
    {
        var counted = (await EndAsync(await FolderAsync(), StorageFault.None, 0)).Requests;
        var folders = new List<(Shared Shared, string What)>();
        foreach (var (fault, at) in FaultyWorld.EveryStep(counted).Where(step => step.Fault is StorageFault.CutBefore or StorageFault.CutAfter))
        {
            var shared = await FolderAsync();
            var (status, _) = await EndAsync(shared, fault, at);
            folders.Add((shared, $"{fault} at {at}: {status?.ToString() ?? "cut"}"));
        }

        await faulty.RestartAsync();
        await World.SweepUntilSettledAsync(minutes: 60);
        var gone = 0;
        foreach (var (shared, what) in folders)
        {
            var (folder, guest) = (shared.Folder, shared.Guest);
            var isGone = (int)(await folder.Staff.PostAsync(AFolder.Path(folder.Owner, "folder/open"))).Status == 404;
            ((int)(await guest.Browser.PostAsync(AFolder.Path(shared.Me, "folder/open"))).Status).ShouldBe(isGone ? 404 : 200, what);
            (await guest.Browser.GetAsync("/api/shelf")).Expect(200)["folders"]!.AsArray().Count.ShouldBe(isGone ? 0 : 1, what);
            gone += isGone ? 1 : 0;
        }

        gone.ShouldBeInRange(2, folders.Count - 1, "some were cut before it was stored, and some after");
    }

    [Fact]
    public async Task A_purge_that_is_cut_goes_on_where_it_was()
    {
        var shared = await FolderAsync();
        (await shared.Folder.Staff.DeleteAsync(AFolder.Path(shared.Folder.Owner, "folder"))).Expect(200);
        // Else the plan cuts the worker too, and its hint waits for half a minute.
        await World.HintsWorkedAsync();
        World.Time.Advance(TimeSpan.FromHours(3));
        var cuts = 0;
        for (var isCut = true; isCut && cuts < 40; cuts++)
        {
            // Some rows further each time.
            using var plan = new FaultPlan(cuts % 2 == 0 ? StorageFault.CutBefore : StorageFault.CutAfter, 2 + (cuts * 5), shared.Folder.FolderId);
            faulty.Storage.Add(plan);
            isCut = await Record.ExceptionAsync(() => World.PurgeAsync(plan.Cut)) is OperationCanceledException;
            faulty.Storage.Remove(plan);
        }

        cuts.ShouldBeGreaterThan(2);
        (await World.RowsAsync("conversations", shared.Folder.FolderId)).ShouldAllBe(row => row.RowKey.StartsWith("audit~", StringComparison.Ordinal));
        await World.CheckSpaceAsync();
    }

    private sealed record Shared(AFolder Folder, Somebody Guest, string Me);

    private async Task<Shared> FolderAsync()
    {
        var folder = await AFolder.MakeAsync(World, staff ??= await World.LogInAsync());
        var guest = await Somebody.MakeAsync(World);
        var me = await folder.ShareAsync(guest, "read");
        await folder.AddAsync(folder.Staff, folder.Owner, "a.txt");
        return new Shared(folder, guest, me);
    }

    private async Task<(HttpStatusCode? Status, IReadOnlyList<string> Requests)> EndAsync(Shared shared, StorageFault fault, int at)
    {
        var folder = shared.Folder;
        await World.HintsWorkedAsync();
        using var plan = new FaultPlan(fault, at, folder.FolderId);
        return (await faulty.AskAsync(HttpMethod.Delete, folder.Staff, AFolder.Path(folder.Owner, "folder"), "{}", plan), plan.Seen);
    }
}
