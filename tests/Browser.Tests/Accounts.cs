using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Local;
using Zegel.Tests;

namespace Zegel.Browser.Tests;

/// <summary>From the invitation to every way of logging in, as people go through it (N2-N9, T3-T28, N45-N47, Z6-Z9).</summary>
public sealed class Accounts(Site site) : BrowserTest(site)
{
    [Fact]
    public async Task An_authenticator_app_and_a_recovery_code()
    {
        var words = Words.Nl;
        await using var fresh = await Site.AnotherAsync(demo: false);
        var page = await fresh.OpenWindowAsync(width: 360);
        var logIn = await fresh.SetFirstPasswordAsync(page, words, await InvitationAsync(fresh));
        await page.IsAccessibleAsync("choose a second step");

        await page.Button(words.ActivateMethod).ClickAsync();
        var secret = (await page.Locator("code.secret").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
        await page.IsAccessibleAsync("set up an app");
        await page.Field(words.Code).FillAsync("000000");
        await page.Button(words.CheckCode).ClickAsync();
        await page.Field(words.Code).And(page.Locator("[aria-invalid=true]")).WaitForAsync();
        await page.Field(words.Code).FillAsync(await AuthenticatorApp.CodeAsync(secret, TimeProvider.System.GetUtcNow()));
        await page.Button(words.CheckCode).ClickAsync();

        // Ten codes, of which one is typed over (N47).
        var codes = page.Locator(".recovery-codes code, .new-codes code");
        await codes.First.WaitForAsync();
        (await codes.CountAsync()).ShouldBe(10);
        var recovery = await codes.First.TextContentAsync();
        await page.IsAccessibleAsync("recovery codes");
        await page.Field(words.Code).FillAsync(recovery!.ToLowerInvariant().Replace('-', ' '));
        await page.Field(words.Code).PressAsync("Enter");
        await page.Button(words.Continue).ClickAsync();
        await page.ArriveAsync("/account/");

        // From now on the app is asked; its phone is lost once.
        var other = await fresh.OpenWindowAsync(width: 360);
        await GivePasswordAsync(fresh, other, words, logIn);
        await other.GetByText("Andere manier").ClickAsync();
        await other.IsAccessibleAsync("log in, another way");
        await other.Button("Herstelcode").ClickAsync();
        await other.GetByText("Typ een van uw herstelcodes").WaitForAsync();
        await other.Field(words.Code).FillAsync(recovery);
        var told = await fresh.NextMessageAsync(logIn.Email, () => other.Button(words.Verify).ClickAsync());
        await other.ArriveAsync("/account/");
        told.Subject!.ShouldContain("herstelcode");
    }

    [Fact]
    public async Task Postponing_until_the_date_and_being_reminded_at_every_log_in()
    {
        var words = Words.Nl;
        await using var fresh = await Site.AnotherAsync(demo: false);
        var policies = fresh.Cloud.Services.GetRequiredService<SignInPolicyStore>();
        var date = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20);
        await policies.SetAsync(SignInPolicy.Default with { SecondFactorFrom = date }, TestContext.Current.CancellationToken);
        var page = await fresh.OpenWindowAsync();
        var logIn = await fresh.SetFirstPasswordAsync(page, words, await InvitationAsync(fresh));

        await page.GetByRole(AriaRole.Button, new() { Name = words.Postpone }).ClickAsync();
        await page.GetByText("zonder tweede stap niet meer inloggen").WaitForAsync();
        await page.IsAccessibleAsync("postponed");
        await page.Button("Terug naar login").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.Postpone }).ClickAsync();
        await page.Button(words.Continue).ClickAsync();
        await page.ArriveAsync("/account/");

        var again = await fresh.OpenWindowAsync();
        await GivePasswordAsync(fresh, again, words, logIn);
        await again.GetByRole(AriaRole.Button, new() { Name = words.Postpone }).WaitForAsync();

        // The date comes: the session that was postponed reaches nothing but the choice.
        await policies.SetAsync(SignInPolicy.Default with { SecondFactorFrom = date.AddDays(-40) }, TestContext.Current.CancellationToken);
        await page.GotoAsync(fresh.At("/mail/"));
        await page.Button(words.ActivateMethod).WaitForAsync();
        (await page.GetByRole(AriaRole.Button, new() { Name = words.Postpone }).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_remembered_device_comes_back_without_a_password_and_a_sensitive_act_asks_for_it()
    {
        var words = Words.Nl;
        await using var fresh = await Site.AnotherAsync();
        var page = await fresh.OpenWindowAsync();
        await GivePasswordAsync(fresh, page, words, fresh.Staff, async () =>
        {
            await page.GetByRole(AriaRole.Checkbox, new() { Name = words.RememberMe }).CheckAsync();
        });
        await page.ArriveAsync("/mail/");

        // The browser is closed and opened again: what it keeps is the device, not the session.
        var cookies = await page.Context.CookiesAsync();
        cookies.Single(cookie => cookie.Name == "__Host-remember").Expires.ShouldBeGreaterThan(0);
        await page.Context.ClearCookiesAsync(new() { Name = "__Host-session" });
        await page.GotoAsync(fresh.At("/mail/"));
        await page.EnabledButton(words.NewConversation).WaitForAsync();

        await page.GotoAsync(fresh.At("/account/"));
        await page.Button("Nieuwe codes maken").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Last.GetByRole(AriaRole.Button, new() { Name = "Nieuwe codes maken" }).ClickAsync();
        var again = page.GetByRole(AriaRole.Dialog, new() { Name = "Log opnieuw in" });
        var password = again.GetByRole(AriaRole.Textbox, new() { Name = words.Password });
        await password.WaitForAsync();
        await page.IsAccessibleAsync("log in again, over the page");
        await password.FillAsync(fresh.Staff.Password);
        var logIn = again.GetByRole(AriaRole.Button, new() { Name = words.LogIn, Exact = true });
        var sms = await fresh.NextMessageAsync(fresh.Staff.Phone, () => logIn.ClickAsync());
        await again.GetByRole(AriaRole.Textbox, new() { Name = words.Code }).FillAsync(Mails.CodeIn(sms));
        await again.GetByRole(AriaRole.Button, new() { Name = words.Verify }).ClickAsync();
        await page.Locator(".recovery-codes code, .new-codes code").First.WaitForAsync();
    }

    [Fact]
    public async Task A_forgotten_password()
    {
        var words = Words.En;
        await using var fresh = await Site.AnotherAsync();
        var page = await fresh.OpenWindowAsync("en", 1280);
        await page.GotoAsync(fresh.At("/login/"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgotten your password?" }).ClickAsync();
        await page.Field(words.Email).FillAsync(fresh.Staff.Email);
        await page.IsAccessibleAsync("forgotten password");
        var mail = await fresh.NextMessageAsync(
            fresh.Staff.Email, () => page.Button("Mail me a link").ClickAsync());
        await page.OpenAsync(mail);

        // What a mail scanner that presses everything would do: nothing is set without a tick or a typed password.
        await page.Button("Make one for me").ClickAsync();
        await page.Button(words.SetPassword).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox).WaitForAsync();
        await page.IsAccessibleAsync("set password");
        var password = await page.Field(words.Password).InputValueAsync();
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        var sms = await fresh.NextMessageAsync(fresh.Staff.Phone, () => page.Button(words.SetPassword).ClickAsync());
        await page.Field(words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(words.Verify).ClickAsync();
        await page.ArriveAsync("/mail/");

        await page.OpenAsync(mail);
        await page.GetByRole(AriaRole.Heading, new() { Name = "This link does not work any more" }).WaitForAsync();
        await page.IsAccessibleAsync("dead password link");
        var other = await fresh.OpenWindowAsync("en", 1280);
        await GivePasswordAsync(fresh, other, words, fresh.Staff with { Password = password });
        await other.ArriveAsync("/mail/");
    }

    [Fact]
    public async Task The_service_desk_invites_and_resets_a_lost_factor()
    {
        var words = Words.Nl;
        await using var fresh = await Site.AnotherAsync();
        var desk = await fresh.LogInAsync(words);
        await desk.GotoAsync(fresh.At("/admin/"));
        await desk.GetByRole(AriaRole.Button, new() { Name = "Account uitnodigen" }).Or(desk.GetByRole(AriaRole.Link, new() { Name = "Account uitnodigen" })).First.ClickAsync();
        var email = People.NewEmail("dirk");
        await desk.Field(words.Email).FillAsync(email);
        await desk.GetByRole(AriaRole.Checkbox, new() { Name = "Cliënt" }).CheckAsync();
        await desk.IsAccessibleAsync("service desk, invite");
        var invitation = await fresh.NextMessageAsync(email, () => desk.Button("Nodig uit").ClickAsync());

        var page = await fresh.OpenWindowAsync();
        var dirk = await fresh.AcceptInvitationAsync(page, words, invitation, People.NewPhone());
        await desk.GotoAsync(fresh.At("/admin/"));
        await desk.GetByRole(AriaRole.Searchbox).FillAsync(email[..8]);
        await desk.GetByText(email).First.ClickAsync();
        await desk.Button("Tweede stap resetten").ClickAsync();
        var dialog = desk.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Telefoon gestolen, teruggebeld op het bekende nummer.");
        await desk.IsAccessibleAsync("service desk, reset");
        var told = await fresh.NextMessageAsync(dirk.Phone, () => dialog.GetByRole(AriaRole.Button, new() { Name = "Tweede stap resetten" }).ClickAsync());
        told.Text!.ShouldContain("geen codes meer");

        await page.GotoAsync(fresh.At("/account/"));
        await page.Button(words.LogIn).WaitForAsync();
        await GivePasswordAsync(fresh, page, words, dirk with { Phone = "" });

        // Without the code that the service desk says there is no new second step.
        await page.Field("Code van de servicedesk").FillAsync("1234 5678");
        await page.Button("Verder").ClickAsync();
        await page.Alert("Deze code klopt niet").WaitForAsync();
        await page.IsAccessibleAsync("choose, code of the service desk");
        await desk.IsAccessibleAsync("service desk, after a reset");
        await desk.Button("Toon de code").ClickAsync();
        var code = desk.Locator(".desk-code:not(:empty)");
        await page.Field("Code van de servicedesk").FillAsync((await code.TextContentAsync())!);
        await page.Button("Verder").ClickAsync();
        await page.Button(words.ActivateMethod).WaitForAsync();
    }

    [Fact]
    public async Task The_language_changes_at_once_and_devices_can_be_ended()
    {
        var words = Words.Nl;
        await using var fresh = await Site.AnotherAsync();
        var page = await fresh.LogInAsync(words);
        var other = await fresh.LogInAsync(words);
        await page.GotoAsync(fresh.At("/account/"));
        await page.IsAccessibleAsync("my details");
        await page.Button("Overal elders afmelden").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Overal elders afmelden" }).ClickAsync();
        await page.GetByText("Afgemeld.").WaitForAsync();
        await other.GotoAsync(fresh.At("/mail/"));
        await other.Button(words.LogIn).WaitForAsync();

        await page.GetByRole(AriaRole.Radio, new() { Name = "English" }).CheckAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "My details" }).WaitForAsync();
    }

    private static Task<InboxMessage> InvitationAsync(Site fresh) => fresh.Cloud.Inbox.WaitForAsync(
        message => message.To == DemoOrganisation.Email, TestContext.Current.CancellationToken);

    /// <summary>Address and password; with a phone, the code too.</summary>
    private static async Task GivePasswordAsync(Site where, IPage page, Words words, StaffLogIn logIn, Func<Task>? beforeVerifying = null)
    {
        await page.GotoAsync(where.At("/login/"));
        await page.Field(words.Email).FillAsync(logIn.Email);
        await page.Field(words.Password).FillAsync(logIn.Password);
        if (logIn.Phone.Length == 0)
        {
            await page.Button(words.LogIn).ClickAsync();
            return;
        }

        var sms = await where.NextMessageAsync(logIn.Phone, () => page.Button(words.LogIn).ClickAsync());
        await page.Field(words.Code).FillAsync(Mails.CodeIn(sms));
        if (beforeVerifying is not null)
        {
            await beforeVerifying();
        }

        await page.Button(words.Verify).ClickAsync();
    }
}
