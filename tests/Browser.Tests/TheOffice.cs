using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// The office's room of dossiers: one is made with two clients, steps are ticked off, a letter is published to both, seen
/// as one of them sees it, a list is imported with a fault in it, and the dossier is closed. Then what goes otherwise: a
/// page that is loaded again, a number that is there already, a connection that is lost, a client who is new, comes, goes
/// and comes back, a wrong address, an import that was cut off. Each screen is looked at.
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

    [Fact]
    public async Task Loses_nothing_by_a_reload_goes_on_after_a_failure_and_changes_who_is_in_a_dossier()
    {
        var number = People.NewSubject("2026");
        // Of this moment: another address for a client is nothing that an old log-in may set.
        var page = await Site.LogInAsync(Words);
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await page.GotoAsync(Site.At("/dossiers/#new"));
        await TypeAndReloadAsync(page, number);
        await UseNumberTwiceAsync(page, number);
        await ChangeAsync(page, number);
        await AddAsync(page);
        await PublishAgainAsync(page, number);
        await ReopenAsync(page, number);
        await CorrectAddressAsync(page);
        await ImportInTwoGoesAsync(page);
    }

    private static async Task TypeAndReloadAsync(IPage page, string number)
    {
        await page.Field("Dossiernummer").FillAsync(number);
        await page.Field("Omschrijving").FillAsync("Testament");
        await AddClientAsync(page, "Jan de Vries", "Persoon");
        await page.Button("Nieuwe cliënt").ClickAsync();
        await page.Field("Naam").FillAsync("Half getypt");
        await ReloadKeptAsync(page, "new");
        await page.GetByText("Wat u typte, staat er nog.").WaitForAsync();
        await page.IsAccessibleAsync("office, typed before a reload");
        (await page.Field("Dossiernummer").InputValueAsync()).ShouldBe(number);
        (await page.Field("Naam").InputValueAsync()).ShouldBe("Half getypt");
        await page.Button("Haal Jan de Vries weg").WaitForAsync();
        await page.Button("Annuleer").ClickAsync();
        await page.Button("Dossier maken").ClickAsync();
        await page.HasFocusAsync(page.Title("Testament"));
    }

    /// <summary>What was typed last is kept, and not what was typed before it alone; then the page is loaded again.</summary>
    private static async Task ReloadKeptAsync(IPage page, string form)
    {
        const string Kept = "Object.keys(localStorage).filter((key) => key.startsWith('zegel-form-') && key.endsWith(form)).map((key) => localStorage[key])[0]";
        var before = await page.EvaluateAsync<string?>(
            $$"""
            (form) => {
              const kept = {{Kept}};
              document.activeElement.dispatchEvent(new Event("input", { bubbles: true }));
              return document.activeElement.matches("main input, main textarea") ? kept : null;
            }
            """,
            form);
        await page.WaitForFunctionAsync($"([form, before]) => {{ const kept = {Kept}; return kept && kept !== before; }}", new[] { form, before });
        await page.ReloadAsync();
    }

    private static async Task UseNumberTwiceAsync(IPage page, string number)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Alle dossiers" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nieuw dossier" }).ClickAsync();
        (await page.Field("Dossiernummer").InputValueAsync()).ShouldBeEmpty("what was made is kept no longer");
        await page.Field("Dossiernummer").FillAsync($" {number.ToUpperInvariant()} ");
        await page.GetByText("Er is al een dossier met dit nummer: Testament").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Bekijk dat dossier" }).ClickAsync();
        await page.Title("Testament").WaitForAsync();
    }

    /// <summary>Nobody answers the first time: it is said, and the same press again does it.</summary>
    private static async Task ChangeAsync(IPage page, string number)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Wijzigen" }).ClickAsync();
        await page.Field("Omschrijving").FillAsync("Testament en volmacht");
        await page.Field("Stappen van de voortgang").FillAsync("Gesprek\nConcept");
        await ReloadKeptAsync(page, "-change");
        await page.GetByText("Wat u typte, staat er nog.").WaitForAsync();
        (await page.Field("Omschrijving").InputValueAsync()).ShouldBe("Testament en volmacht");
        await FailOnceAsync(page, "**/dossier/header");
        await page.Button("Bewaar").ClickAsync();
        await page.Alert("verbinding").WaitForAsync();
        await page.Button("Bewaar").ClickAsync();
        await page.Title("Testament en volmacht").WaitForAsync();
        await page.GetByText("Voortgang (0/2)").WaitForAsync();
        await page.GetByText($"Dossiernummer {number}").WaitForAsync();
    }

    private static async Task AddAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Cliënt toevoegen" }).ClickAsync();
        await AddClientAsync(page, "Piet Later", "Persoon");
        await ReloadKeptAsync(page, "-add");
        await page.Button("Haal Piet Later weg").WaitForAsync();
        await FailOnceAsync(page, "**/dossier/parts");
        await page.Button("Cliënt toevoegen").ClickAsync();
        await page.GetByText("Niet iedereen kan worden toegevoegd.").WaitForAsync();
        await page.Button("Cliënt toevoegen").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open Piet Later" }).WaitForAsync();
    }

    /// <summary>Published in two goes; then a client who was away and is back is new there (X31).</summary>
    private static async Task PublishAgainAsync(IPage page, string number)
    {
        await ChooseLetterAsync(page);
        await ReloadKeptAsync(page, "-publish");
        await page.GetByText("Kies de bestanden opnieuw").WaitForAsync();
        await page.IsAccessibleAsync("office, publishing after a reload");
        (await page.Field("Titel").InputValueAsync()).ShouldBe("Volmacht");
        await ChooseAsync(page, "Voeg bestanden toe", Text("Volmacht.txt", "Hierbij"));
        await FailOnceAsync(page, "**/part/published");
        await page.Button("Publiceren").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publiceren" }).ClickAsync();
        await page.GetByText("Nog niet gepubliceerd voor 1 cliënt.").WaitForAsync();
        await page.Button("Ga verder").ClickAsync();
        await page.GetByText("Volmacht is gepubliceerd.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Naar het dossier" }).ClickAsync();

        await page.Button("Toegang intrekken van Jan de Vries").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByText($"Jan de Vries kan dossier {number} dan meteen niet meer openen.").WaitForAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Toegang intrekken" }).ClickAsync();
        await page.GetByText("Jan de Vries heeft geen toegang meer tot dit dossier.").WaitForAsync();
        await page.IsAccessibleAsync("office, revoked");
        await page.Button("Opnieuw toegang geven").ClickAsync();
        await page.GetByText("Jan de Vries heeft weer toegang.").WaitForAsync();

        await ChooseLetterAsync(page);
        await page.GetByText("Er is iemand bij gekomen").WaitForAsync();
        await page.Button("Publiceren").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Er is iemand bij gekomen").WaitForAsync();
        (await dialog.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Nieuw" }).AllInnerTextsAsync()).ShouldHaveSingleItem().ShouldContain("Jan de Vries");
        await page.IsAccessibleAsync("office, somebody is new");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Annuleer" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"Terug naar dossier {number}" }).ClickAsync();
    }

    private static async Task ChooseLetterAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Publiceren" }).ClickAsync();
        await ChooseAsync(page, "Voeg bestanden toe", Text("Volmacht.txt", "Hierbij"));
        await page.Field("Jan de Vries").CheckAsync();
        await page.Field("Piet Later").CheckAsync();
    }

    private static async Task ReopenAsync(IPage page, string number)
    {
        await page.Button("Dossier sluiten").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Dossier sluiten" }).ClickAsync();
        await page.Button("Dossier heropenen").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Dossier heropenen" }).ClickAsync();
        await page.GetByText($"Dossier {number} is weer open.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Publiceren" }).WaitForAsync();
    }

    private async Task CorrectAddressAsync(IPage page)
    {
        var email = People.NewEmail("goed");
        await page.GetByRole(AriaRole.Link, new() { Name = "Gegevens van Piet Later" }).ClickAsync();
        await page.Title("Piet Later").WaitForAsync();
        await page.IsAccessibleAsync("office, client");
        await page.Button("E-mailadres verbeteren").ClickAsync();
        await page.HasFocusAsync(page.Field(Words.Email));
        await page.Field(Words.Email).FillAsync("piet@");
        await page.Button("Verbeter en nodig uit").ClickAsync();
        await page.IsAccessibleAsync("office, correcting an address");
        await page.Field(Words.Email).FillAsync(email);
        await Site.NextMessageAsync(email, () => page.Button("Verbeter en nodig uit").ClickAsync());
        await page.GetByText($"Wij hebben een uitnodiging gemaild naar {email}.").WaitForAsync();
        await page.GetByRole(AriaRole.Definition).Filter(new() { HasText = email }).WaitForAsync();
    }

    /// <summary>The page is loaded again while the second client of a dossier is added: with the same file it goes on.</summary>
    private async Task ImportInTwoGoesAsync(IPage page)
    {
        var (first, second) = (People.NewSubject("A"), People.NewSubject("B"));
        var list = Text("lijst.csv", "Dossiernummer;Omschrijving;Naam;E-mail\r\n"
            + $"{first};Koop;Ans;{People.NewEmail("ans")}\r\n{first};Koop;Bas;{People.NewEmail("bas")}\r\n{second};Huur;Cor;{People.NewEmail("cor")}\r\n");
        var (asked, held) = (0, new TaskCompletionSource());
        await page.RouteAsync("**/dossier/parts", async route =>
        {
            if (++asked == 2)
            {
                held.SetResult();
                return;
            }

            await route.ContinueAsync();
        });
        await page.GotoAsync("about:blank");
        await page.GotoAsync(Site.At("/dossiers/#import"));
        await ChooseAsync(page, "Kies een bestand", list);
        await page.Button("Importeer 2 dossiers").ClickAsync();
        await held.Task.WaitAsync(TestContext.Current.CancellationToken);
        await page.ReloadAsync();
        // Not before: a request that waits goes on when nobody looks at it any more.
        await page.UnrouteAsync("**/dossier/parts");
        await page.GetByText("U was lijst.csv aan het importeren. 0 van 2 dossiers waren klaar.").WaitForAsync();
        await page.IsAccessibleAsync("office, import that was cut off");
        await page.GetByRole(AriaRole.Link, new() { Name = "Alle dossiers" }).ClickAsync();
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = first }).Filter(new() { HasText = "Ans" }).WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Importeren" }).ClickAsync();
        await ChooseAsync(page, "Kies een bestand", list);
        await page.GetByText("1 dossier is er al. Daar komt 1 cliënt bij die ontbreekt.").WaitForAsync();
        await page.IsAccessibleAsync("office, import that goes on");
        await page.Button("Importeer 2 dossiers").ClickAsync();
        await page.GetByText("2 dossiers zijn klaar.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = first }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open Ans" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open Bas" }).WaitForAsync();
    }

    /// <summary>The next request of this address gets no answer.</summary>
    private static async Task FailOnceAsync(IPage page, string address) =>
        await page.RouteAsync(address, route => route.AbortAsync("connectionfailed"), new() { Times = 1 });

    private static async Task ChooseAsync(IPage page, string press, FilePayload file)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button(press).ClickAsync());
        await chooser.SetFilesAsync(file);
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
        await ChooseAsync(page, "Voeg bestanden toe", Text("Koopovereenkomst.txt", "Artikel 1"));
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
        await ChooseAsync(page, "Kies een bestand", Text("lijst.csv",
            $"Dossiernummer;Omschrijving;Naam;E-mail\r\n{right};Koop;Piet;{People.NewEmail("piet")}\r\n{wrong};Huur;Kees;kees\r\n"));
        await page.GetByText("1 regel klopt niet.").WaitForAsync();
        await page.IsAccessibleAsync("office, import");
        await page.Button("Importeer 1 dossier").ClickAsync();
        await page.GetByText("1 dossier is klaar.").WaitForAsync();
        await page.IsAccessibleAsync("office, imported");
        await page.GetByRole(AriaRole.Link, new() { Name = right }).ClickAsync();
        await page.Title("Koop").WaitForAsync();
    }

    private static FilePayload Text(string name, string content) =>
        new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(content) };
}
