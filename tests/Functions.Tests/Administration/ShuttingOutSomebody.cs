using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Administration;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>Suspending and ending an account count from the next request, in every session (H3).</summary>
public sealed class ShuttingOutSomebody(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private static readonly string[] Roles = ["staff"];
    private readonly OwnWorld own = clock.World;

    [Theory]
    [InlineData("suspend")]
    [InlineData("end")]
    public async Task Every_session_device_and_link_ends(string act)
    {
        var account = await AnAccount.WithSmsAsync(own, Role.Staff);
        var desk = await own.LogInAsync();
        var mailboxId = await desk.MailboxAsync();
        (await desk.PostAsync($"/api/mailboxes/{mailboxId}/people", new { email = account.Email, right = "member", until = (string?)null })).Expect(200);
        var remembered = await account.LogInAsync(remember: true);
        (await remembered.ReadsAsync(mailboxId)).ShouldBeTrue();
        var halfway = own.NewBrowser();
        var code = await account.CodeAsync(halfway);
        var link = await PasswordLink.ForAsync(own, account.Email);

        (await desk.PostAsync($"/api/accounts/{account.AccountId}/{act}")).Expect(200)["sessions"]!.GetValue<int>().ShouldBe(0);

        (await account.Browser.PostAsync($"/api/mailboxes/{mailboxId}/open")).Expect(401, "not-signed-in");
        (await account.Browser.GetAsync($"/api/mailboxes/{mailboxId}/conversations")).Expect(401, "not-signed-in");
        (await remembered.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
        (await halfway.PostAsync("/api/login/verify", new { code, remember = false })).Expect(401, "login-expired");
        (await account.GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused");
        (await link.SetAsync("zes gele fietsen!")).Expect(404, "link-unknown");
        (await PasswordLink.AskAsync(own, account.Email)).Expect(202);
        await own.HintsWorkedAsync();
        own.Mails(account.Email, Mailing.PasswordLink).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_was_suspended_comes_back_with_what_they_had_and_old_links_stay_dead()
    {
        var account = await AnAccount.WithSmsAsync(own, Role.Client);
        var link = await PasswordLink.ForAsync(own, account.Email);
        var desk = await own.LogInAsync();

        (await desk.PostAsync($"/api/accounts/{account.AccountId}/suspend")).Expect(200)["state"]!.GetValue<string>().ShouldBe("suspended");
        (await desk.PostAsync($"/api/accounts/{account.AccountId}/suspend")).Expect(200);
        (await desk.PostAsync($"/api/accounts/{account.AccountId}/factor-reset", new { reason = "Telefoon verloren." })).Expect(409, "account-shut");
        (await desk.PostAsync($"/api/accounts/{account.AccountId}/resume")).Expect(200)["state"]!.GetValue<string>().ShouldBe("active");

        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
        (await link.SetAsync("zes gele fietsen!")).Expect(403, "password-link-dead");
        await account.LogInAsync();
        var (place, by) = ($"accounts/{account.AccountId}", await desk.AccountIdAsync());
        await own.IsWrittenDownAsync(place, AdministrationEvents.AccountSuspended, by, account.AccountId, times: 1);
        await own.IsWrittenDownAsync(place, AdministrationEvents.AccountResumed, by, account.AccountId, times: 1);
    }

    [Fact]
    public async Task Who_was_only_invited_cannot_accept_while_suspended()
    {
        var invited = await Invited.MakeAsync(own);
        var link = await invited.PasswordLinkAsync();
        var desk = await own.LogInAsync();

        (await desk.PostAsync($"/api/accounts/{invited.AccountId}/suspend")).Expect(200);
        (await invited.LookAsync()).Expect(404, "link-unknown");
        (await invited.FreshAsync()).Expect(404, "link-unknown");
        (await link.SetAsync(AnAccount.UsualPassword, name: "Dirk")).Expect(404, "link-unknown");
        (await desk.PostAsync($"/api/accounts/{invited.AccountId}/invitation")).Expect(409, "invitation-used");

        (await desk.PostAsync($"/api/accounts/{invited.AccountId}/resume")).Expect(200)["state"]!.GetValue<string>().ShouldBe("invited");
        (await invited.LookAsync()).Expect(200);
    }

    [Fact]
    public async Task An_account_that_ended_stays_so_and_its_address_makes_another_with_nothing()
    {
        var account = await AnAccount.WithSmsAsync(own, Role.Staff);
        var desk = await own.LogInAsync();
        var mailboxId = await desk.MailboxAsync();
        (await desk.PostAsync($"/api/mailboxes/{mailboxId}/people", new { email = account.Email, right = "member", until = (string?)null })).Expect(200);

        (await desk.PostAsync($"/api/accounts/{account.AccountId}/end")).Expect(200)["mailboxes"]!.AsArray().ShouldBeEmpty();
        (await desk.PostAsync($"/api/accounts/{account.AccountId}/resume")).Expect(409, "account-shut");

        (await own.RowsAsync("accounts", account.AccountId)).ShouldNotContain(row => row.RowKey.StartsWith("member~", StringComparison.Ordinal));
        var again = (await desk.PostAsync(
            "/api/accounts", new { accountId = Seals.NewId(), email = account.Email, roles = Roles, mailboxIds = Array.Empty<string>(), language = "nl" })).Expect(202);
        again["mailboxes"]!.AsArray().ShouldBeEmpty();
        (await own.AccountAsync(account.AccountId)).Credentials.Value.PasswordHash.ShouldBeNull();
        await own.IsWrittenDownAsync(
            $"accounts/{account.AccountId}", AdministrationEvents.AccountEnded, await desk.AccountIdAsync(), account.AccountId, times: 1);
    }

    [Fact]
    public async Task Nobody_shuts_themselves_out_and_of_two_at_once_one_stays()
    {
        await using var alone = await OwnWorld.StartAsync();
        var desk = await alone.SecondDeskAsync();
        var other = await alone.LogInAsync();
        var otherId = (await other.GetAsync("/api/session")).Expect(200)["accountId"]!.GetValue<string>();
        foreach (var act in new[] { "suspend", "end" })
        {
            (await other.PostAsync($"/api/accounts/{otherId}/{act}")).Expect(409, "own-account");
        }

        (await other.DeleteAsync($"/api/accounts/{otherId}/service-desk")).Expect(409, "own-account");

        await Task.WhenAll(
            desk.Browser.PostAsync($"/api/accounts/{otherId}/suspend"),
            other.PostAsync($"/api/accounts/{desk.AccountId}/suspend"));

        var left = new[] { otherId, desk.AccountId };
        var states = await Task.WhenAll(left.Select(async accountId => (await alone.AccountAsync(accountId)).Head.Value.State));
        states.ShouldContain(AccountState.Active);
    }
}
