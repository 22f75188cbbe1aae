using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// The office's room of dossiers: one is made with two clients, steps are ticked off, a letter is published to both, seen
/// as one of them sees it, a list is imported with a fault in it, and the dossier is closed. Each screen is looked at.
/// </summary>
public sealed class TheOffice(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task Makes_a_dossier_publishes_to_its_clients_looks_as_one_of_them_imports_a_list_and_closes()
    {
        var number = People.NewSubject("2026");
        var page = await Site.StaffWindowAsync(Words);
        await page.GetByRole(AriaRole.Link, new() { Name = "Dossiers" }).First.ClickAsync();
        await page.Title("Dossiers").WaitForAsync();
        await page.IsAccessibleAsync("office, dossiers");
        await MakeAsync(page, number);
        await StepAsync(page);
        await PublishAsync(page);
        await LookAsClientAsync(page, number);
        await CloseAsync(page, number);
        await ImportAsync(page);
    }

    private static async Task MakeAsync(IPage page, string number)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Nieuw dossier" }).ClickAsync();
        await page.HasFocusAsync(page.Field("Dossiernummer"));
        await page.Button("Dossier maken").ClickAsync();
        await page.GetByText("Vul het dossiernummer in.").WaitForAsync();
        await page.HasFocusAsync(page.Field("Dossiernummer"));
        await page.Keyboard.TypeAsync(number);
        await page.Field("Omschrijving").FillAsync("Aankoop Lindelaan 12");
        await AddClientAsync(page, "Jan de Vries", "Persoon");
        await AddClientAsync(page, "Bakkerij Korst", "Bedrijf");
        await page.Field("Stappen van de voortgang").FillAsync("Gegevens ontvangen\nConcept van de akte");
        await page.IsAccessibleAsync("office, new dossier");
        await page.Button("Dossier maken").ClickAsync();
        await page.HasFocusAsync(page.Title("Aankoop Lindelaan 12"));
    }

    /// <summary>With the keyboard alone.</summary>
    private static async Task AddClientAsync(IPage page, string name, string kind)
    {
        await page.Button("Nieuwe cliënt").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Field("Naam"));
        await page.Keyboard.TypeAsync(name);
        await page.Field(kind).CheckAsync();
        await page.Field("E-mail").FocusAsync();
        await page.Keyboard.TypeAsync(People.NewEmail("client"));
        await page.IsAccessibleAsync("office, new client");
        await page.Keyboard.PressAsync("Enter");
        await page.Button($"Haal {name} weg").WaitForAsync();
    }

    private static async Task StepAsync(IPage page)
    {
        await page.GetByText("Voortgang (0/2)").ClickAsync();
        await page.Field("Gegevens ontvangen").CheckAsync();
        await page.GetByText("Voortgang (1/2)").WaitForAsync();
        await page.IsAccessibleAsync("office, dossier");
        await page.Button("Ongedaan maken").ClickAsync();
        await page.GetByText("Voortgang (0/2)").WaitForAsync();
    }

    private static async Task PublishAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Publiceren" }).ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button("Voeg bestanden toe").ClickAsync());
        await chooser.SetFilesAsync(Text("Koopovereenkomst.txt", "Artikel 1"));
        await page.Field("Jan de Vries").CheckAsync();
        await page.Field("Bakkerij Korst").CheckAsync();
        (await page.Field("Titel").InputValueAsync()).ShouldBe("Koopovereenkomst");
        await page.IsAccessibleAsync("office, publishing");
        await page.Button("Publiceren").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Dit zien deze mensen:").WaitForAsync();
        await page.IsAccessibleAsync("office, who will see it");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publiceren" }).ClickAsync();
        await page.GetByText("Koopovereenkomst is gepubliceerd.").WaitForAsync();
        await page.IsAccessibleAsync("office, published");
        await page.GetByRole(AriaRole.Link, new() { Name = "Naar het dossier" }).ClickAsync();
    }

    /// <summary>What is new for the client is new there, and stays so; then the office's own view of the same.</summary>
    private static async Task LookAsClientAsync(IPage page, string number)
    {
        for (var visit = 0; visit < 2; visit++)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Bekijk als Jan de Vries" }).ClickAsync();
            await page.GetByText("U bekijkt dit dossier als Jan de Vries.").WaitForAsync();
            await page.GetByText("1 nieuw", new() { Exact = true }).WaitForAsync();
            await page.DownloadAsync("Koopovereenkomst.txt");
            await page.IsAccessibleAsync("office, view as");
            (await page.GetByRole(AriaRole.Link, new() { Name = "Nieuw bericht" }).CountAsync()).ShouldBe(0);
            await page.GetByRole(AriaRole.Link, new() { Name = "Terug naar het dossier" }).ClickAsync();
            await page.HasFocusAsync(page.Title("Aankoop Lindelaan 12"));
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Open Jan de Vries" }).ClickAsync();
        await page.GetByText("Nog niet gelezen", new() { Exact = true }).First.WaitForAsync();
        await page.IsAccessibleAsync("office, part");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Terug naar dossier {number}" }).ClickAsync();
    }

    private static async Task CloseAsync(IPage page, string number)
    {
        await page.Button("Dossier sluiten").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Dossier sluiten" }).ClickAsync();
        await page.GetByText($"Dossier {number} is gesloten.").WaitForAsync();
        await page.IsAccessibleAsync("office, closed dossier");
        await page.GetByRole(AriaRole.Link, new() { Name = "Alle dossiers" }).ClickAsync();
        await page.Field("Welke dossiers").SelectOptionAsync("closed");
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = number }).WaitForAsync();
        await page.IsAccessibleAsync("office, closed dossiers");
    }

    private static async Task ImportAsync(IPage page)
    {
        var (right, wrong) = (People.NewSubject("A"), People.NewSubject("B"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Importeren" }).ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button("Kies een bestand").ClickAsync());
        await chooser.SetFilesAsync(Text("lijst.csv",
            $"Dossiernummer;Omschrijving;Naam;E-mail\r\n{right};Koop;Piet;{People.NewEmail("piet")}\r\n{wrong};Huur;Kees;kees\r\n"));
        await page.GetByText("1 regel klopt niet.").WaitForAsync();
        await page.IsAccessibleAsync("office, import");
        await page.Button("Importeer 1 dossier").ClickAsync();
        await page.GetByText("1 dossier is gemaakt.").WaitForAsync();
        await page.IsAccessibleAsync("office, imported");
        await page.GetByRole(AriaRole.Link, new() { Name = right }).ClickAsync();
        await page.Title("Koop").WaitForAsync();
    }

    private static FilePayload Text(string name, string content) =>
        new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(content) };
}
