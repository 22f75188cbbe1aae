using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>The service desk invites (N2): once, for the right mailboxes, and again when it took too long.</summary>
public sealed class InvitingAccounts(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task Staff_who_were_invited_work_in_their_mailboxes()
    {
        var desk = await own.LogInAsync();
        var mailboxId = await MailboxAsync(desk);
        var (accountId, email) = (Seals.NewId(), TestWorld.NewEmail("sara"));

        ApiAnswer answer = null!;
        var mail = await own.NextMailAsync(email, Mailing.Invitation, async () =>
            answer = await InviteAsync(desk, accountId, email, ["staff"], [mailboxId]));

        answer.Expect(202)["state"]!.GetValue<string>().ShouldBe("invited");
        answer["invitedUntil"]!.GetValue<DateTimeOffset>().ShouldBe(own.Now() + SecurityNumbers.InvitationLifetime);
        var link = await Invited.In(own, mail).PasswordLinkAsync();
        var browser = own.NewBrowser();
        (await link.SetAsync(AnAccount.UsualPassword, browser, "Sara Smit")).Expect(200);
        await new AnAccount(own, link.AccountId, link.Email, browser).AddSmsAsync();
        var session = (await browser.GetAsync("/api/session")).Expect(200);
        session["mailboxes"]!.AsArray().Select(mailbox => mailbox!["mailboxId"]!.GetValue<string>()).ShouldBe([mailboxId]);
        session["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe(["staff"]);
        (await browser.SearchAccountsAsync()).Expect(404, "not-found");
        var shown = (await desk.GetAsync($"/api/accounts/{accountId}")).Expect(200);
        shown["state"]!.GetValue<string>().ShouldBe("active");
        shown["name"]!.GetValue<string>().ShouldBe("Sara Smit");
        shown["factors"]!.AsArray().Select(factor => factor!.GetValue<string>()).ShouldBe(["sms"]);
        shown["sessions"]!.GetValue<int>().ShouldBe(1);
        shown["mailboxes"]!.AsArray().Select(mailbox => mailbox!["name"]!.GetValue<string>()).ShouldBe(["Info"]);
    }

    [Fact]
    public async Task The_same_invitation_ten_times_at_once_makes_one_account_and_one_mail()
    {
        var desk = await own.LogInAsync();
        var (accountId, email) = (Seals.NewId(), TestWorld.NewEmail("tien"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => InviteAsync(desk.Copy(), accountId, email, ["client"], [])));

        answers.ShouldAllBe(answer => (int)answer.Status == 202);
        (await InviteAsync(desk, accountId, email, ["staff"], [])).Expect(409, "id-taken");
        (await InviteAsync(desk, Seals.NewId(), TestWorld.NewEmail(), ["guest"], [])).Expect(400, "bad-input");
        await own.HintsWorkedAsync();
        own.Mails(email, Mailing.Invitation).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_has_one_account_however_it_is_typed()
    {
        var desk = await own.LogInAsync();
        var email = TestWorld.NewEmail("dubbel");
        (await InviteAsync(desk, Seals.NewId(), email, ["client"], [])).Expect(202);

        (await InviteAsync(desk, Seals.NewId(), $" {email.ToUpperInvariant()} ", ["client"], [])).Expect(409, "address-in-use");
    }

    [Fact]
    public async Task An_invitation_that_was_cut_off_does_not_keep_the_address()
    {
        var email = TestWorld.NewEmail("half");
        var root = own.Cloud.Services.GetRequiredService<RootSecret>();
        await own.Storage().LookUps.TryInsertAsync(
            root.LookUp("email", email), "account", new { AccountId = Seals.NewId(), At = own.Now() }, TestContext.Current.CancellationToken);
        (await InviteAsync(await own.LogInAsync(), Seals.NewId(), email, ["client"], [])).Expect(409, "address-in-use");

        own.Time.Advance(TimeSpan.FromMinutes(11));

        (await InviteAsync(await own.LogInAsync(), Seals.NewId(), email, ["client"], [])).Expect(202);
    }

    [Theory]
    [InlineData("""{ "accountId": "kort" }""", "accountId")]
    [InlineData("""{ "email": "niets" }""", "email")]
    [InlineData("""{ "roles": [] }""", "roles")]
    [InlineData("""{ "roles": ["client", "client"] }""", "roles")]
    [InlineData("""{ "roles": ["staff"], "mailboxIds": ["00000000000000000000000000000000"] }""", "mailboxIds")]
    [InlineData("""{ "mailboxIds": ["00000000000000000000000000000000"] }""", "mailboxIds")]
    [InlineData("""{ "language": "fr" }""", "language")]
    public async Task What_cannot_be_is_refused(string wrong, string member)
    {
        var body = new JsonObject
        {
            ["accountId"] = Seals.NewId(), ["email"] = TestWorld.NewEmail(), ["roles"] = new JsonArray("client"),
            ["mailboxIds"] = new JsonArray(), ["language"] = "nl",
        };
        foreach (var (name, value) in JsonNode.Parse(wrong)!.AsObject())
        {
            body[name] = value!.DeepClone();
        }

        (await (await own.LogInAsync()).PostAsync("/api/accounts", body)).Expect(400, "bad-input")["errors"]!.AsObject()
            .Select(error => error.Key).ShouldBe([member]);
    }

    [Fact]
    public async Task An_invitation_that_expired_is_mailed_again_and_works_again()
    {
        var invited = await Invited.MakeAsync(own);
        own.Time.Advance(SecurityNumbers.InvitationLifetime);
        (await invited.LookAsync()).Expect(403, "invitation-expired");
        var desk = await own.LogInAsync();

        var mail = await own.NextMailAsync(invited.Email, Mailing.Invitation, async () =>
            (await desk.PostAsync($"/api/accounts/{invited.AccountId}/invitation")).Expect(202));

        (await Invited.In(own, mail).LookAsync()).Expect(200);
    }

    [Fact]
    public async Task Whoever_accepted_is_not_invited_again()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var desk = await own.LogInAsync();

        (await desk.PostAsync($"/api/accounts/{account.AccountId}/invitation")).Expect(409, "invitation-used");
        (await desk.PostAsync($"/api/accounts/{Seals.NewId()}/invitation")).Expect(404, "not-found");
        (await desk.PostAsync("/api/accounts/niets/invitation")).Expect(404, "not-found");
    }

    [Fact]
    public async Task Five_minutes_after_the_log_in_the_service_desk_logs_in_again()
    {
        var desk = await own.LogInAsync();
        own.Time.Advance(SecurityNumbers.RecentLogIn);

        (await InviteAsync(desk, Seals.NewId(), TestWorld.NewEmail(), ["client"], [])).Expect(403, "log-in-again");
        (await desk.SearchAccountsAsync()).Expect(200);
    }

    private static async Task<string> MailboxAsync(ApiClient desk) =>
        (await desk.GetAsync("/api/sign-in-policy")).Expect(200)["mailboxes"]!.AsArray().Single()!["mailboxId"]!.GetValue<string>();

    private static Task<ApiAnswer> InviteAsync(ApiClient desk, string accountId, string email, string[] roles, string[] mailboxIds) =>
        desk.PostAsync("/api/accounts", new { accountId, email, roles, mailboxIds, language = "nl" });
}
