using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Staff format what they write, by buttons, keys and pasting, and the recipient reads it so.</summary>
public sealed class FormattedText(Site site) : BrowserTest(site)
{
    private const string Pasted =
        "<meta charset='utf-8'><div>Kosten: <b style='color:red'>€ 25</b><script>alert(1)</script></div>"
        + "<ol><li>inschrijven</li><li><a href='https://delinde.nl/betalen'>betalen</a></li></ol>";

    private const string Read =
        "<p>Beste <strong>Karin</strong>,</p><p></p>"
        + "<ul><li><p>uw pas</p></li><li><p>uw <em>verwijzing</em></p></li></ul>"
        + "<p>Zie <a href=\"https://delinde.nl/route\" data-target=\"delinde.nl\">de route</a> ook.</p>"
        + "<p>Kosten: <strong>€ 25</strong></p>"
        + "<ol start=\"1\"><li><p>inschrijven</p></li>"
        + "<li><p><a href=\"https://delinde.nl/betalen\" data-target=\"delinde.nl\">betalen</a></p></li></ol>";

    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task By_buttons_keys_and_pasting_and_the_recipient_reads_it_so()
    {
        var (email, subject) = (People.NewEmail("karin"), People.NewSubject("Voorbereiding"));
        var page = await Site.StaffWindowAsync(Words);
        var editor = new List<string>();
        page.Request += (_, request) => editor.AddRange(request.Url.Contains("/vendor/prosemirror", StringComparison.Ordinal) ? [request.Url] : []);
        // What waits for colleagues never ends.
        await page.RouteAsync("**/presence", route => route.AbortAsync());
        await page.ReloadAsync();
        await page.EnabledButton(Words.NewConversation).WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        editor.ShouldBeEmpty("nobody writes yet");

        await page.WriteToAsync(Words, email, null);
        await page.Field(Words.Subject).FillAsync(subject);
        await page.TabToAsync(page.Button("Vet"));
        await page.TabToAsync(page.Field(Words.Message));
        await WriteAsync(page);
        await page.PasteAsync(Words.Message, "Kosten: € 25", Pasted);
        await page.Field(Words.Message).GetByText("betalen").WaitForAsync();
        await page.TabToAsync(page.Button(Words.Send));
        await page.IsAccessibleAsync("mailbox, formatting");
        var notice = await Site.NextMessageAsync(email, () => page.SendAsync(Words, "Beste Karin"));
        (await ReadAsync(page.MessageText("Beste Karin"))).ShouldBe(Read);

        var recipient = await Site.OpenWindowAsync("nl", 360);
        await recipient.UnlockAsync(Words, notice);
        var message = recipient.MessageText("Beste Karin");
        await message.WaitForAsync();
        (await ReadAsync(message)).ShouldBe(Read);
        await recipient.IsAccessibleAsync("open, formatted");
        await recipient.WriteAsync(Words, null, "Gewoon <b>tekst</b>.");
        (await recipient.GetByRole(AriaRole.Toolbar).CountAsync()).ShouldBe(0);
        await recipient.SendAsync(Words, "Gewoon <b>tekst</b>.");
    }

    [Fact]
    public async Task An_answer_quotes_and_what_was_typed_stays_when_words_go_to_a_file()
    {
        var subject = People.NewSubject("Afspraak");
        var (visitor, _) = await Site.VisitorAsync(Words);
        await visitor.WriteAsync(Words, subject, "Kan het dinsdag?");
        await Site.NextMessageAsync(Site.Staff.Email, () => visitor.SendAsync(Words, "Kan het dinsdag?"));
        var page = await Site.StaffWindowAsync(Words, 360);
        await page.ReadAsync(subject, "Kan het dinsdag?");
        await page.Button(Words.Reply).ClickAsync();
        var box = page.Field(Words.Message);
        await box.FillAsync("Kan het dinsdag?\n\nJa.");
        (await page.TypedAsync(Words.Message)).ShouldBe("Kan het dinsdag?\n\nJa.");
        await box.GetByText("Kan het dinsdag?").ClickAsync();
        await page.Button("Citaat").ClickAsync();
        await page.HasFocusAsync(box);
        await Assertions.Expect(page.Button("Citaat")).ToHaveAttributeAsync("aria-pressed", "true");

        // Too long: what is formatted and stays is as it was, and all of it comes back.
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.InsertTextAsync(string.Concat(Enumerable.Repeat(" woorden", 2_500)));
        await page.Button("Zet het teveel in een bestand").ClickAsync();
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        (await page.TypedAsync(Words.Message)).ShouldEndWith("(Lees verder in het bestand vervolg.txt.)");
        (await box.Locator("blockquote").InnerTextAsync()).ShouldBe("Kan het dinsdag?");
        await page.Button("Verwijder vervolg.txt").ClickAsync();
        await HasLengthAsync(page, 20_021);
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("Ja.");
        await page.Keyboard.PressAsync("Control+z");
        await HasLengthAsync(page, 20_021);
        await page.Keyboard.PressAsync("Control+Shift+z");
        await HasLengthAsync(page, 3);
        await page.SendAsync(Words, "Ja.");
        (await ReadAsync(page.MessageText("Ja."))).ShouldBe("Ja.", "without form it is plain text");
    }

    private static async Task HasLengthAsync(IPage page, int length) =>
        await page.WaitForFunctionAsync(
            "([box, length]) => [...box.querySelectorAll('p')].map((line) => line.textContent).join('\\n').length === length",
            new object[] { await page.Field(Words.Message).ElementHandleAsync(), length });

    /// <summary>Bold by its key, a list by its button, a link by its dialog; the keyboard alone.</summary>
    private static async Task WriteAsync(IPage page)
    {
        await page.Keyboard.TypeAsync("Beste ");
        await page.Keyboard.PressAsync("Control+b");
        await Assertions.Expect(page.Button("Vet")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.TypeAsync("Karin");
        await page.Keyboard.PressAsync("Control+b");
        await page.Keyboard.TypeAsync(",");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");

        await page.Keyboard.PressAsync("Shift+Tab");
        await page.HasFocusAsync(page.Button("Vet"));
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.HasFocusAsync(page.Button("Lijst met punten"));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Field(Words.Message));
        await page.Keyboard.TypeAsync("uw pas");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("uw ");
        await page.Keyboard.PressAsync("Control+i");
        await page.Keyboard.TypeAsync("verwijzing");
        await page.Keyboard.PressAsync("Control+i");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Button("Lijst met punten")).ToHaveAttributeAsync("aria-pressed", "false");

        await page.Keyboard.TypeAsync("Zie ");
        await page.Keyboard.PressAsync("Control+k");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Link" });
        await page.HasFocusAsync(dialog.GetByLabel("Adres van de link"));
        await page.Keyboard.TypeAsync("javascript:alert(1)");
        await page.Keyboard.PressAsync("Enter");
        await dialog.GetByText("Dit is geen adres").WaitForAsync();
        await dialog.GetByLabel("Adres van de link").FillAsync("delinde.nl/route");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("de route");
        await page.ShowAsync("mailbox, link");
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Field(Words.Message));
        await page.Keyboard.TypeAsync(" ook.");
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>What a message shows, without how its links open.</summary>
    private static Task<string> ReadAsync(ILocator message) => message.EvaluateAsync<string>(
        """
        (message) => {
          const copy = message.cloneNode(true);
          for (const element of copy.querySelectorAll("*")) {
            ["dir", "rel", "target", "title"].forEach((name) => element.removeAttribute(name));
          }
          return copy.innerHTML;
        }
        """);
}
