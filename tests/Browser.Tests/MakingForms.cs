using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// The office makes a questionnaire of sixty questions in the editor, tries it, publishes it, sends it to a client, and
/// follows what was asked. Each screen is looked at.
/// </summary>
public sealed class MakingForms(Site site) : BrowserTest(site)
{
    private const string Sale = "Koop Kerkstraat 1, Utrecht";

    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task Sixty_questions_are_made_tried_published_and_sent()
    {
        var title = People.NewSubject("Intake");
        var page = await Site.StaffWindowAsync(Words);
        await page.GotoAsync(Site.At("/forms/"));
        await page.Title("Formulieren").WaitForAsync();
        await page.IsAccessibleAsync("forms");
        await page.MakeFormAsync(title, FormEditor.Sixty);
        await page.IsAccessibleAsync("forms, editor");
        await ChangeAsync(page);
        await StayAfterReloadAsync(page, title);
        await JudgeAsync(page);
        await TryAsync(page, title);
        await PublishAsync(page, title);
        await ListAsync(page, title);
        await SendAsync(page, title);
        await FollowAsync(page, title);
        await ReadAsync(page, title);
    }

    /// <summary>Up with the keyboard, a copy, and one that is taken away and put back.</summary>
    private static async Task ChangeAsync(IPage page)
    {
        // The one that was made last is open.
        var up = page.Button("Omhoog: Slot 6.10");
        await up.PressAsync("Enter");
        await page.HasFocusAsync(up);
        await page.GetByText("6.9 Slot 6.10").WaitForAsync();
        await page.Button("Omlaag: Slot 6.10").ClickAsync();
        await page.Button("Kopieer: Slot 6.10").ClickAsync();
        await page.GetByText("6.11 Slot 6.10").WaitForAsync();
        var copy = page.OpenQuestion();
        await copy.GetByRole(AriaRole.Button, new() { Name = "Weghalen: Slot 6.10" }).PressAsync("Enter");
        await page.HasFocusAsync(page.Button("Zet terug"));
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("6.11 Slot 6.10").WaitForAsync();
        await copy.GetByRole(AriaRole.Button, new() { Name = "Weghalen: Slot 6.10" }).ClickAsync();
        await page.GetByText("6.11 Slot 6.10").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Nothing that was typed is lost: not what is saved, nor what is typed right before.</summary>
    private static async Task StayAfterReloadAsync(IPage page, string title)
    {
        await page.GetByText("Concept bewaard").WaitForAsync();
        await page.Field("Titel in het Engels (mag leeg)").FillAsync("Intake form");
        await page.WaitForFunctionAsync("() => Object.keys(localStorage).some((key) => key.startsWith('zegel-form-'))");
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await page.ReloadAsync();
        await page.Title(title).WaitForAsync();
        (await page.Field("Titel in het Engels (mag leeg)").InputValueAsync()).ShouldBe("Intake form");
        (await page.Locator("details[name=question]").CountAsync()).ShouldBe(FormEditor.Sixty.Count);
        await page.GetByText("Concept bewaard").WaitForAsync();
    }

    /// <summary>What is wrong is named by page and question, and a press leads there.</summary>
    private static async Task JudgeAsync(IPage page)
    {
        await page.Button("Vraag toevoegen aan pagina 2").ClickAsync();
        await page.Button("Publiceren").PressAsync("Enter");
        await page.HasFocusAsync(page.Button("Pagina 2, vraag 11"));
        await page.IsAccessibleAsync("forms, faults");
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.OpenQuestion().GetByLabel("Vraag in het Nederlands"));
        await page.Button("Weghalen: 11").ClickAsync();
        await page.GetByText("ding klopt nog niet").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task TryAsync(IPage page, string title)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Proberen" }).ClickAsync();
        await page.GetByText("U probeert het formulier").WaitForAsync();
        await page.IsAccessibleAsync("forms, trying");
        await page.GetByRole(AriaRole.Link, new() { Name = "Terug", Exact = true }).ClickAsync();
        await page.Title(title).WaitForAsync();
    }

