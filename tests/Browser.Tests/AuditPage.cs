using Azure.Storage.Blobs;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>The service desk reads what happened, and takes it along to check it.</summary>
public sealed class AuditPage(Site site) : BrowserTest(site)
{
    [Fact]
    public async Task It_shows_who_logged_in_and_gives_a_file_with_signatures()
    {
        await using var fresh = await Site.AnotherAsync();
        var desk = await fresh.LogInAsync(Words.Nl);
        await desk.GotoAsync(fresh.At("/admin/audit/"));
        var row = desk.GetByRole(AriaRole.Row).Filter(new() { HasText = "Ingelogd" }).First;
        await ShowUntilAsync(desk, row);
        await desk.IsAccessibleAsync("audit trail");

        await desk.Field("Alleen wat gaat over dit kenmerk").FillAsync("bestaat-niet");
        await desk.Button("Toon").ClickAsync();
        await desk.GetByText("Op deze dag is hier niets gebeurd.").WaitForAsync();

        await desk.Field("Van dag").FillAsync("2020-01-01");
        await desk.Button("Haal bestand op").ClickAsync();
        await Assertions.Expect(desk.GetByLabel("Tot en met dag")).ToBeFocusedAsync();
        await desk.IsAccessibleAsync("audit trail, too many days");
        await desk.Field("Van dag").FillAsync(await desk.GetByLabel("Tot en met dag").InputValueAsync());
        var download = await desk.RunAndWaitForDownloadAsync(() => desk.Button("Haal bestand op").ClickAsync());

        download.SuggestedFilename.ShouldMatch(@"^audit-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.jsonl$");
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain("logged-in");
        await desk.GetByText("Het bestand is opgehaald.").WaitForAsync();

        // The export was signed first; the page says up to where.
        await desk.Button("Toon").ClickAsync();
        await desk.GetByText("Ondertekend tot en met nummer").WaitForAsync();
        await desk.IsAccessibleAsync("audit trail, signed");
        await new BlobContainerClient(fresh.Cloud.Azurite.ConnectionString, "audit-checkpoints").DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);
        await desk.Button("Toon").ClickAsync();
        await desk.GetByRole(AriaRole.Alert).Filter(new() { HasText = "De laatste handtekening ontbreekt of is vals" }).WaitForAsync();
        await desk.IsAccessibleAsync("audit trail, not sound");
    }

    /// <summary>Entries come by themselves, a moment after what they tell of.</summary>
    private static async Task ShowUntilAsync(IPage desk, ILocator row)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await row.IsVisibleAsync())
        {
            patience.Token.ThrowIfCancellationRequested();
            await desk.Button("Toon").ClickAsync();
            await desk.GetByRole(AriaRole.Status).Filter(new() { HasText = "gebeur" }).First.WaitForAsync();
        }
    }
}
