using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>Passkeys in a real browser, with an authenticator that Chromium plays.</summary>
public sealed class Passkeys(Site site) : BrowserTest(site)
{
    [Fact]
    public async Task A_passkey_is_made_and_logs_in_alone_and_after_the_password()
    {
        var words = Words.En;
        await using var fresh = await Site.AnotherAsync(demo: false);
        var (page, _, logIn) = await MakeAsync(fresh, words, 1280);
        await page.GetByText("Not used yet").WaitForAsync();
        await page.IsAccessibleAsync("my details, with a passkey");

        await LeaveAsync(fresh, page);
        await PasskeyButton(page, words).ClickAsync();
        await page.ArriveAsync("/account/");
        var passkey = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Passkey Linux" });
        await passkey.GetByText("Last used").WaitForAsync();

        await LeaveAsync(fresh, page);
        await page.Field(words.Email).FillAsync(logIn.Email);
        await page.Field(words.Password).FillAsync(logIn.Password);
        await page.Button(words.LogIn).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = words.RememberMe }).WaitForAsync();
        await page.IsAccessibleAsync("log in, passkey after the password");
        await PasskeyButton(page, words).ClickAsync();
        await page.ArriveAsync("/account/");
    }

    [Fact]
    public async Task A_second_passkey_is_named_and_the_first_removed()
    {
        var words = Words.Nl;
        await using var fresh = await Site.AnotherAsync(demo: false);
        var (page, _, _) = await MakeAsync(fresh, words, 1280);

        // The authenticator that has one already makes no second; another one does.
        await page.Button("Toevoegen Passkey").ClickAsync();
        await page.Field("Naam van de passkey").FillAsync("Sleutelbos");
        await page.Button("Maak passkey").ClickAsync();
        await page.GetByText("Er is geen passkey gemaakt").WaitForAsync();
        await VirtualAuthenticator.AddAsync(page, "usb");
        await page.Button("Maak passkey").ClickAsync();
        await page.GetByText("Uw passkey is toegevoegd.").WaitForAsync();
        await page.Button("Verwijderen Passkey Linux").ClickAsync();
        var confirm = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Verwijderen", Exact = true });
        await confirm.ClickAsync();
        await page.GetByText("Verwijderd.").WaitForAsync();
        (await page.Button("Verwijderen Passkey Linux").CountAsync()).ShouldBe(0);
        // The one that is left is the last.
        (await page.Button("Verwijderen Passkey Sleutelbos").CountAsync()).ShouldBe(0);
        await page.GetByText("Passkey Sleutelbos").First.WaitForAsync();
    }

    [Fact]
    public async Task A_wrong_finger_and_a_copied_passkey_let_nobody_in()
    {
        var words = Words.Nl;
        await using var fresh = await Site.AnotherAsync(demo: false);
        var (page, authenticator, _) = await MakeAsync(fresh, words, 1280);
        var copy = await authenticator.CopyAsync();
        await LeaveAsync(fresh, page);

        await authenticator.SetVerifiedAsync(false);
        await PasskeyButton(page, words).ClickAsync();
        await page.Alert("Het inloggen met een passkey is niet gelukt.").WaitForAsync();
        await authenticator.SetVerifiedAsync(true);
        await PasskeyButton(page, words).ClickAsync();
        await page.ArriveAsync("/account/");

        var thief = await fresh.OpenWindowAsync();
        await thief.GotoAsync(fresh.At("/login/"));
        await (await VirtualAuthenticator.AddAsync(thief)).PutAsync(copy);
        await PasskeyButton(thief, words).ClickAsync();
        await thief.Alert("Deze passkey werd niet aangenomen.").WaitForAsync();
        (await thief.Context.CookiesAsync()).ShouldNotContain(cookie => cookie.Name == "__Host-session");
    }

    /// <summary>An invited account whose first second factor is a passkey of the page's authenticator.</summary>
    private static async Task<(IPage Page, VirtualAuthenticator Authenticator, StaffLogIn LogIn)> MakeAsync(
        Site fresh, Words words, int width)
    {
        var page = await fresh.OpenWindowAsync(words.Language, width);
        var authenticator = await VirtualAuthenticator.AddAsync(page);
        var invitation = await fresh.Cloud.Inbox.WaitForAsync(
            message => message.To == DemoOrganisation.Email, TestContext.Current.CancellationToken);
        var logIn = await fresh.SetFirstPasswordAsync(page, words, invitation);
        await page.Field("Passkey").CheckAsync();
        await page.Button(words.ActivateMethod).ClickAsync();
        await page.Button(words.Language == "nl" ? "Maak passkey" : "Make passkey").ClickAsync();
        await page.Button(words.TryLater).ClickAsync();
        await page.Button(words.Continue).ClickAsync();
        await page.ArriveAsync("/account/");
        return (page, authenticator, logIn);
    }

    private static async Task LeaveAsync(Site where, IPage page)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(where.At("/login/"));
    }

    private static ILocator PasskeyButton(IPage page, Words words) =>
        page.Button(words.Language == "nl" ? "Inloggen met een passkey" : "Log in with a passkey");
}
