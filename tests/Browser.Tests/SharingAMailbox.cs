using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Browser.Tests;

/// <summary>Somebody lets a colleague use their own mailbox, and takes it back while that colleague is writing (Z20-Z25).</summary>
public sealed class SharingAMailbox(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delegate_works_until_it_is_taken_back_and_keeps_what_was_typed()
    {
        await using var fresh = await Site.AnotherAsync();
        var owner = await fresh.LogInAsync(Words);
        await MakePersonalAsync(fresh);
        var (colleague, email) = await ColleagueAsync(fresh);

        await owner.GotoAsync(fresh.At("/account/"));
        var part = owner.GetByRole(AriaRole.Region, new() { Name = "Toegang verlenen" });
        await part.GetByLabel("E-mailadres van uw collega").FillAsync(email);
        await part.GetByRole(AriaRole.Button, new() { Name = "Toevoegen", Exact = true }).ClickAsync();
        var withdraw = part.GetByRole(AriaRole.Button, new() { Name = "Toegang beëindigen van Wim Waarnemer" });
        await withdraw.WaitForAsync();
        await owner.IsAccessibleAsync("my details, with a delegate");

        await colleague.GotoAsync(fresh.At("/account/"));
        await colleague.Title("Mijn gegevens").WaitForAsync();
        await colleague.Locator(".avatar").ClickAsync();
        var choice = colleague.GetByRole(AriaRole.Link, new() { Name = "Conny Gemachtigd" });
        await choice.WaitForAsync();
        await colleague.IsAccessibleAsync("account menu, mailboxes");
        await choice.ClickAsync();
        await colleague.Title("Conversaties van Conny").WaitForAsync();
        await colleague.WriteToAsync(Words, People.NewEmail("piet"), null);
        await colleague.FillAsync(Words, "Uitslag", "Half een zin");

        await WithdrawAsync(owner, withdraw);
        await part.GetByRole(AriaRole.Button, new() { Name = "Ongedaan maken" }).ClickAsync();
        await part.GetByText("Wim Waarnemer heeft weer toegang.").WaitForAsync();
        await WithdrawAsync(owner, withdraw);
        await owner.IsAccessibleAsync("my details, access withdrawn");

        await colleague.EvaluateAsync("() => window.dispatchEvent(new Event('focus'))");
        var lost = colleague.GetByRole(AriaRole.Dialog, new() { Name = "U hebt geen toegang meer tot Conny" });
        await lost.WaitForAsync();
        (await lost.GetByLabel("Wat u typte").InputValueAsync()).ShouldContain("Half een zin");
        await colleague.IsAccessibleAsync("mailbox, access lost");
        await lost.GetByRole(AriaRole.Button, new() { Name = "Verder" }).ClickAsync();
        await colleague.GetByText("U heeft nog geen toegang tot een mailbox.").WaitForAsync();
    }

    [Fact]
    public async Task The_members_of_a_group_have_rights_and_an_end()
    {
        await using var fresh = await Site.AnotherAsync();
        var owner = await fresh.LogInAsync(Words);
        var (_, email) = await ColleagueAsync(fresh);
        await owner.GotoAsync(fresh.At("/account/mailboxes/"));
        await owner.GetByLabel("E-mailadres van uw collega").FillAsync(email);
        await owner.GetByLabel("Laatste dag").FillAsync("2030-01-31");
        await owner.Button("Toevoegen").ClickAsync();
        await owner.GetByText("tot en met 31 januari 2030").WaitForAsync();

        await owner.Button("Wijzigen: Wim Waarnemer").ClickAsync();
        var dialog = owner.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Laatste dag").FillAsync("");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Eigenaar" }).CheckAsync();
        await owner.IsAccessibleAsync("my mailboxes, changing a right");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await owner.GetByText("De toegang van Wim Waarnemer is gewijzigd.").WaitForAsync();
        await owner.Button("Opvolger kiezen").ClickAsync();
        await owner.IsAccessibleAsync("my mailboxes, choosing a successor");
        await owner.GetByRole(AriaRole.Dialog).GetByLabel("E-mailadres van de opvolger").FillAsync(email);
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Vraag het" }).ClickAsync();
        await owner.GetByText("Gevraagd. Het wacht nu op een ja").WaitForAsync();
    }

    private static async Task WithdrawAsync(IPage owner, ILocator withdraw)
    {
        await withdraw.ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Toegang beëindigen", Exact = true }).ClickAsync();
        await owner.GetByText("Wim Waarnemer heeft geen toegang meer.").WaitForAsync();
    }

    /// <summary>The member of staff gets a mailbox of their own.</summary>
    private static async Task MakePersonalAsync(Site fresh)
    {
        var services = fresh.Cloud.Services;
        var accounts = services.GetRequiredService<AccountStore>();
        var account = (await accounts.FindByEmailAsync(fresh.Staff.Email, Cancel)).Account!;
        var mailboxId = MailboxId.From(Guid.CreateVersion7().ToString("N"));
        var sealKey = await services.GetRequiredService<SealKeys>().MakeAsync(KeyContext.Mailbox(mailboxId), Cancel);
        await services.GetRequiredService<MailboxStore>().TryInsertAsync(new Mailbox(mailboxId, "Conny", sealKey, account.AccountId), account.AccountId, Cancel);
        await services.GetRequiredService<StorageClients>().Accounts.TryInsertAsync(
            account.AccountId, SessionStore.MemberRow(mailboxId), new Membership(mailboxId), Cancel);
    }

    /// <summary>A window of somebody else who works here.</summary>
    private static async Task<(IPage Page, string Email)> ColleagueAsync(Site fresh)
    {
        var services = fresh.Cloud.Services;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var head = new AccountHead
        {
            AccountId = AccountId.From(Guid.CreateVersion7().ToString("N")), Name = "Wim Waarnemer", Email = People.NewEmail("wim"), Language = "nl",
            Roles = [Role.Staff], State = AccountState.Active, HasSecondFactor = true, HasStrongFactor = true, SawDetails = true,
        };
        await services.GetRequiredService<AccountStore>().InviteAsync(head, [], "system", now, Cancel);
        var accounts = services.GetRequiredService<AccountStore>();
        var change = (await accounts.FindAsync(head.AccountId, null, Cancel))!.Change(now);
        change.Credentials = change.Credentials with { Sms = new SmsFactor(People.NewPhone(), now) };
        (await accounts.TrySaveAsync(change, Cancel)).ShouldBeTrue();
        var session = SessionStore.New(head, Strength.Full, FactorMethod.App, "?", null, now);
        await services.GetRequiredService<StorageClients>().Accounts.TryInsertAsync(head.AccountId, session.RowKey, session.Session, Cancel);
        var page = await fresh.OpenWindowAsync();
        await page.Context.AddCookiesAsync([new Cookie { Name = "__Host-session", Value = session.Cookie, Domain = "localhost", Path = "/", Secure = true, HttpOnly = true }]);
        return (page, head.Email);
    }
}
