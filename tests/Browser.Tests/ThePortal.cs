using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// The room of a client (N10-N37): what waits, the dossiers, letters and documents, messages with their attachments; and
/// another client of the same dossier beside it, who sees nothing of all that. Each screen is looked at on the way.
/// </summary>
public sealed class ThePortal(Site site) : BrowserTest(site)
{
    private const string Sale = "Koop Kerkstraat 1, Utrecht";

    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task A_client_reads_saves_answers_and_delivers_and_the_other_client_of_the_dossier_sees_nothing_of_it()
    {
        var page = await Site.ClientWindowAsync(Words, Site.Client);
        await LookAroundAsync(page);
        await FindDossierAsync(page);
        await TakeDocumentAsync(page);
        var subject = People.NewSubject("Vraag over de levering");
        await AnswerAsync(page);
        await WriteTooMuchAsync(page, subject);
        await AnswerFromMailboxAsync(page, subject);

        var other = await Site.ClientWindowAsync(Words, Site.Company);
        await other.GetByRole(AriaRole.Link, new() { Name = "Dossiers" }).ClickAsync();
        // Their only one: there is no list to choose from (N12).
        await other.Title(Sale).WaitForAsync();
        await Tab(other, "Berichten").ClickAsync();
        await other.GetByText("Datum van levering").WaitForAsync();
        var seen = await other.EvaluateAsync<string>("() => document.body.innerText");
        seen.ShouldNotContain(subject);
        seen.ShouldNotContain("paspoort");
        await other.GotoAsync("about:blank");
        await other.GotoAsync(page.Url);
        await other.Title("niet (meer) voor u").WaitForAsync();
        await other.IsAccessibleAsync("portal, no such dossier");
    }

    /// <summary>Three tiles with their numbers, and what waits (N10, N11, N39).</summary>
    private static async Task LookAroundAsync(IPage page)
    {
        await page.GetByText("in behandeling,").WaitForAsync();
        await page.IsAccessibleAsync("portal, home");
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Acties" }).ClickAsync();
        await page.HasFocusAsync(page.Title("Acties"));
        await page.GetByRole(AriaRole.Link, new() { Name = "1 nieuw bericht" }).First.WaitForAsync();
        await page.IsAccessibleAsync("portal, actions");
    }

