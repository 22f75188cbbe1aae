using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>A page that is left alone warns, asks to log in again, and loses nothing that was typed (T15).</summary>
public sealed class LeftAlone(Site site) : BrowserTest(site)
{
    [Fact]
    public async Task It_warns_two_minutes_before_and_then_covers_what_it_shows()
    {
        var words = Words.Nl;
        // Of its own: logging in "Log opnieuw in" ends the session that other tests share.
        await using var fresh = await Site.AnotherAsync();
        var page = await fresh.LogInAsync(words, 360);
        await page.Clock.InstallAsync();
        // The hours pass at the service too, by whose time the page goes.
        await page.AddInitScriptAsync("""
            const { get } = Headers.prototype;
            Headers.prototype.get = function (name) {
              return name === "Date" ? new Date().toUTCString() : get.call(this, name);
            };
            """);
        await page.ReloadAsync();
        await page.WriteToAsync(words, People.NewEmail("els"), null);
        await page.Field(words.Message).FillAsync("Half een zin");

        // What is kept of it by the service counts as being there; from then on nobody is.
        await page.Clock.RunForAsync(3_000);
        await page.GetByText("Concept bewaard").WaitForAsync();
        await page.Clock.FastForwardAsync("26:50");
        await page.Clock.RunForAsync(2_000);
        (await page.Button("Blijf ingelogd").CountAsync()).ShouldBe(0);
        await page.Clock.RunForAsync(15_000);
        await page.Button("Blijf ingelogd").WaitForAsync();
        await page.IsAccessibleAsync("warning before signing out");
        await page.Button("Blijf ingelogd").ClickAsync();
        await page.Button("Blijf ingelogd").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await page.Clock.FastForwardAsync("29:05");
        await page.Clock.RunForAsync(2_000);
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Log opnieuw in" });
        await dialog.WaitForAsync();
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = words.Password }).FillAsync(fresh.Staff.Password);
        var logIn = dialog.GetByRole(AriaRole.Button, new() { Name = words.LogIn, Exact = true });
        var sms = await fresh.NextMessageAsync(fresh.Staff.Phone, () => logIn.ClickAsync());
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = words.Code }).FillAsync(Mails.CodeIn(sms));
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Verify }).ClickAsync();

        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await page.TypedAsync(words.Message)).ShouldBe("Half een zin");
    }
}