    private static async Task PublishAsync(IPage page, string title)
    {
        await page.Button("Publiceren").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publiceren" }).ClickAsync();
        await page.GetByText("Versie 1 is gepubliceerd.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Versies" }).ClickAsync();
        await page.Title("Versies").WaitForAsync();
        await page.IsAccessibleAsync("forms, versions");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bekijk versie 1" }).ClickAsync();
        await page.GetByText("U bekijkt versie 1").WaitForAsync();
        await page.GotoAsync(page.Url.Split('#')[0]);
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = title }).WaitForAsync();
    }

    /// <summary>A copy, archived and taken back; and a file with a fault, of which nothing is made.</summary>
    private static async Task ListAsync(IPage page, string title)
    {
        await page.Button($"Kopieer {title}").ClickAsync();
        await page.GetByText("De kopie staat bovenaan de lijst.").WaitForAsync();
        await page.Button($"Archiveer {title} (kopie)").ClickAsync();
        await page.GetByText("Het formulier is gearchiveerd.").WaitForAsync();
        await page.IsAccessibleAsync("forms, list");
        await page.Button("Ongedaan maken").ClickAsync();
        await page.Button($"Archiveer {title} (kopie)").ClickAsync();
        await page.Button($"Archiveer {title} (kopie)").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await page.GetByRole(AriaRole.Link, new() { Name = "Importeren" }).ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button("Kies een bestand").ClickAsync());
        await chooser.SetFilesAsync(new FilePayload
        {
            Name = "formulier.json",
            MimeType = "application/json",
            Buffer = Encoding.UTF8.GetBytes(
                """
                {"resourceType":"Questionnaire","title":"T","item":[{"linkId":"p","type":"group","item":[
                  {"linkId":"a","type":"quantity","text":"Hoeveel?"},{"linkId":"a","type":"string","text":"Nog eens"}]}]}
                """),
        });
        await page.GetByText("Pagina 1, vraag 2").WaitForAsync();
        await page.GetByText("De soort quantity kennen wij niet.").WaitForAsync();
        await page.IsAccessibleAsync("forms, import");
    }

    private async Task SendAsync(IPage page, string title)
    {
        await page.GotoAsync(Site.At("/dossiers/"));
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = Sale }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Vragenlijst sturen" }).ClickAsync();
        await page.Title("Vragenlijst sturen").WaitForAsync();
        await page.Button("Vragenlijst sturen").ClickAsync();
        await page.GetByText("Kies een formulier.", new() { Exact = true }).WaitForAsync();
        await page.IsAccessibleAsync("office, sending a questionnaire");
        await page.Field("Formulier").SelectOptionAsync(new SelectOptionValue { Label = $"{title} (versie 1)" });
        await page.Field("Waarom u dit vraagt").FillAsync("Voor de akte.");
        await page.Field("Karin Smit").CheckAsync();
        await page.Button("Vragenlijst sturen").ClickAsync();
        await page.GetByText("Gestuurd aan 1 cliënt.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Naar het dossier" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = title }).WaitForAsync();
        await page.IsAccessibleAsync("office, asked");
    }

    /// <summary>Another date, a reminder; what is not wanted any more is taken back.</summary>
    private static async Task FollowAsync(IPage page, string title)
    {
        await page.Button($"Andere datum voor {title}").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var due = DateTime.UtcNow.Date.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await dialog.GetByLabel("Uiterlijk op").FillAsync(due);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Bewaar" }).ClickAsync();
        await page.GetByText("De datum is nu").WaitForAsync();
        await page.Button($"Herinner aan {title}").ClickAsync();
        await page.GetByText("De cliënt krijgt een herinnering.").WaitForAsync();

        var document = People.NewSubject("Paspoort");
        await AskForDocumentAsync(page, document);
        await page.Button($"Trek in: {document}").ClickAsync();
        await dialog.GetByText($"{document} intrekken?").WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Trek in" }).ClickAsync();
        await page.GetByText($"{document} is ingetrokken.").WaitForAsync();
    }

    private static async Task AskForDocumentAsync(IPage page, string document)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Document vragen" }).ClickAsync();
        await page.Field("Welk document").FillAsync(document);
        await page.Field("Het is een kopie van een identiteitsbewijs").CheckAsync();
        await page.Field("Waarvoor de kopie is").FillAsync("Aankoop Kerkstraat 1");
        await page.Field("Karin Smit").CheckAsync();
        await page.IsAccessibleAsync("office, asking for a document");
        await page.Button("Document vragen").ClickAsync();
        await page.GetByText("Gestuurd aan 1 cliënt.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Naar het dossier" }).ClickAsync();
    }

    /// <summary>A document that was delivered is returned in words, delivered again, and accepted.</summary>
    private static async Task JudgeDocumentAsync(IPage page, IPage client, string participant)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Terug naar dossier" }).ClickAsync();
        var document = People.NewSubject("Jaaropgave");
        await AskForDocumentAsync(page, document);
        await FormEditor.AnswerAsync(client, participant);
        await page.GetByRole(AriaRole.Link, new() { Name = document }).ClickAsync();
        await page.Button("Terugsturen").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Waarom het niet goed is").FillAsync("Pagina 2 is onscherp.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Terugsturen" }).ClickAsync();
        await page.GetByText("kan het opnieuw aanleveren").WaitForAsync();
        await page.IsAccessibleAsync("office, document returned");
        await FormEditor.AnswerAsync(client, participant);
        await page.ReloadAsync();
        await page.Button("Goedkeuren").ClickAsync();
        await page.GetByText("Het document is goedgekeurd.").WaitForAsync();
        await page.IsAccessibleAsync("office, document accepted");
    }

    /// <summary>What a client sent with a program of their own: what does not fit the question is said to be that.</summary>
    private async Task ReadAsync(IPage page, string title)
    {
        var client = await Site.ClientWindowAsync(Words, Site.Client);
        await client.GetByRole(AriaRole.Link, new() { Name = "Dossiers" }).ClickAsync();
        var sale = client.GetByRole(AriaRole.Link).Filter(new() { HasText = Sale });
        var participant = (await sale.GetAttributeAsync("href"))![1..];
        await FormEditor.AnswerAsync(client, participant);

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await page.Title(title).WaitForAsync();
        await page.GetByText("Antwoord op Regel 1.7").WaitForAsync();
        (await page.GetByText("Dit antwoord past niet bij de vraag.").CountAsync()).ShouldBe(1);
        await page.IsAccessibleAsync("office, answers");
        (await SavedAsync(page, "Exporteer als tabel (CSV)")).ShouldContain("\"Regel 1.7\";\"\";\"Antwoord op Regel 1.7\"");
        (await SavedAsync(page, "Exporteer als JSON")).ShouldContain("\"QuestionnaireResponse\"");
        (await SavedAsync(page, "Maak de PDF opnieuw")).ShouldStartWith("%PDF");
        await JudgeDocumentAsync(page, client, participant);
    }

    private static async Task<string> SavedAsync(IPage page, string press)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Button(press).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }
}