    /// <summary>By a word of its description, and by its status (N13, N14).</summary>
    private static async Task FindDossierAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Home" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Dossiers" }).ClickAsync();
        var sale = page.GetByRole(AriaRole.Link).Filter(new() { HasText = Sale });
        await sale.WaitForAsync();
        await page.Field("Zoek omschrijving of nummer").FillAsync("2026-0021");
        await page.GetByText("1 van ").WaitForAsync();
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = "Testament" }).WaitForAsync();
        await page.Field("Zoek omschrijving of nummer").FillAsync("");
        await page.Field("Status").SelectOptionAsync(new SelectOptionValue { Label = "Afgerond" });
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = "Hypotheek" }).WaitForAsync();
        await sale.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.Field("Status").SelectOptionAsync("");
        await page.IsAccessibleAsync("portal, dossiers");
        await sale.ClickAsync();
        await page.HasFocusAsync(page.Title(Sale));
    }

    /// <summary>Progress is folded in (N18, N19); a document that was saved is new no more, and it is said where it is (N17, N21).</summary>
    private static async Task TakeDocumentAsync(IPage page)
    {
        await page.GetByText("Voortgang (2/").WaitForAsync();
        await page.IsAccessibleAsync("portal, dossier");
        await page.GetByText("Voortgang (2/").ClickAsync();
        await page.GetByText("Nog te doen").First.WaitForAsync();
        await page.IsAccessibleAsync("portal, progress");
        await Tab(page, "Documenten").ClickAsync();
        await Tab(page, "1 nieuw").Filter(new() { HasText = "Documenten" }).WaitForAsync();
        await page.GetByText(new Regex("^Van .+, namens Info,$")).First.WaitForAsync();
        await page.DownloadAsync("Conceptakte.pdf");
        await page.GetByText("U vindt het bestand in de map Downloads").WaitForAsync();
        await Tab(page, "1 nieuw").Filter(new() { HasText = "Documenten" }).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.IsAccessibleAsync("portal, documents");
    }

    /// <summary>Reads a message and answers it with a file; the words outlive a reload (N26-N28, N34-N37).</summary>
    private static async Task AnswerAsync(IPage page)
    {
        await Tab(page, "Berichten").ClickAsync();
        await page.GetByText("Aan Info").First.WaitForAsync();
        await page.IsAccessibleAsync("portal, messages");
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = "RE: Kopie van mijn paspoort" }).ClickAsync();
        await page.GetByText("de kopie is goed leesbaar").WaitForAsync();
        // Who of the office wrote it, and for whom (Z21).
        await page.GetByText(new Regex("^Bericht van .+, namens Info$")).WaitForAsync();
        await page.IsAccessibleAsync("portal, message");
        await page.Button("Beantwoord").ClickAsync();
        await page.HasFocusAsync(page.Field("Bericht"));
        (await page.Field("Onderwerp").InputValueAsync()).ShouldBe("RE: Kopie van mijn paspoort");
        (await page.Field("Bericht").InputValueAsync()).ShouldContain("--- Oorspronkelijk bericht ---\nBeste mevrouw Smit");
        var quote = await page.Field("Bericht").InputValueAsync();
        await page.Field("Bericht").FillAsync($"Fijn, dank u wel.{quote}");
        await page.WaitForFunctionAsync("() => Object.keys(localStorage).some((key) => key.startsWith('zegel-begun-'))");
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await page.ReloadAsync();
        await page.Button(Words.Send).WaitForAsync();
        (await page.Field("Bericht").InputValueAsync()).ShouldStartWith("Fijn, dank u wel.\n\n--- Oorspronkelijk");
        await AttachAsync(page);
        await page.Button(Words.Send).ClickAsync();
        await page.GetByText("Verstuurd aan Info").WaitForAsync();
        await Tab(page, "Door mij aangeleverd").ClickAsync();
        await page.Attachment("inkomen.txt").WaitForAsync();
        await page.Button("Bekijk inkomen.txt").ClickAsync();
        (await page.Locator(".preview-text").InnerTextAsync()).ShouldBe("inkomen.txt");
        await page.Keyboard.PressAsync("Escape");
        await page.IsAccessibleAsync("portal, delivered");
    }

    /// <summary>All that was chosen is added, or none; a bin takes one away afterwards.</summary>
    private static async Task AttachAsync(IPage page)
    {
        await page.Button("Bijlagen").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await ChooseAsync(page, "Bladeren", Text("inkomen.txt"), Text("fout.txt"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Upload 2 bestanden" }).WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Verwijder fout.txt" }).ClickAsync();
        await ChooseAsync(page, "+ Meer toevoegen", Text("toch niet.txt"));
        await page.IsAccessibleAsync("portal, attaching");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Upload 2 bestanden" }).ClickAsync();
        await page.Button("Verwijder toch niet.txt").ClickAsync();
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        await page.IsAccessibleAsync("portal, answering");
    }

    private static async Task ChooseAsync(IPage page, string press, params FilePayload[] files)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button(press).ClickAsync());
        await chooser.SetFilesAsync(files);
    }

    /// <summary>Subject and text are asked; of a text that is too long the person says where the rest goes (N29-N33).</summary>
    private static async Task WriteTooMuchAsync(IPage page, string subject)
    {
        await Tab(page, "Berichten").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nieuw bericht" }).ClickAsync();
        await page.HasFocusAsync(page.Field("Onderwerp"));
        await page.Button(Words.Send).ClickAsync();
        await page.GetByText("Schrijf een bericht.").WaitForAsync();
        await page.IsAccessibleAsync("portal, writing, errors");
        await page.Field("Onderwerp").FillAsync(subject);
        await page.Field("Bericht").FillAsync("Vierentwintig tekens dus");
        await page.GetByText("24 van 4000 tekens").WaitForAsync();
        await page.Field("Bericht").FillAsync(string.Concat(Enumerable.Repeat("woorden ", 510)));
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Maximum bereikt" }).WaitForAsync();
        await page.IsAccessibleAsync("portal, maximum");
        await page.Button("Voeg de rest toe als tekstbestand").ClickAsync();
        await page.GetByText("vervolg.txt", new() { Exact = true }).WaitForAsync();
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        (await page.Field("Bericht").InputValueAsync()).Length.ShouldBeInRange(3800, 4000);
        await page.Button(Words.Send).ClickAsync();
        await page.GetByText("Verstuurd aan Info").WaitForAsync();
        await page.GetByText(subject).WaitForAsync();
    }

    /// <summary>The office finds it among its conversations, and answers there: it stands in the dossier, and at the client.</summary>
    private async Task AnswerFromMailboxAsync(IPage page, string subject)
    {
        var office = await Site.StaffWindowAsync(Words);
        await office.Row(subject).ClickAsync();
        await office.Locator(".mail-dossier").GetByRole(AriaRole.Link).Filter(new() { HasText = subject }).ClickAsync();
        await office.GetByText("woorden woorden").First.WaitForAsync();
        await office.Button("Beantwoord").ClickAsync();
        await office.HasFocusAsync(office.Field("Bericht"));
        var quote = await office.Field("Bericht").InputValueAsync();
        await office.Field("Bericht").FillAsync($"Een week later kan.{quote}");
        (await office.GetByText("Terug naar de lijst").IsVisibleAsync()).ShouldBeFalse("the list stands beside it");
        // What stands above the quote is in the language of the page when it is sent.
        await office.SpeakAsync("en");
        await office.Button(Words.En.Send).ClickAsync();
        await office.SpeakAsync("nl");
        await office.GetByText("Verstuurd aan Karin Smit").WaitForAsync();
        await office.GetByText($"RE: {subject}").First.WaitForAsync();
        await office.GetByRole(AriaRole.Link, new() { Name = "Aangeleverd door cliënt" }).WaitForAsync();
        await office.IsAccessibleAsync("mailbox, messages of a dossier");
        await office.GetByRole(AriaRole.Link, new() { Name = "Open het dossier" }).ClickAsync();
        await office.GetByRole(AriaRole.Link, new() { Name = "Open Karin Smit" }).ClickAsync();
        await Tab(office, "Berichten").ClickAsync();
        await office.GetByText($"RE: {subject}").WaitForAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = $"RE: {subject}" }).ClickAsync();
        await page.GetByText("Een week later kan.").WaitForAsync();
        await page.GetByText("--- Original message ---").WaitForAsync();
    }

    private static ILocator Tab(IPage page, string name) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Onderdelen van het dossier" }).GetByRole(AriaRole.Link, new() { Name = name });

    private static FilePayload Text(string name) =>
        new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(name) };
}
