using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Tests;

namespace Zegel.Browser.Tests;

/// <summary>
/// A questionnaire from its first question to the office that reads its answers (N38-N44, X25-X29): made in the editor,
/// sent, filled in on two devices of which one loses its connection, sent back, and compared with its document. A newer
/// version is published meanwhile. Each screen is looked at on the way.
/// </summary>
public sealed partial class Questionnaires(Site site) : BrowserTest(site)
{
    private const string Sale = "Koop Kerkstraat 1, Utrecht";

    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task Sixty_questions_are_made_sent_filled_in_on_two_devices_and_read_as_they_were_answered()
    {
        var title = People.NewSubject("Intake");
        var staff = await Site.StaffWindowAsync(Words);
        await MakeAsync(staff, title);
        await PublishAsync(staff, title);
        await SendAsync(staff, title);

        var client = await Site.ClientWindowAsync(Words, Site.Client);
        await BeginAsync(client, title);
        await Task.WhenAll(FillFirstPagesAsync(client), FollowMeanwhileAsync(staff, title));
        await AnswerApartAsync(client, await LogInAsync());
        await FillRestAsync(client);
        await CheckAsync(client);
        await SendAnswersAsync(client, title);
        await CompareAsync(client, title);
        await ReadAsync(staff, title);
        await KeepAsync(staff, title);
    }

