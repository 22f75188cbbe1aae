using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Clients;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Clients;

/// <summary>A company lets people look along, and ends that (N49, N50).</summary>
public sealed class CompaniesAndExtraAccounts(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    [Fact]
    public async Task The_main_account_adds_sees_and_deletes_and_a_deleted_account_is_out_in_the_same_second()
    {
        var staff = await World.LogInAsync();
        var mailbox = await staff.MailboxAsync();
        var main = await Clientele.RegisterAsync(World, staff, mailbox, "company", "De Vries Bouw BV");
        var (one, otherEmail) = (await Clientele.RegisterExtraAsync(World, main.Browser, "Eva Extra"), TestWorld.NewEmail("extra"));
        var mail = await World.NextMailAsync(otherEmail, Mailing.Invitation, async () => (await Clientele.AddExtraAsync(main.Browser, otherEmail, "Bram Bij")).Expect(202));
        mail.Text!.ShouldContain("De Vries Bouw BV");
        var other = Invited.In(World, mail);
        await World.IsWrittenDownAsync("accounts/" + one.AccountId, ClientEvents.ExtraAccountAdded, main.AccountId, $"{one.AccountId} {main.AccountId}", 1);

        (await one.Browser.GetAsync("/api/client")).Expect(200).Text.ShouldContain("\"company\":\"De Vries Bouw BV\"");
        var listed = await ListAsync(main.Browser);
        listed.Select(account => (account["name"]!.GetValue<string>(), account["state"]!.GetValue<string>())).ShouldBe([("Bram Bij", "invited"), ("Eva Extra", "active")]);
        listed[0]["lastLogInAt"].ShouldBeNull();
        World.Time.Advance(TimeSpan.FromMinutes(2));
        await one.LogInAsync();
        (await ListAsync(main.Browser))[1]["lastLogInAt"]!.GetValue<DateTimeOffset>().ShouldBe(World.Now(), TimeSpan.FromSeconds(1));
        await World.NextMailAsync(otherEmail, Mailing.Invitation, async () =>
            (await main.Browser.PostAsync($"/api/client/accounts/{other.AccountId}/invitation")).Expect(202));
        (await main.Browser.PostAsync($"/api/client/accounts/{one.AccountId}/invitation")).Expect(409, "invitation-used");

        var (remembered, link) = (await one.LogInAsync(remember: true), await PasswordLink.ForAsync(World, one.Email));
        await World.NextMailAsync(one.Email, Clientele.Ended, async () => (await main.Browser.DeleteAsync($"/api/client/accounts/{one.AccountId}")).Expect(204));
        (await one.Browser.GetAsync("/api/client")).Expect(401, "not-signed-in");
        (await remembered.GetAsync("/api/client")).Expect(401);
        remembered.Cookies.Remove("__Host-session");
        (await remembered.PostAsync("/api/login/resume")).Expect(401);
        (await link.LookAsync()).Expect(404, "link-unknown");
        (await one.GivePasswordAsync(World.NewBrowser())).Expect(403, "login-refused");
        (await main.Browser.DeleteAsync($"/api/client/accounts/{one.AccountId}")).Expect(404);
        await World.IsWrittenDownAsync("accounts/" + one.AccountId, ClientEvents.ExtraAccountDeleted, main.AccountId, $"{one.AccountId} {main.AccountId}", 1);
        (await World.AccountAsync(one.AccountId)).Head.Value.Name.ShouldBe("Karin Klant");
        (await main.Browser.DeleteAsync($"/api/client/accounts/{other.AccountId}")).Expect(204);
        (await other.LookAsync()).Expect(404, "link-unknown");
        (await ListAsync(main.Browser)).ShouldBeEmpty();

        // The address is free: somebody who comes back is another account.
        (await Clientele.AddExtraAsync(main.Browser, one.Email)).Expect(202)["accountId"]!.GetValue<string>().ShouldNotBe(one.AccountId);
    }

    [Fact]
    public async Task A_guest_who_looks_along_stays_a_guest_and_of_other_addresses_a_company_learns_nothing()
    {
        var staff = await World.LogInAsync();
        var mailbox = await staff.MailboxAsync();
        var main = await Clientele.RegisterAsync(World, staff, mailbox, "company", "De Vries Bouw BV");
        var guest = await AGuest.RegisterAsync(World);
        await guest.Account.LogInAsync();
        World.Time.Advance(TimeSpan.FromSeconds(1));
        var told = await World.NextMailAsync(guest.Account.Email, Clientele.PortalReady, async () =>
            (await Clientele.AddExtraAsync(main.Browser, guest.Account.Email)).Expect(202)["accountId"]!.GetValue<string>().ShouldBe(guest.GuestId));
        told.Text!.ShouldContain("De Vries Bouw BV");
        (await guest.Account.Browser.GetAsync("/api/client")).Expect(200)["kind"]!.GetValue<string>().ShouldBe("extra-account");
        // Of the time before nothing is shown, and of the account what the company gave.
        (await World.AccountAsync(guest.GuestId)).Head.Value.LastLogInAt.ShouldNotBeNull();
        var shown = (await ListAsync(main.Browser)).ShouldHaveSingleItem();
        (shown["name"]!.GetValue<string>(), shown["lastLogInAt"]).ShouldBe(("Eva Extra", null));
        (await staff.GetAsync($"/api/mailboxes/{mailbox}/clients/{main.AccountId}")).Expect(200)["accounts"]!.ToJsonString()
            .ShouldBe((await main.Browser.GetAsync("/api/client/accounts")).Expect(200)["accounts"]!.ToJsonString());
        (await main.Browser.DeleteAsync($"/api/client/accounts/{guest.GuestId}")).Expect(204);
        (await guest.Account.Browser.GetAsync("/api/session")).Expect(401);
        var back = await guest.Account.LogInAsync();
        (await back.GetAsync("/api/client")).Expect(404);
        (await back.PostAsync("/api/guests/me/keep")).Expect(200);

        var person = await Clientele.RegisterAsync(World, staff, mailbox);
        var shut = await Clientele.RegisterAsync(World, staff, mailbox);
        (await staff.PostAsync($"/api/accounts/{shut.AccountId}/suspend")).Expect(200);
        var answers = new List<string>();
        foreach (var email in new[] { World.StaffLogIn.Email, person.Email, main.Email, shut.Email })
        {
            answers.Add((await Clientele.AddExtraAsync(main.Browser, email)).Expect(409, "address-in-use").Text);
        }

        answers.Distinct().ShouldHaveSingleItem("whose it is, and why not, is nobody's to know");

        // As many as there can be, and none more; what was noted and never made is not listed.
        var clients = World.Cloud.Services.GetRequiredService<ClientStore>();
        var full = await clients.ChangeAsync(
            main.AccountId,
            change =>
            {
                change.Client = change.Client! with { ExtraAccountIds = [.. Enumerable.Range(0, SecurityNumbers.ExtraAccounts).Select(_ => AccountId.From(Seals.NewId()))] };
                return null;
            },
            TestContext.Current.CancellationToken);
        full.IsRefused(out _, out _).ShouldBeFalse();
        (await Clientele.AddExtraAsync(main.Browser, TestWorld.NewEmail())).Expect(409, "extra-accounts-full")["most"]!.GetValue<int>().ShouldBe(SecurityNumbers.ExtraAccounts);
        (await ListAsync(main.Browser)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<JsonNode>> ListAsync(ApiClient company) =>
        [.. (await company.GetAsync("/api/client/accounts")).Expect(200)["accounts"]!.AsArray().Select(account => account!)];
}
