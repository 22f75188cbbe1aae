using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Whatever goes wrong while somebody writes, the words stay, and one message comes of it.</summary>
public sealed class NothingTypedIsLost(Site site) : BrowserTest(site)
{
    private const string Text = "Wanneer kan ik terecht?";
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task While_the_functions_are_away()
    {
        await using var fragile = await Site.AnotherAsync();
        var (page, _) = await fragile.VisitorAsync(Words);
        await page.WriteAsync(Words, "Verwijzing", Text, People.NewFile("verwijzing.pdf", 1000));
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();

        await fragile.Cloud.StopFunctionsAsync();
        await page.Button(Words.Send).ClickAsync();
        await page.Alert("even niet bereikbaar").WaitForAsync();
        await page.Alert("Er is niets verloren").WaitForAsync();
        await page.ShowAsync("open, functions away");
        (await page.Field(Words.Message).InputValueAsync()).ShouldBe(Text);

        await fragile.Cloud.StartFunctionsAsync(TestContext.Current.CancellationToken);
        await page.SendAsync(Words, Text);
        await HasOneMessageAsync(page);
    }

    [Fact]
    public async Task When_the_answer_does_not_come_back()
    {
        var (page, _) = await Site.VisitorAsync(Words);
        await page.WriteAsync(Words, "Verwijzing", Text);
        await page.RouteAsync("**/messages", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        }, new() { Times = 1 });

        await page.Button(Words.Send).ClickAsync();
        await page.Alert("Er is geen verbinding").WaitForAsync();
        (await page.Field(Words.Message).InputValueAsync()).ShouldBe(Text);

        await page.SendAsync(Words, Text);
        await HasOneMessageAsync(page);
    }

    [Fact]
    public async Task When_a_visitor_was_away_too_long()
    {
        var (email, phone) = (People.NewEmail("piet"), People.NewPhone());
        var staff = await Site.StaffWindowAsync(Words);
        await staff.WriteToAsync(Words, email, phone);
        await staff.FillAsync(Words, "Uitslag", "Uw uitslag is goed.");
        var notice = await Site.NextMessageAsync(email, () => staff.SendAsync(Words, "Uw uitslag is goed."));
        var page = await Site.OpenWindowAsync();
        await Site.UnlockBySmsAsync(page, Words, notice, phone);
        await page.WriteAsync(Words, null, Text);

        await page.Context.ClearCookiesAsync();
        await page.Button(Words.Send).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.WaitForAsync();
        await page.ShowAsync("open, unlock again");

        // The next code may be asked for 30 seconds after the first.
        var get = dialog.GetByRole(AriaRole.Button, new() { Name = Words.GetCode });
        var sms = await Site.NextMessageAsync(phone, () => get.ClickAsync(new() { Timeout = 40_000 }));
        await page.Field(Words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(Words.Unlock).ClickAsync();

        await page.MessageText(Text).WaitForAsync();
        (await page.MessageText(Text).CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task When_a_member_of_staff_was_away_too_long()
    {
        await using var own = await Site.AnotherAsync();
        var page = await own.LogInAsync(Words);
        await page.WriteToAsync(Words, People.NewEmail("els"), null);
        await page.FillAsync(Words, "Uitslag", Text);

        await page.Context.ClearCookiesAsync();
        await page.Button(Words.Send).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await page.ShowAsync("mailbox, log in again");
        await page.GetByRole(AriaRole.Textbox, new() { Name = Words.Password, Exact = true }).FillAsync(own.Staff.Password);
        var sms = await own.NextMessageAsync(own.Staff.Phone, () => page.Button(Words.LogIn).ClickAsync());
        await page.Field(Words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(Words.Verify).ClickAsync();

        await page.MessageText(Text).WaitForAsync();
        await HasOneMessageAsync(page);
    }

    [Fact]
    public async Task When_Send_is_pressed_twice()
    {
        var (page, _) = await Site.VisitorAsync(Words);
        await page.WriteAsync(Words, "Verwijzing", Text);

        await page.Button(Words.Send).DblClickAsync();
        await page.MessageText(Text).WaitForAsync();

        await HasOneMessageAsync(page);
    }

    [Fact]
    public async Task When_the_page_is_loaded_again_by_accident()
    {
        var (page, _) = await Site.VisitorAsync(Words);
        await page.WriteAsync(Words, "Verwijzing", Text);
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };

        await page.EvaluateAsync("() => void location.reload()");

        (await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).ShouldBe("beforeunload");
        (await page.Field(Words.Message).InputValueAsync()).ShouldBe(Text);
    }

    /// <summary>Now, and after a visitor or member of staff comes back to the page.</summary>
    private static async Task HasOneMessageAsync(IPage page)
    {
        await page.ReloadAsync();
        await page.MessageText(Text).WaitForAsync();
        (await page.Locator(".message").CountAsync()).ShouldBe(1);
    }
}