    private async Task<IPage> LogInAsync()
    {
        var page = await Site.OpenWindowAsync();
        await page.GotoAsync(Site.At("/login/"));
        await page.Field(Words.Email).FillAsync(Site.Client.Email);
        await page.Field(Words.Password).FillAsync(Site.Client.Password);
        var sms = await Site.NextMessageAsync(Site.Client.Phone, () => page.Button(Words.LogIn).ClickAsync());
        await page.Field(Words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(Words.Verify).ClickAsync();
        await page.Title("Welkom").WaitForAsync();
        return page;
    }

    private async Task MakeAsync(IPage page, string title)
    {
        await page.GotoAsync(Site.At("/forms/"));
        await page.Button("Nieuw formulier").ClickAsync();
        await page.Title("Formulier zonder titel").WaitForAsync();
        await page.Field("Titel in het Nederlands").FillAsync(title);
        // One question too many, and all of it undone.
        await page.Button("Vragen plakken").ClickAsync();
        await page.Button("Voeg toe").ClickAsync();
        await page.GetByText("Plak of typ eerst een vraag.").WaitForAsync();
        await page.Field("Uw vragen").FillAsync("Wat is er?");
        await page.Button("Voeg toe").ClickAsync();
        await page.GetByText("1.1 Wat is er?").WaitForAsync();
        await page.Button("Ongedaan maken").ClickAsync();
        await page.GetByText("1.1 Wat is er?").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await page.PasteQuestionsAsync(SixtyQuestions.Pasted, "forms, pasting");
        await page.GetByText("50 vragen zijn toegevoegd.").WaitForAsync();
        await MakeByHandAsync(page);
        foreach (var (at, earlier, how, answer) in SixtyQuestions.Conditions)
        {
            await page.AddConditionAsync(at, earlier, how, answer);
        }

        await page.OpenQuestion().GetByLabel("Alleen tonen als", new() { Exact = true })
            .SelectOptionAsync(new SelectOptionValue { Label = "één van de voorwaarden klopt" });
        var alone = page.Locator(".form-page").Nth(4).Locator(".form-page-when");
        await alone.Locator("summary").ClickAsync();
        await alone.AddConditionAsync("1.3 Bent", "gelijk is aan", "Nee");
        await page.GetByText("Deze pagina wordt getoond bij 1 voorwaarde").WaitForAsync();
        await AskAboutPeopleAsync(page);
        (await page.Locator("details[name=question]").CountAsync()).ShouldBe(60);
        (await page.Locator("details[name=question] > summary").GetByText("met voorwaarde").CountAsync()).ShouldBe(13);
        await StayAfterReloadAsync(page, title);
    }

    /// <summary>One of each kind; the next one with Enter. One too many is copied, moved, taken away, put back and taken away.</summary>
    private static async Task MakeByHandAsync(IPage page)
    {
        await page.Button("Vraag toevoegen aan pagina 4").PressAsync("Enter");
        foreach (var (text, kind, options) in SixtyQuestions.ByHand)
        {
            if (text != SixtyQuestions.ByHand[0].Text)
            {
                await page.NextQuestionAsync();
            }

            await page.WriteQuestionAsync(text, kind, options);
            if (kind == "people")
            {
                await page.Button("Vraag over elke persoon toevoegen aan vraag 4.8").ClickAsync();
                await page.Keyboard.TypeAsync("Naam van de koper");
                await page.Keyboard.PressAsync("Enter");
                await page.Keyboard.TypeAsync("Geboren op");
                await page.Locator("details[name=inner-question][open]").GetByLabel("Soort antwoord").SelectOptionAsync("date");
            }
        }

        await page.IsAccessibleAsync("forms, editor");
        var last = SixtyQuestions.ByHand[^1].Text;
        await page.Button($"Kopieer: {last}").ClickAsync();
        var copy = page.OpenQuestion();
        await page.GetByText($"4.11 {last}").WaitForAsync();
        var up = copy.GetByRole(AriaRole.Button, new() { Name = $"Omhoog: {last}" });
        await up.PressAsync("Enter");
        await page.HasFocusAsync(up);
        await copy.GetByRole(AriaRole.Button, new() { Name = $"Weghalen: {last}" }).PressAsync("Enter");
        await page.HasFocusAsync(page.Button("Zet terug"));
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText($"4.11 {last}").WaitForAsync();
        await copy.GetByRole(AriaRole.Button, new() { Name = $"Weghalen: {last}" }).ClickAsync();
        await page.GetByText($"4.11 {last}").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>A question about a person hangs on what is asked of the same person.</summary>
    private static async Task AskAboutPeopleAsync(IPage page)
    {
        await page.QuestionAt("1.7").Locator("summary").First.ClickAsync();
        var school = page.Locator("details[name=inner-question]").Filter(new() { Has = page.GetByText("1.7.2 School") });
        await school.Locator("summary").ClickAsync();
        await school.Locator(".form-when").AddConditionAsync("1.7.1 Naam van het kind", "is ingevuld");
        await school.GetByText("met voorwaarde").WaitForAsync();
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
        await page.GetByText("Concept bewaard").WaitForAsync();
    }

    /// <summary>What is wrong is named by page and question, and a press leads there; then it is tried, and published.</summary>
    private static async Task PublishAsync(IPage page, string title)
    {
        await page.Button("Vraag toevoegen aan pagina 2").ClickAsync();
        await page.Button("Publiceren").PressAsync("Enter");
        await page.HasFocusAsync(page.Button("Pagina 2, vraag 11"));
        await page.IsAccessibleAsync("forms, faults");
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.OpenQuestion().GetByLabel("Vraag in het Nederlands"));
        await page.Button("Weghalen: 2.11").ClickAsync();
        await page.GetByText("ding klopt nog niet").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await page.GetByRole(AriaRole.Link, new() { Name = "Proberen" }).ClickAsync();
        await page.GetByText("U probeert het formulier").WaitForAsync();
        await page.IsAccessibleAsync("forms, trying");
        await page.GetByRole(AriaRole.Link, new() { Name = "Terug", Exact = true }).ClickAsync();
        await page.Title(title).WaitForAsync();
        await PublishAsync(page, 1);
    }

    private static async Task PublishAsync(IPage page, int version)
    {
        await page.Button("Publiceren").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publiceren" }).ClickAsync();
        await page.GetByText($"Versie {version} is gepubliceerd.").WaitForAsync();
    }

    private async Task OpenDossierAsync(IPage page)
    {
        await page.GotoAsync(Site.At("/dossiers/"));
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = Sale }).ClickAsync();
        await page.Title(Sale).WaitForAsync();
    }

    private async Task SendAsync(IPage page, string title)
    {
        await OpenDossierAsync(page);
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
    }

    /// <summary>
    /// Two windows of the editor change it: one goes on, the other stays as a copy. It is published, and an older version
    /// taken back; what was sent stays as it was (X29).
    /// </summary>
    private async Task ChangeMeanwhileAsync(IPage page, string title)
    {
        await page.GotoAsync(Site.At("/forms/"));
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = title }).ClickAsync();
        await page.Title(title).WaitForAsync();
        var window = await page.Context.NewPageAsync();
        await window.GotoAsync(page.Url);
        await window.Title(title).WaitForAsync();
        await window.Field("Titel in het Engels (mag leeg)").FillAsync("Intake of a colleague");
        await window.GetByText("Wordt zo bewaard…").WaitForAsync();
        await window.GetByText("Concept bewaard").WaitForAsync();
        await page.QuestionAt("1.9").Locator("summary").First.ClickAsync();
        await page.OpenQuestion().GetByLabel("Vraag in het Nederlands").FillAsync("Beroep of opleiding");
        await page.GetByText("wijzigde dit formulier ook").WaitForAsync();
        await page.IsAccessibleAsync("forms, two drafts");
        await page.Button("Ga verder met wat ik heb").ClickAsync();
        await page.GetByText("Het andere staat als kopie in de lijst.").WaitForAsync();
        await page.GetByText("Concept bewaard").WaitForAsync();
        await PublishAsync(page, 2);
        await window.GotoAsync(Site.At("/forms/"));
        await window.GetByRole(AriaRole.Link).Filter(new() { HasText = "Conny de Vries)" }).First.WaitForAsync();
        await window.CloseAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Versies" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Bekijk versie 1" }).ClickAsync();
        await page.GetByText("U bekijkt versie 1").WaitForAsync();
        await page.GetByLabel("Beroep (niet verplicht)", new() { Exact = true }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Terug", Exact = true }).ClickAsync();
        await page.IsAccessibleAsync("forms, versions");
        await page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Versie 1" }).GetByRole(AriaRole.Button).ClickAsync();
        await page.QuestionAt("1.9").GetByText("1.9 Beroep", new() { Exact = true }).First.WaitForAsync();
    }

    private async Task FollowMeanwhileAsync(IPage page, string title)
    {
        await ChangeMeanwhileAsync(page, title);
        await FollowAsync(page, title);
    }

    /// <summary>Another date and a reminder; something else that is not wanted any more is taken back.</summary>
    private async Task FollowAsync(IPage page, string title)
    {
        await OpenDossierAsync(page);
        await page.IsAccessibleAsync("office, asked");
        await page.Button($"Andere datum voor {title}").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var due = DateTime.UtcNow.Date.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await dialog.GetByLabel("Uiterlijk op").FillAsync(due);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Bewaar" }).ClickAsync();
        await page.GetByText("De datum is nu").WaitForAsync();
        await page.Button($"Herinner aan {title}").ClickAsync();
        await page.GetByText("De cliënt krijgt een herinnering.").WaitForAsync();

        var document = People.NewSubject("Jaaropgave");
        await page.GetByRole(AriaRole.Link, new() { Name = "Document vragen" }).ClickAsync();
        await page.Field("Welk document").FillAsync(document);
        await page.Field("Karin Smit").CheckAsync();
        await page.Button("Document vragen").ClickAsync();
        await page.GetByText("Gestuurd aan 1 cliënt.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Naar het dossier" }).ClickAsync();
        await page.Button($"Trek in: {document}").ClickAsync();
        await dialog.GetByText($"{document} intrekken?").WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Trek in" }).ClickAsync();
        await page.GetByText($"{document} is ingetrokken.").WaitForAsync();
    }

    /// <summary>What was sent is read by the version that was sent, and can be taken elsewhere; the document is made anew.</summary>
    private async Task ReadAsync(IPage page, string title)
    {
        await OpenDossierAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await page.Title(title).WaitForAsync();
        await page.GetByText("Łucja Őry-Smit").WaitForAsync();
        await page.GetByText("Beroep", new() { Exact = true }).WaitForAsync();
        (await page.GetByText("Piet Partner").CountAsync()).ShouldBe(0);
        await page.IsAccessibleAsync("office, answers");
        (await TextAsync(page, "Exporteer als tabel (CSV)")).ShouldContain("\"Beroep\";\"\";\"Bakker\"");
        (await TextAsync(page, "Exporteer als JSON")).ShouldContain("\"QuestionnaireResponse\"");
        (await TextAsync(page, "Maak de PDF opnieuw")).ShouldStartWith("%PDF");
    }

    /// <summary>As a file, and back; a file with a fault, of which nothing is made; a copy, archived and taken back.</summary>
    private async Task KeepAsync(IPage page, string title)
    {
        await page.GotoAsync(Site.At("/forms/"));
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = title }).Filter(new() { HasText = "Versie 2" }).ClickAsync();
        await page.Title(title).WaitForAsync();
        var exported = await TextAsync(page, "Exporteren");
        await page.GetByRole(AriaRole.Link, new() { Name = "Alle formulieren" }).ClickAsync();
        await page.Button($"Kopieer {title}").ClickAsync();
        await page.GetByText("De kopie staat bovenaan de lijst.").WaitForAsync();
        await page.Button($"Archiveer {title} (kopie)").ClickAsync();
        await page.GetByText("Het formulier is gearchiveerd.").WaitForAsync();
        await page.IsAccessibleAsync("forms, list");
        await page.Button("Ongedaan maken").ClickAsync();
        await page.Button($"Archiveer {title} (kopie)").WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Importeren" }).ClickAsync();
        await ChooseAsync(page, "Kies een bestand", "fout.json",
            """
            {"resourceType":"Questionnaire","title":"T","item":[{"linkId":"p","type":"group","item":[
              {"linkId":"a","type":"quantity","text":"Hoeveel?"},{"linkId":"a","type":"string","text":"Nog eens"}]}]}
            """);
        await page.GetByText("De soort quantity kennen wij niet.").WaitForAsync();
        await page.GetByText("Pagina 1, vraag 2").WaitForAsync();
        await page.IsAccessibleAsync("forms, import");
        await ChooseAsync(page, "Kies een bestand", "goed.json", exported);
        await page.GetByText("met 6 pagina's en 60 vragen").WaitForAsync();
        await page.Button("Maak dit formulier").ClickAsync();
        await page.Title(title).WaitForAsync();
        (await page.Locator("details[name=question] > summary").GetByText("met voorwaarde").CountAsync()).ShouldBe(13);
        (await TextAsync(page, "Exporteren")).ShouldBe(exported);
    }

    private static async Task ChooseAsync(IPage page, string press, string name, string words)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button(press).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(words) });
    }

    private static async Task<string> TextAsync(IPage page, string press)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Button(press).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }

    private static async Task<string> ReadAsync(string tool, params string[] arguments)
    {
        var path = DebianPackage.Find("poppler-utils", $"/usr/bin/{tool}", $"/opt/homebrew/bin/{tool}");
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
        return said;
    }
}
