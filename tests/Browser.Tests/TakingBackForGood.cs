using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// Staff revoke a message, and then somebody's access, while the recipient has the page open (Z26-Z29, X11).
/// </summary>
public sealed class TakingBackForGood(Site site) : BrowserTest(site)
{
    private const string Text = "Uw uitslag is goed, maar voor iemand anders.";
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task What_is_revoked_goes_off_the_recipients_screen_and_who_had_it_is_on_a_page_and_in_a_document()
    {
        var (subject, email) = (People.NewSubject("Uitslag"), People.NewEmail("karin"));
        var staff = await Site.StaffWindowAsync(Words);
        await staff.WriteToAsync(Words, email, null);
        await staff.FillAsync(Words, subject, Text, new FilePayload { Name = "uitslag.txt", MimeType = "text/plain", Buffer = "geheim"u8.ToArray() });
        var notice = await Site.NextMessageAsync(email, () => staff.SendAsync(Words, Text));
        var reader = await Site.OpenWindowAsync("nl");
        await reader.UnlockAsync(Words, notice);
        await reader.GetByRole(AriaRole.Button, new() { Name = "Bekijk uitslag.txt" }).ClickAsync();
        await reader.GetByText("geheim", new() { Exact = true }).WaitForAsync();
        // What they answer quotes it.
        await reader.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button).ClickAsync();
        await reader.WriteAsync(Words, null, $"Dank u.\n> {Text}");
        await reader.SendAsync(Words, "Dank u.");
        await reader.GetByRole(AriaRole.Button, new() { Name = "Bekijk uitslag.txt" }).ClickAsync();
        await reader.GetByText("geheim", new() { Exact = true }).WaitForAsync();
        await staff.ReloadAsync();
        await staff.MessageText("Dank u.").WaitForAsync();

        // By keyboard: the dots, down to the last but one, and the dialog, which does nothing unless it is asked to.
        var own = staff.GetByRole(AriaRole.Button, new() { Name = "Meer over het bericht van Info" });
        var revoke = staff.GetByRole(AriaRole.Menuitem, new() { Name = "Bericht intrekken" });
        await own.ClickAsync();
        await revoke.WaitForAsync();
        await staff.IsAccessibleAsync("the menu of a message");
        await staff.ReloadAsync();
        await own.FocusAsync();
        await staff.Keyboard.PressAsync("Enter");
        await revoke.WaitForAsync();
        await staff.Keyboard.PressAsync("Escape");
        (await own.EvaluateAsync<bool>("button => button === document.activeElement")).ShouldBeTrue();
        // As fast as keys can come: before the browser tells that the menu is open.
        var chosen = await own.EvaluateAsync<string>(
            """
            button => {
              for (const key of ["ArrowDown", "End", "ArrowUp"]) {
                document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
              }
              const menu = document.activeElement.closest("[role=menu]");
              return new Promise((told) => menu.addEventListener(
                "toggle", () => setTimeout(() => told(document.activeElement.textContent)), { once: true }));
            }
            """);
        chosen.ShouldBe("Bericht intrekken");
        await staff.Keyboard.PressAsync("Enter");
        var dialog = staff.GetByRole(AriaRole.Dialog, new() { Name = "Bericht intrekken?" });
        await dialog.GetByText("Wat iemand al heeft gedownload").WaitForAsync();
        (await dialog.GetByText("Karin").Or(dialog.GetByText(email)).CountAsync()).ShouldBe(1, "the answer that quotes it is named");
        await staff.IsAccessibleAsync("the question whether to revoke");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Intrekken" }).ClickAsync();
        await staff.GetByText("Het bericht is ingetrokken.", new() { Exact = true }).WaitForAsync();
        // The answer keeps its own subject.
        (await staff.GetByText(subject, new() { Exact = true }).CountAsync()).ShouldBe(0);
        await staff.IsAccessibleAsync("a conversation with a revoked message");

        // The reader comes back to the page: the preview closes, and nothing of it is left there.
        await reader.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await reader.GetByText("Dit bericht is ingetrokken op").WaitForAsync();
        (await reader.GetByRole(AriaRole.Dialog).CountAsync()).ShouldBe(0);
        (await reader.GetByText("uitslag.txt").Or(reader.GetByText(subject, new() { Exact = true })).CountAsync()).ShouldBe(0);
        await reader.IsAccessibleAsync("a revoked message, for its recipient");

        // Who had what.
        await staff.GetByRole(AriaRole.Link, new() { Name = "Wie heeft dit gezien?" }).ClickAsync();
        await staff.GetByRole(AriaRole.Heading, new() { Name = "Wat wij niet weten" }).WaitForAsync();
        await staff.GetByText("uitslag.txt").First.WaitForAsync();
        await staff.GetByText("Geopend op").WaitForAsync();
        await staff.IsAccessibleAsync("who saw a message");
        var pdf = await staff.RunAndWaitForDownloadAsync(() => staff.Button("Bewaar als PDF").ClickAsync());
        pdf.SuggestedFilename.ShouldBe("Wie heeft dit gezien.pdf");

        // And the whole conversation is shut for them.
        await staff.GetByRole(AriaRole.Link, new() { Name = "Terug naar de conversatie" }).ClickAsync();
        await staff.GetByRole(AriaRole.Button, new() { Name = "Meer over het bericht van Info" }).ClickAsync();
        await staff.GetByRole(AriaRole.Menuitem, new() { Name = "Toegang intrekken" }).ClickAsync();
        await staff.IsAccessibleAsync("the question whether to withdraw access");
        await staff.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Intrekken" }).ClickAsync();
        await staff.GetByText("heeft geen toegang meer tot deze conversatie").WaitForAsync();
        await reader.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await reader.GetByRole(AriaRole.Heading, new() { Name = "De toegang is ingetrokken" }).WaitForAsync();
        (await reader.GetByText("Dank u.").CountAsync()).ShouldBe(0);
        await reader.ReloadAsync();
        await reader.GetByRole(AriaRole.Heading, new() { Name = "De toegang is ingetrokken" }).WaitForAsync();
    }
}
