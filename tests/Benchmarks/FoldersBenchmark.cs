using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Zegel.Functions.Folders;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Benchmarks;

/// <summary>
/// The whole list of a folder of ten thousand entries: opening it and asking all its parts at once, as its page does,
/// with the default limits per address; then by the page itself, which opens the names.
/// </summary>
internal static class FoldersBenchmark
{
    private const int Entries = 10_000;
    private const int InOneTransaction = 45;
    private const int Times = 5;

    public static async Task MeasureAsync()
    {
        await using var world = await BenchmarkWorld.StartAsync();
        var folder = await AFolder.MakeAsync(world);
        var clock = Stopwatch.StartNew();
        await SeedAsync(world, folder);
        Figures.Print($"folder-seeding-{Entries}", clock.Elapsed.TotalSeconds, "s");

        using var roundTrips = new RoundTrips(world.StoragePorts.Contains);
        var times = new List<double>();
        var operations = 0;
        for (var i = 0; i < Times; i++)
        {
            var (time, storage, _) = await roundTrips.MeasureAsync(() => ListAsync(folder));
            times.Add(time.TotalSeconds);
            operations = storage;
        }

        Figures.Print($"folder-{Entries}-answers-s", times.Order().ElementAt(Times / 2), "s");
        Figures.Print($"folder-{Entries}-operations", operations, "ops");
        await ShownPage.MeasureAsync(
            $"folder-{Entries}-s", new Uri(world.Cloud.SiteAddress, $"/files/#{folder.Owner}"), folder.Staff,
            $"() => document.body.innerText.includes('{Entries.ToString("N0", CultureInfo.GetCultureInfo("nl-NL"))} onderdelen')");
    }

    private static async Task ListAsync(AFolder folder)
    {
        var parts = (await folder.OpenAsync(folder.Staff, folder.Owner))["parts"]!.GetValue<int>();
        var answers = await Task.WhenAll(Enumerable.Range(0, parts).Select(part =>
            folder.Staff.GetAsync(AFolder.Path(folder.Owner, $"folder/entries?part={part}&of={parts}"))));
        var count = answers.Sum(answer => answer.Expect(200)["entries"]!.AsArray().Count);
        if (count != Entries + 1)
        {
            throw new InvalidOperationException($"The list has {count} entries.");
        }
    }

    /// <summary>Straight into the table: what is measured reads rows of entries only, not their files.</summary>
    private static async Task SeedAsync(BenchmarkWorld world, AFolder folder)
    {
        var spaces = world.Cloud.Services.GetRequiredService<SpaceStore>();
        var (id, owner, now) = (SpaceId.From(folder.FolderId), ParticipantId.From(folder.Owner), TimeProvider.System.GetUtcNow());
        await Parallel.ForEachAsync(Enumerable.Range(0, Entries).Chunk(InOneTransaction), async (numbers, cancellationToken) =>
        {
            var change = new SpaceChange(id, now);
            foreach (var number in numbers)
            {
                var (entryId, name) = (Seals.NewId(), $"Jaarverslag van afdeling {number} (definitief).pdf");
                var note = folder.Note("file", entryId, folder.Owner, folder.FolderId, name);
                var tag = Convert.ToHexStringLower(folder.NameTag(name));
                var entry = new FolderEntry
                {
                    EntryId = entryId, Kind = EntryKind.File, Parent = folder.FolderId, NameTag = tag, Author = owner, By = "Sanne",
                    At = now, Size = 100_000,
                };
                change.Shelve(entryId, entry, new SealedNote(
                    note["encryptionData"]!.GetValue<string>(), Convert.FromBase64String(note["body"]!.GetValue<string>())), folder.FolderId, tag);
            }

            await spaces.TrySaveAsync(change, cancellationToken);
        });
        await spaces.ChangeAsync(owner, now, (change, _, mailbox) => change.Replace(
            mailbox, mailbox.Value with { Following = mailbox.Value.Following! with { Added = Entries } }), CancellationToken.None);
    }
}
