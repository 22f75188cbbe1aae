using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zegel.Browser.Tests;
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
/// What a client's pages cost with many dossiers: the list of 500, which is all that Home asks, and a dossier of 5,000
/// documents with its first page. The answers by themselves; and from going to the address until it is shown in a
/// Chromium that was there before: Home, all rows with the names of the first 50, a page of documents with their names.
/// </summary>
internal static class PortalBenchmark
{
    private const int Dossiers = 500;
    private const int Documents = 5_000;
    private const int Times = 5;

    /// <summary>How many names are opened before they are first drawn; a screen shows some ten.</summary>
    private const int OpenedFirst = 50;

    // Looked at in each frame that the page draws.
    private const string Watch =
        """
        (wanted) => {
          const isShown = new Function(`return ${wanted}`);
          const look = () => (isShown() ? (globalThis.shownAt = performance.now()) : requestAnimationFrame(look));
          look();
        }
        """;

    public static async Task MeasureAsync()
    {
        await using var world = await BenchmarkWorld.StartAsync();
        var dossier = await ADossier.MakeAsync(world);
        var client = await AClient.MakeAsync(world, dossier.MailboxId, "Karin Klant");
        var part = await dossier.AddAsync(client);
        await SeedAsync(world, part);
        await SeedAsync(world, client, part);
        await MeasureAsync(world, "home-operations", $"dossiers-{Dossiers}-answer-s", async () =>
            Check((await client.Browser.GetAsync("/api/portal/dossiers")).Expect(200)["dossiers"]!.AsArray(), Dossiers));
        await MeasureAsync(world, "dossier-operations", $"dossier-{Documents}-answer-s", async () =>
            Check((await ADossier.OpenAsync(client.Browser, part.Client))["entries"]!.AsArray(), SpaceTabs.PageSize));

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.FindShell(), Args = Chromium.Arguments });
        await using var front = await Http2Front.StartAsync(world.Cloud.SiteAddress);
        await using var window = await browser.NewContextAsync(new()
        {
            Locale = "nl-NL", ViewportSize = new() { Width = 1280, Height = 800 }, IgnoreHTTPSErrors = true,
        });
        await window.AddCookiesAsync([.. client.Browser.Cookies.Select(cookie => new Cookie
        {
            Name = cookie.Key, Value = cookie.Value, Domain = front.Address.Host, Path = "/", Secure = true, HttpOnly = true,
        })]);
        var portal = new Uri(front.Address, "/portal/");
        await ShowAsync(window, "portal-home-s", portal, "document.querySelectorAll('.tile').length === 3");
        await ShowAsync(window, $"dossiers-{Dossiers}-s", new Uri(portal, "#dossiers"), Condition(OpenedFirst));
        await ShowAsync(window, $"dossiers-{Dossiers}-all-names-s", new Uri(portal, "#dossiers"), Condition(Dossiers));
        await ShowAsync(
            window, $"dossier-{Documents}-s", new Uri(portal, $"#{part.Client}-documents"),
            $"document.querySelectorAll('.document-rows h3 [dir]').length === {SpaceTabs.PageSize}");
    }

    /// <summary>All rows, so many of them with their names.</summary>
    private static string Condition(int names) =>
        $"document.querySelectorAll('.dossier-row').length === {Dossiers} && document.querySelectorAll('.dossier-row strong[dir]').length >= {names}";

    /// <summary>Once to have everything in the cache, then some times more.</summary>
    private static async Task ShowAsync(IBrowserContext window, string name, Uri address, string wanted)
    {
        var times = new List<double>();
        for (var i = 0; i <= Times; i++)
        {
            var page = await window.NewPageAsync();
            await page.AddInitScriptAsync($"({Watch})({JsonSerializer.Serialize(wanted)})");
            await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
            await page.WaitForFunctionAsync("() => globalThis.shownAt !== undefined");
            times.Add(await page.EvaluateAsync<double>("() => globalThis.shownAt") / 1000);
            await page.CloseAsync();
        }

        Figures.Print(name, times.Skip(1).Order().ElementAt(Times / 2), "s");
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

    /// <summary>
    /// Straight into the table: what is measured reads rows of the list only. The one that was really made too, at a later
    /// version than the worker's, so that nothing is waited for.
    /// </summary>
    private static async Task SeedAsync(BenchmarkWorld world, Somebody client, APart made)
    {
        const int later = 1000;
        var list = world.Cloud.Services.GetRequiredService<ClientDossiers>();
        var shelf = Convert.FromBase64String((await client.Browser.PostAsync("/api/shelf/open")).Expect(200)["shelfKey"]!.GetValue<string>());
        var now = TimeProvider.System.GetUtcNow();
        var facts = new DossierFacts
        {
            At = now, Status = ADossier.InProgress, Handler = new DossierPerson(null, "Sanne"),
            Steps = [.. Enumerable.Range(0, 10).Select(_ => new ProgressStep(Seals.NewId()))],
        };
        await Parallel.ForEachAsync(Enumerable.Range(0, Dossiers), async (number, cancellationToken) =>
        {
            var (partId, sealKey) = number == 0 ? made : new APart(Seals.NewId(), Seals.NewKey());
            var id = SpaceId.From(partId);
            await list.PutAsync(
                AccountId.From(client.AccountId),
                new ClientDossier(
                    id, ParticipantId.Of(id, 1), Seals.Wrap(shelf, [.. sealKey, .. Seals.ContextOf("part", partId)]), now.AddMinutes(-number), facts,
                    new TabNumbers(3, 8, 2, 5), TabNumbers.None, []),
                NoteOf(ADossier.Header(partId, sealKey, $"Koop en levering van huis {number}")), later, cancellationToken);
        });
    }

    /// <summary>Straight into the table: what is measured reads rows of a tab only, not their files.</summary>
    private static async Task SeedAsync(BenchmarkWorld world, APart part)
    {
        const int inOneTransaction = 45;
        var spaces = world.Cloud.Services.GetRequiredService<SpaceStore>();
        var (id, office, now) = (SpaceId.From(part.PartId), ParticipantId.From(part.Office), TimeProvider.System.GetUtcNow());
        await Parallel.ForEachAsync(Enumerable.Range(0, Documents).Chunk(inOneTransaction), async (numbers, cancellationToken) =>
        {
            var change = new SpaceChange(id, now);
            foreach (var number in numbers)
            {
                var fileId = Seals.NewId();
                var entry = new PartEntry
                {
                    EntryId = Seals.NewId(), Author = office, AccountId = AccountId.From(Seals.NewId()), By = "Sanne", At = now.AddMinutes(-number),
                    Files = [new PartFile(FileId.From(fileId), 100_000)],
                };
                var header = NoteOf(HeaderOf(part, entry.EntryId, fileId, number));
                change.Post(new PostedEntry("", office, entry.By, entry.At, PartTab.Documents.ToName()), entry.EntryId, _ => entry, header, null);
            }

            await spaces.TrySaveAsync(change, cancellationToken);
        });
    }

    private static JsonObject HeaderOf(APart part, string entryId, string fileId, int number) =>
        Seals.Note(part.SealKey, part.PartId, new JsonObject
        {
            ["kind"] = "header", ["space"] = part.PartId, ["id"] = entryId, ["author"] = part.Office, ["subject"] = $"Concept van akte {number}", ["name"] = "Info",
            ["files"] = new JsonArray(new JsonObject
            {
                ["id"] = fileId, ["name"] = $"Conceptakte {number}.pdf", ["type"] = "application/pdf", ["size"] = 100_000, ["seal"] = Convert.ToBase64String(new byte[32]),
            }),
        });

    private static SealedNote NoteOf(JsonNode note) =>
        new(note["encryptionData"]!.GetValue<string>(), Convert.FromBase64String(note["body"]!.GetValue<string>()));
}
