using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Guests;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Guests;

/// <summary>From the colleague who asks to the guest who is registered (A1-A13, X20).</summary>
public sealed class BecomingAGuest(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    [Fact]
    public async Task In_their_order_terms_factor_and_confidentiality_and_then_the_sponsor_hears_of_it()
    {
        var sponsor = await AGuest.SponsorAsync(World);
        var guest = await AGuest.WithPasswordAsync(World, sponsor);
        var browser = guest.Account.Browser;
        var place = "accounts/" + guest.GuestId;
        await World.IsWrittenDownAsync(place, GuestEvents.GuestAsked, sponsor.AccountId, guest.GuestId, 1);
        await World.IsWrittenDownAsync(place, GuestEvents.GuestApproved, sponsor.AccountId, guest.GuestId, 1);

        (await browser.GetAsync("/api/session")).Expect(200)["owes"]!.GetValue<string>().ShouldBe("terms");
        (await browser.PostAsync("/api/account/factors/sms", new { phone = TestWorld.NewPhone() })).Expect(403, "document-first");
        (await AGuest.AcceptAsync(browser, "confidentiality")).Expect(403, "second-factor-required");
        (await browser.PostAsync("/api/guests/me/accept", new { document = "terms", version = 1, language = "nl", sha256 = new string('0', 64) }))
            .Expect(409, "document-renewed");
        (await AGuest.AcceptAsync(browser, "terms", "en")).Expect(200)["owes"]!.GetValue<string>().ShouldBe("confidentiality");
        var account = await guest.Account.AddSmsAsync();
        (await browser.GetAsync("/api/session")).Expect(200)["owes"]!.GetValue<string>().ShouldBe("confidentiality");
        (await browser.PostAsync("/api/guests/me/keep")).Expect(403, "document-first");
        World.Mails(sponsor.Email, AGuest.Registered).ShouldBeEmpty();
        var mail = await World.NextMailAsync(sponsor.Email, AGuest.Registered, async () => (await AGuest.AcceptAsync(browser, "confidentiality")).Expect(200));

        mail.Text!.ShouldContain(account.Email);
        (await browser.GetAsync("/api/session")).Expect(200)["owes"].ShouldBeNull();
        (await browser.PostAsync("/api/guests/me/keep")).Expect(200)["mayKeep"]!.GetValue<bool>().ShouldBeFalse();
        await World.IsWrittenDownAsync(place, GuestEvents.DocumentAccepted, guest.GuestId, guest.GuestId, 2);
        await World.IsWrittenDownAsync(place, GuestEvents.GuestRegistered, guest.GuestId, guest.GuestId, 1);
        var kept = (await World.RowsAsync("accounts", guest.GuestId)).Where(row => row.RowKey.StartsWith("accepted~", StringComparison.Ordinal))
            .Select(row => (row.RowKey, Row.Read<AcceptedDocument>(row).Value)).ToList();
        kept.Select(one => one.RowKey).ShouldBe(["accepted~confidentiality~00001", "accepted~terms~00001"]);
        kept[1].Value.ShouldBe(new AcceptedDocument(DocumentVersion.HashOf(GuestTexts.EnglishTerms), 1, "en", kept[1].Value.At));
        (await World.AuditedAsync(place)).ShouldContain(entry => entry.Method == $"terms 1 en {kept[1].Value.Sha256}");
        var listed = (await sponsor.Browser.GetAsync("/api/guests")).Expect(200)["guests"]!.AsArray().Single()!;
        listed["state"]!.GetValue<string>().ShouldBe("active");
        listed["email"]!.GetValue<string>().ShouldBe(account.Email);
        listed["lastUsedAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_new_version_is_asked_at_the_next_log_in_and_says_what_changed()
    {
        await using var own = await OwnWorld.StartAsync();
        var guest = await AGuest.RegisterAsync(own);
        var desk = await own.LogInAsync();
        var text = new { document = "terms", version = 1, dutch = "Nieuwe tekst", english = "New text", changedDutch = "Alles", changedEnglish = "All of it" };
        (await desk.PostAsync("/api/guests/documents", text)).Expect(200)["version"]!.GetValue<int>().ShouldBe(2);
        (await desk.PostAsync("/api/guests/documents", text)).Expect(409, "document-renewed");
        await own.IsWrittenDownAsync("organisation/organisation", GuestEvents.GuestRulesChanged, await desk.AccountIdAsync(), null, 1);

        // A session from before goes on; the next log-in gets no further than the document.
        (await guest.Account.Browser.PostAsync("/api/guests/me/keep")).Expect(200);
        var browser = own.NewBrowser();
        var code = await guest.Account.CodeAsync(browser);
        (await browser.PostAsync("/api/login/verify", new { code, remember = true })).Expect(200)["next"]!.GetValue<string>().ShouldBe("accept-document");
        browser.Cookies.Keys.ShouldNotContain("__Host-remembered");
        (await browser.PostAsync("/api/guests/me/keep")).Expect(403, "document-first");
        (await browser.PostAsync("/api/account/details", new { name = "G", language = "nl", notices = new { newMessage = true } })).Expect(403, "document-first");
        var owed = (await browser.GetAsync("/api/guests/me/documents")).Expect(200)["documents"]!.AsArray().Single()!;
        owed["accepted"]!.GetValue<int>().ShouldBe(1);
        owed["texts"]![0]!["changed"]!.GetValue<string>().ShouldBe("Alles");
        (await AGuest.AcceptAsync(browser, "terms")).Expect(200)["owes"].ShouldBeNull();
        (await browser.PostAsync("/api/guests/me/keep")).Expect(200);
        own.Mails(guest.Sponsor.Email, AGuest.Registered).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_organisation_wants_it_somebody_else_says_yes_before_anything_is_mailed()
    {
        await using var own = await OwnWorld.StartAsync();
        var (desk, sponsor) = (await own.LogInAsync(), await AGuest.SponsorAsync(own));
        var policy = new { inactiveDays = 90, extendDays = 90, needsSecondYes = true, mayBeRemembered = false };
        (await desk.PostAsync("/api/guests/policy", policy)).Expect(200);
        var (email, guestId) = (TestWorld.NewEmail("gast"), Seals.NewId());
        var body = new { guestId, name = "G", email, phone = TestWorld.NewPhone(), reason = "R", endsOn = AGuest.Day(own, 30), language = "nl" };
        await own.NextMailAsync(own.StaffLogIn.Email, "iemand wil een gast uitnodigen", async () =>
            (await sponsor.Browser.PostAsync("/api/guests", body)).Expect(202)["state"]!.GetValue<string>().ShouldBe("asked"));
        (await sponsor.Browser.PostAsync("/api/guests", body)).Expect(202);
        (await sponsor.Browser.PostAsync("/api/guests", body with { reason = "Iets anders" })).Expect(409, "id-taken");

        (await sponsor.Browser.PostAsync($"/api/guests/{guestId}/approve")).Expect(403, "second-person-needed");
        (await desk.GetAsync("/api/guests?which=asked")).Expect(200)["guests"]!.AsArray().Single()!["mayApprove"]!.GetValue<bool>().ShouldBeTrue();
        own.Inbox.To(email).ShouldBeEmpty();
        await own.NextMailAsync(email, AGuest.Invitation, async () => (await desk.PostAsync($"/api/guests/{guestId}/approve")).Expect(200));
        (await desk.PostAsync($"/api/guests/{guestId}/approve")).Expect(404);
        (await desk.GetAsync("/api/guests?which=asked")).Expect(200)["guests"]!.AsArray().ShouldBeEmpty();

        var second = (await AGuest.AskAsync(own, sponsor.Browser, TestWorld.NewEmail("gast"))).Expect(202)["guestId"]!.GetValue<string>();
        await own.NextMailAsync(sponsor.Email, "uw gast is niet uitgenodigd", async () => (await desk.PostAsync($"/api/guests/{second}/refuse")).Expect(204));
        await own.IsWrittenDownAsync("accounts/" + second, GuestEvents.GuestDeclined, await desk.AccountIdAsync(), second, 1);
        (await AGuest.FindAsync(own, second)).ShouldBeNull();
    }

    [Fact]
    public async Task An_address_that_has_an_account_gains_the_role_when_it_accepts_and_a_colleague_is_none()
    {
        var sponsor = await AGuest.SponsorAsync(World);
        var client = await AnAccount.WithSmsAsync(World, Role.Client);
        ApiAnswer asked = null!;
        var mail = await World.NextMailAsync(client.Email, "wil bestanden met u delen", async () =>
            asked = (await AGuest.AskAsync(World, sponsor.Browser, client.Email)).Expect(202));
        mail.Text!.ShouldContain("Uitnodiging accepteren");
        asked["guestId"]!.GetValue<string>().ShouldBe(client.AccountId);
        (await AGuest.AskAsync(World, sponsor.Browser, client.Email)).Expect(409, "already-guest")["sponsorEmail"]!.GetValue<string>().ShouldBe(sponsor.Email);

        (await client.Browser.PostAsync("/api/guests/me/keep")).Expect(404);
        (await AGuest.AcceptAsync(client.Browser, "terms")).Expect(200);
        (await client.Browser.PostAsync("/api/guests/me/keep")).Expect(404);
        (await AGuest.AcceptAsync(client.Browser, "confidentiality")).Expect(200);
        (await client.Browser.PostAsync("/api/guests/me/keep")).Expect(200);

        (await sponsor.Browser.PostAsync($"/api/guests/{client.AccountId}/remove")).Expect(200)["state"]!.GetValue<string>().ShouldBe("removed");
        (await (await client.LogInAsync()).GetAsync("/api/guests/me")).Expect(403, "guest-removed")["why"]!.GetValue<string>().ShouldBe("by-hand");
        var other = await AGuest.SponsorAsync(World);
        (await AGuest.AskAsync(World, sponsor.Browser, other.Email)).Expect(409, "address-of-colleague");
    }

    [Fact]
    public async Task A_wrong_address_is_corrected_and_the_old_link_leads_nobody_anywhere()
    {
        var sponsor = await AGuest.SponsorAsync(World);
        var (wrong, right) = (TestWorld.NewEmail("fout"), TestWorld.NewEmail("goed"));
        var old = Invited.In(World, await World.NextMailAsync(wrong, AGuest.Invitation, async () =>
            (await AGuest.AskAsync(World, sponsor.Browser, wrong)).Expect(202)));
        var oldPassword = await old.PasswordLinkAsync();
        (await sponsor.Browser.PostAsync($"/api/guests/{old.AccountId}/correct-address", new { email = sponsor.Email })).Expect(409, "address-in-use");
        var mail = await World.NextMailAsync(right, AGuest.Invitation, async () =>
            (await sponsor.Browser.PostAsync($"/api/guests/{old.AccountId}/correct-address", new { email = right })).Expect(200));

        (await old.LookAsync()).Expect(403, "invitation-expired");
        (await old.RequestAsync()).Expect(403, "invitation-expired");
        (await oldPassword.SetAsync(AnAccount.UsualPassword, name: "Wie")).Expect(403, "password-link-dead");
        await World.NextMailAsync(right, AGuest.Invitation, async () => (await old.FreshAsync()).Expect(202));
        World.Mails(wrong, AGuest.Invitation).Count.ShouldBe(1);
        var invited = Invited.In(World, mail);
        invited.AccountId.ShouldBe(old.AccountId);
        (await (await invited.PasswordLinkAsync()).SetAsync(AnAccount.UsualPassword, name: "G")).Expect(200);
        (await sponsor.Browser.PostAsync($"/api/guests/{old.AccountId}/correct-address", new { email = wrong })).Expect(409, "guest-otherwise");
        // The wrong address is free for whoever has it.
        (await AGuest.AskAsync(World, sponsor.Browser, wrong)).Expect(202)["guestId"]!.GetValue<string>().ShouldNotBe(old.AccountId);
    }

    [Fact]
    public async Task A_new_invitation_has_a_new_date_and_kills_no_valid_one()
    {
        await using var own = await OwnWorld.StartAsync();
        var sponsor = await AGuest.SponsorAsync(own);
        var email = TestWorld.NewEmail("gast");
        var first = Invited.In(own, await own.NextMailAsync(email, AGuest.Invitation, async () => (await AGuest.AskAsync(own, sponsor.Browser, email)).Expect(202)));
        var again = $"/api/guests/{first.AccountId}/invitation";
        await own.NextMailAsync(email, AGuest.Invitation, async () => (await sponsor.Browser.PostAsync(again)).Expect(202));
        (await first.LookAsync()).Expect(200);

        own.Time.Advance(TimeSpan.FromDays(8));
        (await first.LookAsync()).Expect(403, "invitation-expired");
        var fresh = Invited.In(own, await own.NextMailAsync(email, AGuest.Invitation, async () => (await first.FreshAsync()).Expect(202)));
        (await fresh.LookAsync()).Expect(200);
        var back = await sponsor.LogInAsync();
        (await back.PostAsync(again)).Expect(202)["invitedUntil"]!.GetValue<DateTimeOffset>().ShouldBe(own.Now().AddDays(7), TimeSpan.FromMinutes(1));
        (await fresh.LookAsync()).Expect(200);
    }

    [Fact]
    public async Task Afterwards_the_guest_confirms_both_addresses()
    {
        var guest = await AGuest.RegisterAsync(World);
        var (browser, email) = (guest.Account.Browser, TestWorld.NewEmail("nieuw"));
        (await browser.PostAsync("/api/guests/me/address", new { email = guest.Account.Email })).Expect(400, "bad-input");
        var before = World.Inbox.To(email).Count;
        var former = await World.NextMailAsync(guest.Account.Email, "bevestig uw e-mailadres", async () =>
            (await browser.PostAsync("/api/guests/me/address", new { email })).Expect(202));
        await Waiting.UntilAsync("the mail to the new address", () => World.Inbox.To(email).Count > before);
        var (formerCode, newCode) = (Mailing.CodeIn(former), Mailing.CodeIn(World.Inbox.To(email)[0]));

        (await browser.PostAsync("/api/guests/me/address/confirm", new { formerCode, newCode = formerCode })).Expect(403, "code-refused");
        (await AGuest.FindAsync(World, guest.GuestId))!.Head.Email.ShouldBe(guest.Account.Email);
        await World.NextMailAsync(guest.Account.Email, "uw e-mailadres is veranderd", async () =>
            (await browser.PostAsync("/api/guests/me/address/confirm", new { formerCode, newCode })).Expect(200));

        await World.IsWrittenDownAsync("accounts/" + guest.GuestId, GuestEvents.GuestAddressChanged, guest.GuestId, guest.GuestId, 1);
        (await browser.PostAsync("/api/guests/me/address/confirm", new { formerCode, newCode })).Expect(403, "enrolment-expired");
        (await guest.Account.GivePasswordAsync(World.NewBrowser())).Expect(403, "login-refused");
        await (guest.Account with { Email = email }).LogInAsync();
    }
}
