using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>Giving access with somebody else's yes, stopping it from the mail, and shutting somebody out (H3).</summary>
public sealed class ServiceDesk(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    /// <summary>A page looks by itself every quarter or half of a minute.</summary>
    private static readonly LocatorWaitForOptions Soon = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_mailbox_that_is_asked_comes_with_its_owners_yes()
    {
        await using var fresh = await Site.AnotherAsync();
        var desk = await AcceptAsync(fresh, Role.ServiceDesk);
        await desk.GotoAsync(fresh.At("/admin/#invite"));
        var email = People.NewEmail("nieuw");
        await desk.Field(Words.Email).FillAsync(email);
        await desk.GetByRole(AriaRole.Checkbox, new() { Name = "Medewerker" }).CheckAsync();
        await desk.GetByRole(AriaRole.Checkbox, new() { Name = "Info" }).CheckAsync();
        var mail = await fresh.NextMessageAsync(fresh.Staff.Email, () => desk.Button("Nodig uit").ClickAsync());
        mail.Text!.ShouldContain(email);
        await desk.GetByText("mag lezen en schrijven in Info").WaitForAsync();
        await desk.IsAccessibleAsync("service desk, account with a request");

        var reader = await fresh.OpenWindowAsync();
        await reader.OpenAsync(mail);
        await reader.GetByRole(AriaRole.Link, new() { Name = "inloggen en ja zeggen" }).WaitForAsync();
        await reader.IsAccessibleAsync("request, mailbox");

        var owner = await fresh.LogInAsync(Words);
        await owner.GotoAsync(fresh.At("/account/mailboxes/"));
        await owner.Button($"Zeg ja voor {email}").WaitForAsync();
        await owner.IsAccessibleAsync("my mailboxes, with a request");
        await owner.Button($"Zeg ja voor {email}").ClickAsync();
        await owner.IsAccessibleAsync("my mailboxes, saying yes");
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Zeg ja" }).ClickAsync();
        await owner.GetByText($"U zei ja. {email} heeft nu toegang.").WaitForAsync();
        await owner.Button($"Toegang beëindigen van {email}").WaitForAsync();
        await owner.IsAccessibleAsync("my mailboxes");

        await owner.Button($"Toegang beëindigen van {email}").ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Toegang beëindigen", Exact = true }).ClickAsync();
        await owner.GetByText("heeft geen toegang meer.").WaitForAsync();
    }

    [Fact]
    public async Task Stopping_an_invitation_to_the_service_desk_from_the_mail()
    {
        await using var fresh = await Site.AnotherAsync();
        var guest = await InviteAsync(fresh, Role.Guest);
        var desk = await fresh.LogInAsync(Words);
        await desk.GotoAsync(fresh.At("/admin/#" + guest.AccountId));
        await desk.Button("Bij servicedesk zetten").ClickAsync();
        var dialog = desk.GetByRole(AriaRole.Dialog);
        var mail = await fresh.NextMessageAsync(
            fresh.Staff.Email, () => dialog.GetByRole(AriaRole.Button, new() { Name = "Bij servicedesk zetten" }).ClickAsync());
        string.Join(' ', mail.Text!.Split()).ShouldContain("tenzij iemand het tegenhoudt");

        // Opening it, and a press without the tick, as a mail scanner would, stop nothing.
        var reader = await fresh.OpenWindowAsync();
        await reader.OpenAsync(mail);
        await reader.Button("Houd de aanvraag tegen").ClickAsync();
        await reader.GetByText("Zet eerst het vinkje").WaitForAsync();
        await reader.IsAccessibleAsync("request, service desk");
        await desk.GotoAsync(fresh.At("/admin/#requests"));
        await desk.GetByText("Gebeurt vanzelf op").WaitForAsync();
        await desk.IsAccessibleAsync("service desk, requests");

        await reader.GetByRole(AriaRole.Checkbox).CheckAsync();
        await reader.Button("Houd de aanvraag tegen").ClickAsync();
        await reader.Title("De aanvraag is tegengehouden").WaitForAsync();
        await reader.IsAccessibleAsync("request, stopped");
        await desk.ReloadAsync();
        await desk.GetByText("Er wacht niets.").WaitForAsync();
        await reader.OpenAsync(mail);
        await reader.Title("Deze aanvraag is voorbij").WaitForAsync();
        await reader.IsAccessibleAsync("request, over");
    }

    [Fact]
    public async Task A_suspended_person_is_covered_on_a_page_that_stays_open()
    {
        await using var fresh = await Site.AnotherAsync();
        var page = await AcceptAsync(fresh, Role.Staff);
        var accountId = (await fresh.Cloud.Services.GetRequiredService<AccountStore>().FindByEmailAsync(lastInvited, TestContext.Current.CancellationToken)).Partition;
        var desk = await fresh.LogInAsync(Words);
        await desk.GotoAsync(fresh.At("/admin/#" + accountId));
        await desk.Button("Mailbox geven").ClickAsync();
        await desk.GetByRole(AriaRole.Dialog).WaitForAsync();
        await desk.IsAccessibleAsync("service desk, give a mailbox");
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Mailbox geven" }).ClickAsync();
        await desk.GetByText("Gegeven.").WaitForAsync();
        await page.GotoAsync(fresh.At("/mail/"));
        await page.EnabledButton(Words.NewConversation).WaitForAsync();

        // First the mailbox goes: the page that shows it says so, and begins anew without it.
        await desk.Button("Toegang intrekken tot Info, van Conny de Vries (" + lastInvited + ")").ClickAsync();
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Toegang intrekken", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "U hebt geen toegang meer tot Info" }).WaitForAsync(Soon);
        await page.Button("Verder").ClickAsync();
        await page.GetByText("U heeft nog geen toegang tot een mailbox").WaitForAsync();

        await page.GotoAsync(fresh.At("/account/"));
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await desk.Button("Blokkeren").ClickAsync();
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Blokkeren" }).ClickAsync();
        await desk.GetByText("Het account is geblokkeerd.").WaitForAsync();
        await desk.IsAccessibleAsync("service desk, suspended account");
        await page.Locator("dialog.covering[open]").WaitForAsync(Soon);
    }

    [Fact]
    public async Task A_client_who_comes_to_a_page_of_staff_is_led_to_their_own_room()
    {
        await using var fresh = await Site.AnotherAsync();
        var page = await AcceptAsync(fresh, Role.Client);
        await page.GotoAsync(fresh.At("/account/mailboxes/"));
        await page.Title("Deze pagina is voor medewerkers").WaitForAsync();
        await page.IsAccessibleAsync("staff only");
        await page.GetByRole(AriaRole.Link, new() { Name = "Doorgaan" }).ClickAsync();
        await page.ArriveAsync("/portal/");

        // The mailbox leads there by itself.
        await page.GotoAsync(fresh.At("/mail/"));
        await page.ArriveAsync("/portal/");
    }

    private string lastInvited = "";

    /// <summary>Somebody with one role, who accepted; the page stands at their details.</summary>
    private async Task<IPage> AcceptAsync(Site fresh, Role role)
    {
        var (_, mail) = await InviteAsync(fresh, role);
        var page = await fresh.OpenWindowAsync();
        await fresh.AcceptInvitationAsync(page, Words, mail, People.NewPhone());
        return page;
    }

    /// <summary>Somebody who was invited; how this came about is not what these tests are about.</summary>
    private async Task<(string AccountId, InboxMessage Mail)> InviteAsync(Site fresh, Role role)
    {
        var services = fresh.Cloud.Services;
        var head = new AccountHead
        {
            AccountId = AccountId.From(Guid.CreateVersion7().ToString("N")), Name = "", Email = lastInvited = People.NewEmail("sara"), Language = "nl", Roles = [role],
        };
        var mail = await fresh.NextMessageAsync(head.Email, async () =>
            (await services.GetRequiredService<AccountStore>().InviteAsync(
                head, [], "system", services.GetRequiredService<TimeProvider>().GetUtcNow(), TestContext.Current.CancellationToken)).ShouldBeTrue());
        return (head.AccountId, mail);
    }
}
