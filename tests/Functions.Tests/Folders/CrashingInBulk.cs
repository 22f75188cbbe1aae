using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>A call for several files is cut off between any two requests to storage, and made again: nothing is lost, nothing is there twice.</summary>
public sealed class CrashingInBulk(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private const int Files = 2;

    private OwnWorld World => faulty.World;

    [Fact]
    public async Task Finishing_again_finishes_each_and_counts_it_once()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var before = await World.UseAsync();
        var (_, counted) = await PostAsync(folder, "uploads/finish", await folder.SendAsync(folder.Staff, folder.Owner, Files), StorageFault.None, 0);
        var done = 1;
        foreach (var (fault, at) in Cuts(counted))
        {
            var files = await folder.SendAsync(folder.Staff, folder.Owner, Files);
            await PostAsync(folder, "uploads/finish", files, fault, at);

            (await folder.Staff.PostAsync(AFolder.Path(folder.Owner, "uploads/finish"), new { files })).Expect(200)["files"]!.AsArray()
                .ShouldAllBe(file => file!["finished"]!.GetValue<bool>(), $"{fault} at {at}");
            (await World.UseAsync()).StoredByStaff.ShouldBe(before.StoredByStaff + (3 * Files * ++done), $"{fault} at {at}");
            var entries = files.Select(file => folder.FileEntry(folder.Owner, file, file)).ToList();
            (await folder.PostAsync(folder.Staff, folder.Owner, entries)).ShouldAllBe(outcome => outcome == "posted", $"{fault} at {at}");
            (await World.AuditedAsync(folder.Place)).Count(entry => entry.Event == "file-uploaded" && files.Contains(entry.About)).ShouldBe(Files, $"{fault} at {at}");
        }

        await World.CheckSpaceAsync(folder.FolderId);
    }

    [Fact]
    public async Task Asking_for_tickets_again_gives_them_and_says_once_who_had_each()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var (_, counted) = await PostAsync(folder, "downloads", await FilesAsync(folder), StorageFault.None, 0);
        foreach (var (fault, at) in Cuts(counted))
        {
            var files = await FilesAsync(folder);
            await PostAsync(folder, "downloads", files, fault, at);

            (await folder.Staff.PostAsync(AFolder.Path(folder.Owner, "downloads"), new { files })).Expect(200)["files"]!.AsArray()
                .ShouldAllBe(file => file!["download"]!["downloadUrl"] != null, $"{fault} at {at}");
            foreach (var file in files)
            {
                (await folder.Staff.GetAsync(AFolder.Path(folder.Owner, $"files/{file}/readers"))).Expect(200)["readers"]!.AsArray().Count.ShouldBe(1, $"{fault} at {at}");
            }

            // Written down each time that tickets were about to be given, for all of them together.
            (await World.AuditedAsync(folder.Place)).Count(entry => entry.Event == "file-released" && entry.About == string.Join(' ', files)).ShouldBeInRange(1, 2, $"{fault} at {at}");
        }
    }

    private static async Task<IReadOnlyList<string>> FilesAsync(AFolder folder) =>
        [.. (await folder.AddAsync(folder.Staff, folder.Owner, [.. Enumerable.Range(0, Files).Select(_ => Seals.NewId())])).Values];

    /// <summary>Before and after each request.</summary>
    private static IEnumerable<(StorageFault Fault, int At)> Cuts(IReadOnlyList<string> requests)
    {
        requests.Count.ShouldBeGreaterThan(2, string.Join('\n', requests));
        return Enumerable.Range(1, requests.Count).SelectMany(at => new[] { (StorageFault.CutBefore, at), (StorageFault.CutAfter, at) });
    }

    private async Task<(HttpStatusCode? Status, IReadOnlyList<string> Requests)> PostAsync(
        AFolder folder, string route, IReadOnlyList<string> files, StorageFault fault, int at)
    {
        await World.HintsWorkedAsync();
        using var plan = new FaultPlan(fault, at, folder.FolderId, "/sealed/", $"space~{folder.MailboxId}");
        return (await faulty.PostAsync(folder.Staff, AFolder.Path(folder.Owner, route), JsonSerializer.Serialize(new { files }), plan), plan.Seen);
    }
}
