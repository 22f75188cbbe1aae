using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Without a mouse: the focus can always be seen, and is where the person goes on.</summary>
public sealed class KeyboardOnly(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task A_visitor_starts_unlocks_and_writes()
    {
        var email = People.NewEmail("karin");
        var page = await Site.OpenWindowAsync("nl", 360);
        page.FileChooser += async (_, chooser) => await chooser.SetFilesAsync(People.NewFile("foto.jpg", 10));
        await page.GotoAsync(Site.At("/start/#info"));
        await page.Button(Words.Send).WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.HasFocusAsync(page.Button("Naar de inhoud"));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Locator("main"));

        await page.TabToAsync(page.Button(Words.Send));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Field(Words.Name));
        await page.Keyboard.TypeAsync("Karin Janssen");
        await page.TabToAsync(page.Field(Words.Email));
        await page.Keyboard.TypeAsync(email);
        await page.TabToAsync(page.Button(Words.Send));
        var mail = await Site.NextMessageAsync(email, () => page.Keyboard.PressAsync("Enter"));
        await page.HasFocusAsync(page.Title("Kijk in uw mailbox"));

        await page.OpenAsync(mail);
        await page.Button(Words.Unlock).WaitForAsync();
        await page.TabToAsync(page.Button(Words.Unlock));
        await page.Keyboard.PressAsync("Space");
        await page.HasFocusAsync(page.Field(Words.Code));
        await page.Keyboard.TypeAsync("WRONG123");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Deze code klopt niet").WaitForAsync();
        await page.HasFocusAsync(page.Field(Words.Code));
        await page.Keyboard.TypeAsync(Mails.CodeIn(mail));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Title("Conversatie met Info"));

        await page.TabToAsync(page.Button(Words.Reply));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Field(Words.Subject));
        await page.Keyboard.TypeAsync("Verwijzing");
        await page.TabToAsync(page.Field(Words.Message));
        await page.Keyboard.TypeAsync("Wanneer kan ik terecht?");
        await page.TabToAsync(page.Button(Words.AddFiles));
        await page.Keyboard.PressAsync("Space");
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        await page.HasFocusAsync(page.Button(Words.AddFiles));
        await page.TabToAsync(page.Button(Words.Send));
        await page.Keyboard.PressAsync("Enter");
        await page.MessageText("Wanneer kan ik terecht?").WaitForAsync();
        await page.HasFocusAsync(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Verzonden" }));
    }

    [Fact]
    public async Task Staff_log_in_read_download_and_answer()
    {
        var (subject, file) = (People.NewSubject("Verwijzing"), People.NewFile("verwijzing.pdf", 1000));
        await SendAsync(subject, file);

        var page = await Site.OpenWindowAsync("nl", 1280);
        await page.GotoAsync(Site.At("/login/"));
        await page.HasFocusAsync(page.Field(Words.Email));
        await page.Keyboard.TypeAsync(Site.Staff.Email);
        await page.TabToAsync(page.Field(Words.Password));
        await page.Keyboard.TypeAsync(Site.Staff.Password);
        var sms = await Site.NextMessageAsync(Site.Staff.Phone, () => page.Keyboard.PressAsync("Enter"));
        await page.HasFocusAsync(page.Field(Words.Code));
        await page.Keyboard.TypeAsync(Mails.CodeIn(sms));
        await page.Keyboard.PressAsync("Enter");
        await page.Row(subject).WaitForAsync();

        await page.TabToAsync(page.Row(subject));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Title(subject));
        await page.TabToAsync(page.Attachment("verwijzing.pdf"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        (await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe(file.Buffer);
        await page.TabToAsync(page.Button(Words.Reply));
        await page.Keyboard.PressAsync("Space");
        await page.HasFocusAsync(page.Field(Words.Message));
        await page.Keyboard.TypeAsync("U kunt dinsdag terecht.");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.MessageText("U kunt dinsdag terecht.").WaitForAsync();
        await page.HasFocusAsync(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Verzonden" }));
    }

    [Fact]
    public async Task The_mailbox_has_short_cuts()
    {
        var (first, second) = (People.NewSubject("Eerste"), People.NewSubject("Tweede"));
        await SendAsync(first, People.NewFile("a.txt", 1));
        await SendAsync(second, People.NewFile("b.txt", 1));
        var page = await Site.StaffWindowAsync(Words);
        await page.Row(first).WaitForAsync();

        // On a small screen the bar at the bottom covers no row that has the focus.
        await page.SetViewportSizeAsync(360, 400);
        await page.TabToAsync(page.Row(first));
        await page.SetViewportSizeAsync(1280, 800);
        await StepToAsync(page, "k", page.Row(second));
        await StepToAsync(page, "j", page.Row(first));
        await StepToAsync(page, "k", page.Row(second));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Title(second));
        await page.Keyboard.PressAsync("r");
        await page.HasFocusAsync(page.Field(Words.Message));
        await page.Keyboard.TypeAsync("jkcr/?");
        (await page.TypedAsync(Words.Message)).ShouldBe("jkcr/?");

        await page.Keyboard.PressAsync("Escape");
        await page.HasFocusAsync(page.Row(second));
        await page.Keyboard.PressAsync("c");
        await page.HasFocusAsync(page.Field(Words.Recipient));
        await page.Keyboard.PressAsync("Escape");
        await page.Field(Words.Recipient).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Keyboard.PressAsync("/");
        await page.HasFocusAsync(page.GetByRole(AriaRole.Searchbox));
        await page.Keyboard.TypeAsync(first);
        await page.Row(second).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Row(first).WaitForAsync();

        await page.TabToAsync(page.Row(first));
        await page.Keyboard.PressAsync("?");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.HasFocusAsync(page.Row(first));
    }

    private async Task SendAsync(string subject, FilePayload file)
    {
        var (sender, _) = await Site.VisitorAsync(Words);
        await sender.WriteAsync(Words, subject, "Wanneer kan ik terecht?", file);
        await Site.NextMessageAsync(Site.Staff.Email, () => sender.SendAsync(Words, "Wanneer kan ik terecht?"));
    }

    /// <summary>Other tests write too, so that the list may hold more rows.</summary>
    private static async Task StepToAsync(IPage page, string key, ILocator row)
    {
        for (var steps = 0; steps < 50 && !await row.IsFocusedAsync(); steps++)
        {
            await page.Keyboard.PressAsync(key);
        }

        await page.HasFocusAsync(row);
    }
}
