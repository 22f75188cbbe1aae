using System.Diagnostics;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Tests;

namespace Zegel.Browser.Tests;

/// <summary>
/// A client fills in a questionnaire (N38-N44, X25-X28) on two devices, of which one loses its connection in between:
/// what differs is asked, everything else is joined. It is checked, sent, and stands in the dossier as a document. Each
/// screen is looked at on the way.
/// </summary>
public sealed class FillingIn(Site site) : BrowserTest(site)
{
    private const string Sale = "Koop Kerkstraat 1, Utrecht";

    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task A_questionnaire_is_filled_in_on_two_devices_and_sent_and_its_document_says_what_was_answered()
    {
        var title = People.NewSubject("Gegevens voor de akte");
        var page = await Site.ClientWindowAsync(Words, Site.Client);
        await page.GetByRole(AriaRole.Link, new() { Name = "Dossiers" }).ClickAsync();
        var sale = page.GetByRole(AriaRole.Link).Filter(new() { HasText = Sale });
        var client = (await sale.GetAttributeAsync("href"))![1..];
        await AskedForm.AskAsync(await Site.StaffWindowAsync(Words), client, title);

        await BeginAsync(page, title);
        await FillFirstPageAsync(page);
        var address = page.Url;
        await page.IsAccessibleAsync("portal, filling in, second page");
        await page.GetByLabel("Inkomen per maand").FillAsync("2500");
        await SavedAsync(page);

        var other = await LogInAsync();
        await other.GotoAsync(address);
        (await other.GetByLabel("Inkomen per maand").InputValueAsync()).ShouldBe("2500");
        await AnswerApartAsync(page, other);
        await FillLastPageAsync(page);
        await CheckAsync(page);
        await SendAsync(page, title);
        await CompareAsync(page, title);
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

    /// <summary>It stands among what waits, with its date, and begins at its first page (N38-N40).</summary>
    private static async Task BeginAsync(IPage page, string title)
    {
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Acties" }).ClickAsync();
        await page.GetByText("Graag voor of op").First.WaitForAsync();
        await page.IsAccessibleAsync("portal, something to fill in");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Invullen {title}" }).ClickAsync();
        await page.Title(title).WaitForAsync();
        await page.HasFocusAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Over u" }));
        await page.IsAccessibleAsync("portal, filling in");
    }

    /// <summary>What is wrong stands on top, focused, in the page's title, and leads to its question (X27).</summary>
    private static async Task FillFirstPageAsync(IPage page)
    {
        await page.Button("Volgende").ClickAsync();
        await page.HasFocusAsync(page.GetByRole(AriaRole.Alert));
        (await page.TitleAsync()).ShouldStartWith("Fout: ");
        await page.IsAccessibleAsync("portal, filling in, errors");
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "Geboortedatum" }).PressAsync("Enter");
        await page.HasFocusAsync(page.Field("Dag"));
        await page.Keyboard.TypeAsync("1");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("2");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("1990");
        await page.GetByLabel("Uw volledige naam").FillAsync("Łucja Őry-Smit");
        await page.GetByLabel("Ja", new() { Exact = true }).PressAsync("Space");
        await page.GetByLabel("Naam van uw partner").FillAsync("Piet Partner");
        await page.Button("Volgende").ClickAsync();
        await page.HasFocusAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Wonen en werken" }));
        (await page.TitleAsync()).ShouldNotStartWith("Fout");
    }

    private static Task SavedAsync(IPage page) => page.Locator(".saved-line").Filter(new() { HasText = "Bewaard. U kunt tot" }).WaitForAsync();

    /// <summary>One device without a connection, the other with: other questions both stay, the same one is asked (X25).</summary>
    private static async Task AnswerApartAsync(IPage page, IPage other)
    {
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Inkomen per maand").FillAsync("2600");
        await page.Field("Straat en huisnummer").FillAsync("Kerkstraat 1");
        await page.GetByText("Geen verbinding.").First.WaitForAsync();
        await page.IsAccessibleAsync("portal, filling in, no connection");
        await other.GetByLabel("Inkomen per maand").FillAsync("2700");
        await other.GetByLabel("Wat voor werk doet u?").FillAsync("Ik ben bakker.");
        await SavedAsync(other);

        // What was typed is still there when the page is closed and opened again.
        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await page.GetByText("ook op een ander apparaat beantwoord").WaitForAsync();
        (await page.Field("Straat en huisnummer").InputValueAsync()).ShouldBe("Kerkstraat 1");
        (await page.GetByLabel("Wat voor werk doet u?").InputValueAsync()).ShouldBe("Ik ben bakker.");
        await page.IsAccessibleAsync("portal, filling in, two answers");
        await page.Button("Kies het antwoord van dit apparaat").ClickAsync();
        await page.HasFocusAsync(page.GetByLabel("Inkomen per maand"));
        (await page.GetByLabel("Inkomen per maand").InputValueAsync()).ShouldBe("2600");
        await page.Field("Postcode").FillAsync("3512 AB");
        await page.Field("Plaats").FillAsync("Utrecht");
        await page.GetByLabel("Pools").CheckAsync();
        await SavedAsync(page);
        await page.Button("Volgende").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Kinderen en bewijs" }).WaitForAsync();

        // Who signs out right after the last key loses nothing (N42).
        await other.ReloadAsync();
        await other.GetByLabel("Wat voor werk doet u?").FillAsync("Ik ben bakker en imker.");
        await other.Locator("button.account").ClickAsync();
        await other.Button("Afmelden").ClickAsync();
        await other.WaitForURLAsync("**/login/**");
        await other.CloseAsync();
    }

    /// <summary>People are added, taken away and put back; a file goes on its way at once and stays with the answers.</summary>
    private static async Task FillLastPageAsync(IPage page)
    {
        foreach (var name in new[] { "Bo", "Cas" })
        {
            await page.Button("Persoon toevoegen").PressAsync("Enter");
            await page.Keyboard.TypeAsync(name);
        }

        await page.Button("Persoon 1 weghalen").PressAsync("Enter");
        await page.HasFocusAsync(page.Button("Zet terug"));
        await page.Keyboard.PressAsync("Enter");
        await page.Button("Persoon 2 weghalen").WaitForAsync();
        (await page.GetByLabel("Naam van het kind").First.InputValueAsync()).ShouldBe("Bo");
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button("Bestand kiezen").ClickAsync());
        // It is kept from the moment on at which it is saved as a part of the answer.
        await page.RunAndWaitForResponseAsync(
            () => chooser.SetFilesAsync(new FilePayload
            {
                Name = "loonstrook.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("2600"),
            }),
            response => response.Url.EndsWith("/answers", StringComparison.Ordinal)
                && response.Request.PostData?.Contains("\"files\":[\"", StringComparison.Ordinal) == true);
        await page.Button("Verwijder loonstrook.txt").WaitForAsync();
        await page.ReloadAsync();
        await page.Button("Verwijder loonstrook.txt").WaitForAsync();
        await page.IsAccessibleAsync("portal, filling in, people and files");
        await page.Button("Volgende").ClickAsync();
    }

    /// <summary>What is not asked any more is said, and comes back (X26); what is changed is changed from here (X27).</summary>
    private static async Task CheckAsync(IPage page)
    {
        await page.HasFocusAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Controleer uw antwoorden" }));
        await page.GetByText("Piet Partner").WaitForAsync();
        await page.Button("Wijzig").First.ClickAsync();
        await page.GetByLabel("Nee", new() { Exact = true }).CheckAsync();
        await page.GetByText("1 antwoord geldt niet meer").ClickAsync();
        await page.GetByText("Piet Partner").WaitForAsync();
        await page.IsAccessibleAsync("portal, filling in, not asked any more");
        for (var step = 0; step < 3; step++)
        {
            await page.Button("Volgende").ClickAsync();
        }

        await page.GetByRole(AriaRole.Heading, new() { Name = "Controleer uw antwoorden" }).WaitForAsync();
        await page.IsAccessibleAsync("portal, checking answers");
    }

    private static async Task SendAsync(IPage page, string title)
    {
        await page.Button("Verstuur").ClickAsync();
        await page.GetByText("Verstuurd door").First.WaitForAsync();
        await page.HasFocusAsync(page.Title(title));
        await page.Button("Afdrukken").WaitForAsync();
        await page.GetByText("Piet Partner").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.IsAccessibleAsync("portal, sent answers");
    }

    /// <summary>The document among what was delivered says what was answered, in a structure that can be read aloud (N44, X28).</summary>
    private static async Task CompareAsync(IPage page, string title)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "staat bij Door mij aangeleverd" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Attachment($"{title}.pdf").ClickAsync());
        var file = (await download.PathAsync())!;
        var said = await ReadAsync("pdftotext", "-layout", file, "-");
        foreach (var answer in new[]
        {
            title, "Łucja Őry-Smit", "1 februari 1990", "Nee", "Kerkstraat 1", "3512 AB Utrecht", "2600", "Ik ben bakker en imker.",
            "Pools", "2 personen", "Bo", "Cas", "loonstrook.txt",
        })
        {
            said.ShouldContain(answer);
        }

        said.ShouldNotContain("Piet Partner");
        var kinds = await ReadAsync("pdfinfo", "-struct", file);
        foreach (var kind in new[] { "Document", "H1", "H2", "H3", "LBody" })
        {
            kinds.ShouldContain(kind);
        }
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
