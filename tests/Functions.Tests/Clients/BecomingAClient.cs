using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Clients;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Clients;

/// <summary>From the colleague who names a client to the client who is logged in (N2-N8), and addresses that have an account.</summary>
public sealed class BecomingAClient(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    [Fact]
    public async Task Three_mails_and_the_client_is_in_and_repeating_it_changes_nothing()
    {
        var (staff, mailbox) = await StaffAsync();
        var (email, clientId) = (TestWorld.NewEmail("klant"), Seals.NewId());
        var asked = Clientele.Of(email, name: "  Karin\u200B Klant ", clientId: clientId, phone: "06 12345678");
        var first = await World.NextMailAsync(email, Mailing.Invitation, async () =>
        {
            var made = (await Clientele.MakeAsync(staff, mailbox, asked)).Single()!;
            made["client"]!["name"]!.GetValue<string>().ShouldBe("Karin Klant");
            made["client"]!["phone"]!.GetValue<string>().ShouldBe("+31612345678");
            made["client"]!["state"]!.GetValue<string>().ShouldBe("invited");
        });
        first.Text!.ShouldContain("Huidpraktijk De Linde");
        first.Text!.ShouldContain("klantenportaal");
        first.Text!.ShouldNotContain("Karin");
        (await Clientele.MakeAsync(staff, mailbox, asked)).Single()!["client"]!["clientId"]!.GetValue<string>().ShouldBe(clientId);
        (await Clientele.RefusedAsync(staff, mailbox, Clientele.Of(TestWorld.NewEmail(), clientId: clientId))).ShouldBe("id-taken");

        var invited = Invited.In(World, first);
        invited.AccountId.ShouldBe(clientId);
        var second = await invited.PasswordLinkAsync();
        var browser = World.NewBrowser();
        await World.NextMailAsync(email, Mailing.PasswordSet, async () =>
            (await second.SetAsync(AnAccount.UsualPassword, browser, "Karin K.")).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor"));
        var session = (await browser.GetAsync("/api/session")).Expect(200);
        session["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe(["client"]);
        session["isNew"]!.GetValue<bool>().ShouldBeTrue();
        var account = await new AnAccount(World, clientId, email, browser).AddSmsAsync();

        var own = (await browser.GetAsync("/api/client")).Expect(200);
        (own["kind"]!.GetValue<string>(), own["name"]!.GetValue<string>(), own["company"]).ShouldBe(("person", "Karin Klant", null));
        own["notices"]!.ToJsonString().ShouldBe("""{"documents":true,"forms":true,"messages":true}""");
        (await browser.PostAsync("/api/client/notices", new { documents = true, forms = true, messages = false })).Expect(200)["notices"]!["messages"]!.GetValue<bool>().ShouldBeFalse();
        (await Clientele.StoredAsync(World, clientId))!.Value.Notices.ShouldBe(new WantedNotices(true, true, false));
        (await browser.PostAsync("/api/account/details", new { name = "Karin K.", language = "nl", notices = new { newMessage = true } })).Expect(200);
        (await browser.GetAsync("/api/session")).Expect(200)["isNew"]!.GetValue<bool>().ShouldBeFalse();
        World.Mails(email, Mailing.Invitation).Count.ShouldBe(1);

        var by = await staff.AccountIdAsync();
        await World.IsWrittenDownAsync("accounts/" + clientId, ClientEvents.ClientMade, by, $"{clientId} {mailbox}", 1);
        (await staff.PostAsync($"/api/mailboxes/{mailbox}/clients/{clientId}/invitation")).Expect(409, "invitation-used");
        (await staff.PostAsync($"/api/mailboxes/{mailbox}/clients/{clientId}", new { name = "Karin de Klant", phone = (string?)null })).Expect(200)["phone"].ShouldBeNull();
        await World.IsWrittenDownAsync("accounts/" + clientId, ClientEvents.ClientCorrected, by, clientId, 1);
        (await Clientele.FindAsync(staff, mailbox, "de klant")).ShouldBe(["Karin de Klant"]);
        (await Clientele.FindAsync(staff, mailbox, email[..18])).ShouldBe(["Karin de Klant"]);
        (await Clientele.FindAsync(staff, mailbox, "niemand")).ShouldBeEmpty();
        // Where the organisation asks a factor later, a client chooses one later.
        await World.SetAsync(SignInPolicy.Default with { SecondFactorFrom = DateOnly.FromDateTime(World.Now().UtcDateTime).AddDays(30) });
        var later = await Clientele.WithPasswordAsync(Invited.In(World, await Clientele.InvitedAsync(World, staff, mailbox, TestWorld.NewEmail("klant"))));
        (await later.Browser.GetAsync("/api/client")).Expect(403, "second-factor-required");
        (await later.Browser.PostAsync("/api/session/postpone")).Expect(200);
        (await later.Browser.GetAsync("/api/client")).Expect(200);
        await World.SetAsync(SignInPolicy.Default);
        account.Phone.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_new_invitation_kills_no_valid_one_and_an_old_one_leads_to_another()
    {
        var (staff, mailbox) = await StaffAsync();
        var email = TestWorld.NewEmail("klant");
        var first = Invited.In(World, await Clientele.InvitedAsync(World, staff, mailbox, email));
        var again = $"/api/mailboxes/{mailbox}/clients/{first.AccountId}/invitation";
        await World.NextMailAsync(email, Mailing.Invitation, async () => (await staff.PostAsync(again)).Expect(202));
        (await first.LookAsync()).Expect(200);

        World.Time.Advance(TimeSpan.FromDays(8));
        (await first.LookAsync()).Expect(403, "invitation-expired");
        (staff, _) = await StaffAsync();
        var fresh = await World.NextMailAsync(email, Mailing.Invitation, async () =>
            (await staff.PostAsync(again)).Expect(202)["invitedUntil"]!.GetValue<DateTimeOffset>().ShouldBe(World.Now().AddDays(7), TimeSpan.FromMinutes(1)));
        (await Invited.In(World, fresh).LookAsync()).Expect(200);
        (await Clientele.StoredAsync(World, first.AccountId))!.Head.Roles.ShouldBe([Role.Client]);
    }

    [Fact]
    public async Task A_wrong_address_is_corrected_before_the_first_log_in_and_the_old_links_lead_nobody_anywhere()
    {
        var (staff, mailbox) = await StaffAsync();
        var (wrong, right) = (TestWorld.NewEmail("fout"), TestWorld.NewEmail("goed"));
        var old = Invited.In(World, await Clientele.InvitedAsync(World, staff, mailbox, wrong));
        var oldPassword = await old.PasswordLinkAsync();
        var path = $"/api/mailboxes/{mailbox}/clients/{old.AccountId}/address";
        var other = await Clientele.RegisterAsync(World, staff, mailbox);
        (await staff.PostAsync(path, new { email = other.Email })).Expect(409, "address-in-use");
        var mail = await World.NextMailAsync(right, Mailing.Invitation, async () =>
            (await staff.PostAsync(path, new { email = right })).Expect(200)["email"]!.GetValue<string>().ShouldBe(right));

        (await old.LookAsync()).Expect(403, "invitation-expired");
        (await oldPassword.SetAsync(AnAccount.UsualPassword, name: "Wie")).Expect(403, "password-link-dead");
        await World.NextMailAsync(right, Mailing.Invitation, async () => (await old.FreshAsync()).Expect(202));
        World.Mails(wrong, Mailing.Invitation).Count.ShouldBe(1);
        (await Clientele.FindAsync(staff, mailbox, right)).Count.ShouldBe(1);
        (await Clientele.FindAsync(staff, mailbox, wrong)).ShouldBeEmpty();
        // The same again is no other invitation, and whoever was let in decides about their address themselves.
        var mails = World.Mails(right, Mailing.Invitation).Count;
        (await staff.PostAsync(path, new { email = right })).Expect(200);
        var invited = Invited.In(World, mail);
        invited.AccountId.ShouldBe(old.AccountId);
        await Clientele.WithPasswordAsync(invited);
        World.Mails(right, Mailing.Invitation).Count.ShouldBe(mails);
        (await staff.PostAsync(path, new { email = wrong })).Expect(409, "invitation-used");
        var by = await staff.AccountIdAsync();
        await World.IsWrittenDownAsync("accounts/" + old.AccountId, ClientEvents.ClientAddressChanged, by, old.AccountId, 1);
        // The wrong address is free for whoever has it.
        (await Clientele.RefusedAsync(staff, mailbox, Clientele.Of(wrong))).ShouldBeNull();

        // What somebody else gave the account is not to be had by correcting its address: neither of the client, nor of the guest.
        var (both, sponsor) = (TestWorld.NewEmail("beide"), await AGuest.SponsorAsync(World));
        var guestId = (await AGuest.AskAsync(World, sponsor.Browser, both)).Expect(202)["guestId"]!.GetValue<string>();
        (await Clientele.RefusedAsync(staff, mailbox, Clientele.Of(both))).ShouldBeNull();
        (await staff.PostAsync($"/api/mailboxes/{mailbox}/clients/{guestId}/address", new { email = TestWorld.NewEmail() })).Expect(409, "account-elsewhere");
        (await sponsor.Browser.PostAsync($"/api/guests/{guestId}/correct-address", new { email = TestWorld.NewEmail() })).Expect(409, "account-elsewhere");
        var late = TestWorld.NewEmail("later");
        var lateId = (await Clientele.MakeAsync(staff, mailbox, Clientele.Of(late))).Single()!["client"]!["clientId"]!.GetValue<string>();
        (await AGuest.AskAsync(World, sponsor.Browser, late)).Expect(202);
        (await staff.PostAsync($"/api/mailboxes/{mailbox}/clients/{lateId}/address", new { email = TestWorld.NewEmail() })).Expect(409, "account-elsewhere");
        var (shared, otherStaff) = (TestWorld.NewEmail("gedeeld"), await World.OtherStaffAsync());
        var ours = (await Clientele.MakeAsync(staff, mailbox, Clientele.Of(shared))).Single()!["client"]!["clientId"]!.GetValue<string>();
        var otherMailbox = (await otherStaff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        (await Clientele.RefusedAsync(otherStaff, otherMailbox, Clientele.Of(shared))).ShouldBeNull();
        (await otherStaff.PostAsync($"/api/mailboxes/{otherMailbox}/clients/{ours}/address", new { email = TestWorld.NewEmail() })).Expect(409, "account-elsewhere");
        (await Clientele.StoredAsync(World, ours))!.Head.Email.ShouldBe(shared);
    }

    [Fact]
    public async Task An_address_that_has_an_account_gains_the_role_and_a_colleague_is_none()
    {
        var (staff, mailbox) = await StaffAsync();
        var sponsor = await AGuest.SponsorAsync(World);
        var guest = await AGuest.RegisterAsync(World, sponsor);
        var told = await World.NextMailAsync(guest.Account.Email, Clientele.PortalReady, async () =>
            (await Clientele.MakeAsync(staff, mailbox, Clientele.Of(guest.Account.Email))).Single()!["client"]!["clientId"]!.GetValue<string>().ShouldBe(guest.GuestId));
        told.Text!.ShouldContain("/portal/");
        (await guest.Account.Browser.GetAsync("/api/client")).Expect(200)["kind"]!.GetValue<string>().ShouldBe("person");
        (await guest.Account.Browser.PostAsync("/api/guests/me/keep")).Expect(200);
        // As a guest removed, as a client still in; nothing of the account is taken away with the guest.
        (await sponsor.Browser.PostAsync($"/api/guests/{guest.GuestId}/remove")).Expect(200);
        (await (await guest.Account.LogInAsync()).GetAsync("/api/client")).Expect(200);

        var former = await AGuest.RegisterAsync(World, sponsor);
        (await sponsor.Browser.PostAsync($"/api/guests/{former.GuestId}/remove")).Expect(200);
        (await Clientele.RefusedAsync(staff, mailbox, Clientele.Of(former.Account.Email))).ShouldBeNull();
        (await (await former.Account.LogInAsync()).GetAsync("/api/session")).Expect(200)["roles"]!.ToJsonString().ShouldBe("""["client"]""");

        (await Clientele.RefusedAsync(staff, mailbox, Clientele.Of(sponsor.Email))).ShouldBe("address-of-colleague");
        (await Clientele.RefusedAsync(staff, mailbox, Clientele.Of((await World.SecondDeskAsync()).Email))).ShouldBe("address-of-colleague");
        (await Clientele.RefusedAsync(staff, mailbox, Clientele.Of(guest.Account.Email, "company"))).ShouldBe("client-otherwise");
        var shut = await Clientele.RegisterAsync(World, staff, mailbox);
        (await staff.PostAsync($"/api/accounts/{shut.AccountId}/suspend")).Expect(200);
        (await Clientele.RefusedAsync(staff, mailbox, Clientele.Of(shut.Email))).ShouldBe("address-in-use");
        (await staff.PostAsync($"/api/accounts/{shut.AccountId}/end")).Expect(200);
        (await Clientele.MakeAsync(staff, mailbox, Clientele.Of(shut.Email))).Single()!["client"]!["clientId"]!.GetValue<string>().ShouldNotBe(shut.AccountId);
    }

    [Fact]
    public async Task An_import_is_within_the_limits_and_again_mails_nobody()
    {
        var (staff, mailbox) = await StaffAsync();
        // A thousand, and once more what went wrong with them, pass in a day.
        SecurityNumbers.ClientsMadePerDay.ShouldBe(2 * 1000);
        var mark = Seals.NewId()[..6];
        var clients = Enumerable.Range(0, 100).Select(place => Clientele.Of($"import-{mark}-{place}@example.nl", name: $"{mark} Klant {place:D3}")).ToList();
        for (var time = 0; time < 2; time++)
        {
            foreach (var some in clients.Chunk(SecurityNumbers.ClientsAtOnce))
            {
                (await Clientele.MakeAsync(staff, mailbox, some)).Count(answer => answer!["client"]?["state"]?.GetValue<string>() == "invited").ShouldBe(some.Length);
            }
        }

        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await staff.PostAsync($"/api/mailboxes/{mailbox}/client-search", new { words = mark, cursor })).Expect(200);
            found.AddRange(page["clients"]!.AsArray().Select(client => client!["name"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        found.Order().ShouldBe(Enumerable.Range(0, 100).Select(place => $"{mark} Klant {place:D3}"));
        await Waiting.UntilAsync("every invitation", () => World.Inbox.To($"import-{mark}-99@example.nl").Count > 0);
        World.Inbox.To($"import-{mark}-7@example.nl").Count.ShouldBe(1);
    }

    private async Task<(ApiClient Staff, string Mailbox)> StaffAsync()
    {
        var staff = await World.LogInAsync();
        return (staff, await staff.MailboxAsync());
    }
}
