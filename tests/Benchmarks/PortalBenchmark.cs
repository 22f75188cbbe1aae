using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zegel.Functions.Dossiers;
using Zegel.Functions.Dossiers.Entries;
using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Dossiers.Portal;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Benchmarks;

/// <summary>
/// What a client's pages ask first: the list of 500 dossiers, which is all of Home, and a dossier of 5,000 documents with its
/// first page. Without opening the names, which the browser does.
/// </summary>
internal static class PortalBenchmark
{
    private const int Dossiers = 500;
    private const int Documents = 5_000;
    private const int Times = 5;

    public static async Task MeasureAsync()
    {
        await using var world = await BenchmarkWorld.StartAsync();
        var dossier = await ADossier.MakeAsync(world);
        var client = await AClient.MakeAsync(world, dossier.MailboxId, "Karin Klant");
        var part = await dossier.AddAsync(client);
        await SeedAsync(world, part);
        await SeedAsync(world, client, part);
        await MeasureAsync(world, "home-operations", $"dossiers-{Dossiers}-s", async () =>
            Check((await client.Browser.GetAsync("/api/portal/dossiers")).Expect(200)["dossiers"]!.AsArray(), Dossiers));
        await MeasureAsync(world, "dossier-operations", $"dossier-{Documents}-s", async () =>
            Check((await ADossier.OpenAsync(client.Browser, part.Client))["entries"]!.AsArray(), SpaceTabs.PageSize));
    }

    private static async Task MeasureAsync(BenchmarkWorld world, string operationsName, string timeName, Func<Task> ask)
    {
        using var roundTrips = new RoundTrips(world.StoragePorts.Contains);
        var (times, operations) = (new List<double>(), 0);
        for (var i = 0; i < Times; i++)
        {
            var (time, storage, _) = await roundTrips.MeasureAsync(ask);
            times.Add(time.TotalSeconds);
            operations = storage;
        }

        Figures.Print(operationsName, operations, "ops");
        Figures.Print(timeName, times.Order().ElementAt(Times / 2), "s");
    }

    private static void Check(JsonArray items, int expected)
    {
        if (items.Count != expected)
        {
            throw new InvalidOperationException($"There are {items.Count} of {expected}.");
        }
    }

    /// <summary>Straight into the table: what is measured reads rows of the list only.</summary>
    private static async Task SeedAsync(BenchmarkWorld world, Somebody client, APart made)
    {
        var list = world.Cloud.Services.GetRequiredService<ClientDossiers>();
        var header = NoteOf(ADossier.Header(made.PartId, made.SealKey));
        var now = TimeProvider.System.GetUtcNow();
        var facts = new DossierFacts
        {
            At = now, Status = ADossier.InProgress, Handler = new DossierPerson(null, "Sanne"),
            Steps = [.. Enumerable.Range(0, 10).Select(_ => new ProgressStep(Seals.NewId()))],
        };

        // The one that was really made is there or comes.
        while ((await client.Browser.GetAsync("/api/portal/dossiers")).Expect(200)["dossiers"]!.AsArray().Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        await Parallel.ForEachAsync(Enumerable.Range(1, Dossiers - 1), async (number, cancellationToken) =>
        {
            var id = SpaceId.From(Seals.NewId());
            await list.PutAsync(
                AccountId.From(client.AccountId),
                new ClientDossier(
                    id, ParticipantId.Of(id, 1), new byte[72], now.AddMinutes(-number), facts, new TabNumbers(3, 8, 2, 5), TabNumbers.None, []),
                header, 1, cancellationToken);
        });
    }

    /// <summary>Straight into the table: what is measured reads rows of a tab only, not their files.</summary>
    private static async Task SeedAsync(BenchmarkWorld world, APart part)
    {
        const int inOneTransaction = 45;
        var spaces = world.Cloud.Services.GetRequiredService<SpaceStore>();
        var (id, office, now) = (SpaceId.From(part.PartId), ParticipantId.From(part.Office), TimeProvider.System.GetUtcNow());
        var header = NoteOf(ADossier.Header(part.PartId, part.SealKey, new string('x', 600)));
        await Parallel.ForEachAsync(Enumerable.Range(0, Documents).Chunk(inOneTransaction), async (numbers, cancellationToken) =>
        {
            var change = new SpaceChange(id, now);
            foreach (var number in numbers)
            {
                var entry = new PartEntry
                {
                    EntryId = Seals.NewId(), Author = office, AccountId = AccountId.From(Seals.NewId()), By = "Sanne", At = now.AddMinutes(-number),
                    Files = [new PartFile(FileId.From(Seals.NewId()), 100_000)],
                };
                change.Post(new PostedEntry("", office, entry.By, entry.At, PartTab.Documents.ToName()), entry.EntryId, _ => entry, header, null);
            }

            await spaces.TrySaveAsync(change, cancellationToken);
        });
    }

    private static SealedNote NoteOf(JsonNode note) =>
        new(note["encryptionData"]!.GetValue<string>(), Convert.FromBase64String(note["body"]!.GetValue<string>()));
}
