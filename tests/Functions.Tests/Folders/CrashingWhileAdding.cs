using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>Storage or the functions end between any two steps of adding a file to a folder.</summary>
public sealed class CrashingWhileAdding(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private ApiClient? staff;

    private OwnWorld World => faulty.World;

    [Fact]
    public async Task Wherever_adding_is_cut_there_is_the_file_and_one_mail_or_neither()
    {
        var whole = await FolderAsync();
        var (_, counted) = await AddAsync(whole, StorageFault.None, 0);
        var cases = FaultyWorld.EveryStep(counted);
        var folders = new List<(Shared Shared, string What)>();
        foreach (var step in cases)
        {
            var shared = await FolderAsync();
            var (status, _) = await AddAsync(shared, step.Fault, step.At);
            folders.Add((shared, $"{step.Fault} at {step.At}: {status?.ToString() ?? "cut"}"));
        }

        await faulty.RestartAsync();
        await World.SweepUntilSettledAsync(minutes: 60);
        var added = 0;
        foreach (var (shared, what) in folders)
        {
            var rows = (await World.RowsAsync("conversations", shared.Folder.FolderId)).Select(row => row.RowKey.Split('~')[0]).ToList();
            var there = rows.Count(row => row == "stored");
            rows.Count(row => row == "within").ShouldBe(1 + there, what);
            rows.Count(row => row == "taken").ShouldBe(there, what);
            rows.Count(row => row == "file").ShouldBe(1 - there, what);
            World.Mails(shared.Guest.Email, "nieuw in uw map").Count.ShouldBe(there, what);
            added += there;
        }

        added.ShouldBeInRange(2, folders.Count - 1, "some were cut before it was stored, and some after");
    }

    private sealed record Shared(AFolder Folder, Somebody Guest, string FileId);

    private async Task<Shared> FolderAsync()
    {
        var folder = await AFolder.MakeAsync(World, staff ??= await World.LogInAsync());
        var guest = await Somebody.MakeAsync(World);
        await folder.ShareAsync(guest, "read");
        return new Shared(folder, guest, (await folder.UploadAsync(folder.Staff, folder.Owner, 1))[0]);
    }

    private async Task<(HttpStatusCode? Status, IReadOnlyList<string> Requests)> AddAsync(Shared shared, StorageFault fault, int at)
    {
        var folder = shared.Folder;
        await World.HintsWorkedAsync();
        using var plan = new FaultPlan(fault, at, folder.FolderId);
        var body = JsonSerializer.Serialize(new { entries = new[] { folder.FileEntry(folder.Owner, shared.FileId, "a.txt") } });
        return (await faulty.PostAsync(folder.Staff, AFolder.Path(folder.Owner, "folder/entries"), body, plan), plan.Seen);
    }
}
