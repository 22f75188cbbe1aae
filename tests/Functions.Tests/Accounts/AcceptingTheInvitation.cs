using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Somebody who was invited chooses a password and proves a phone number; then there is an account.</summary>
public sealed partial class AcceptingTheInvitation(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Password = "vijf blauwe fietsen";

    [Fact]
    public async Task A_password_and_the_code_to_the_phone_make_an_account_that_logs_in()
    {
        var invited = await InviteAsync(world);
        (await invited.PostAsync("look")).Expect(200)["email"]!.GetValue<string>().ShouldBe(invited.Email);
        var phone = TestWorld.NewPhone();

        var code = await world.NextSmsCodeAsync(phone, async () =>
            (await invited.AcceptAsync(phone)).Expect(202)["phone"]!.GetValue<string>().ShouldBe("•••• ••" + phone[^2..]));
        (await LogInAsync(world, invited)).Expect(403, "login-refused");
        (await invited.ConfirmAsync(code)).Expect(204);

        var browser = world.NewBrowser();
        var logInCode = await world.NextSmsCodeAsync(phone, async () =>
            (await LogInAsync(world, invited, browser)).Expect(200));
        var session = (await browser.PostAsync("/api/login/verify", new { code = logInCode })).Expect(200);
        session["name"]!.GetValue<string>().ShouldBe("Dirk");
    }

    [Fact]
    public async Task It_is_used_once()
    {
        var invited = await InviteAsync(world);
        var phone = TestWorld.NewPhone();
        var code = await world.NextSmsCodeAsync(phone, async () => (await invited.AcceptAsync(phone)).Expect(202));
        (await invited.ConfirmAsync(code)).Expect(204);

        (await invited.PostAsync("look")).Expect(409, "invitation-used");
        (await invited.AcceptAsync(TestWorld.NewPhone())).Expect(409, "invitation-used");
        (await invited.ConfirmAsync(code)).Expect(409, "invitation-used");
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_account_are_the_same_nothing()
    {
        var invited = await InviteAsync(world);
        var phone = TestWorld.NewPhone();
        var wrong = invited with { Secret = new string('A', 43) };
        var unknown = wrong with { AccountId = Seals.NewId() };
        foreach (var (there, notThere) in new[]
        {
            (await wrong.PostAsync("look"), await unknown.PostAsync("look")),
            (await wrong.AcceptAsync(phone), await unknown.AcceptAsync(phone)),
            (await wrong.ConfirmAsync("123456"), await unknown.ConfirmAsync("123456")),
        })
        {
            there.Expect(404, "link-unknown").Text.ShouldBe(notThere.Text);
        }

        await world.HintsWorkedAsync();
        world.Inbox.To(phone).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kort", "0612345678", "password", "password-short")]
    [InlineData("Wachtwoord123", "0612345678", "password", "password-common")]
    [InlineData("Huidpraktijk De Linde", "0612345678", "password", "password-common")]
    [InlineData(Password, "0201234567", "phone", "phone-not-mobile")]
    [InlineData(Password, "+12025550123", "phone", "phone-not-mobile")]
    public async Task A_weak_password_and_a_number_that_gets_no_code_are_refused(
        string password, string phone, string member, string code)
    {
        var invited = await InviteAsync(world);

        var answer = await invited.AcceptAsync(phone, password);

        answer.Expect(400, "bad-input")["errors"]![member]!.AsArray()
            .Select(error => error!.GetValue<string>()).ShouldBe([code]);
    }

    [Fact]
    public async Task Before_the_code_the_newest_number_and_password_count()
    {
        var invited = await InviteAsync(world);
        var (mistyped, phone) = (TestWorld.NewPhone(), TestWorld.NewPhone());
        const string other = "zes groene fietsen";
        var old = await world.NextSmsCodeAsync(mistyped, async () => (await invited.AcceptAsync(mistyped)).Expect(202));

        var code = await world.NextSmsCodeAsync(phone, async () => (await invited.AcceptAsync(phone, other)).Expect(202));

        (await invited.ConfirmAsync(old)).Expect(403, "code-refused");
        (await invited.ConfirmAsync(code)).Expect(204);
        (await LogInAsync(world, invited)).Expect(403, "login-refused");
        (await LogInAsync(world, invited, password: other)).Expect(200)["phone"]!.GetValue<string>()
            .ShouldBe("•••• ••" + phone[^2..]);
    }

    [Fact]
    public async Task Of_many_wrong_codes_at_once_five_are_evaluated_and_then_the_right_one_is_too_late()
    {
        var invited = await InviteAsync(world);
        var phone = TestWorld.NewPhone();
        var code = await world.NextSmsCodeAsync(phone, async () => (await invited.AcceptAsync(phone)).Expect(202));

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => invited.ConfirmAsync("12345")));

        answers.Count(answer => answer.Problem == "code-refused").ShouldBeInRange(1, SecurityNumbers.TriesPerChallenge);
        answers.ShouldAllBe(answer => answer.Status != HttpStatusCode.NoContent && (int)answer.Status < 500);
        for (var i = 0; i < SecurityNumbers.TriesPerChallenge; i++)
        {
            await invited.ConfirmAsync("12345");
        }

        (await invited.ConfirmAsync(code)).Expect(401, "login-expired");
    }

    [Fact]
    public async Task Ten_codes_a_day_leave_for_one_invitation_whatever_the_numbers()
    {
        var own = clock.World;
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var invited = await InviteAsync(own);
        for (var i = 0; i < SecurityNumbers.InvitationCodesPerDay; i++)
        {
            (await invited.AcceptAsync(TestWorld.NewPhone())).Expect(202);
        }

        (await invited.AcceptAsync(TestWorld.NewPhone())).Expect(429, "too-many-requests");
    }

    [Fact]
    public async Task The_code_works_five_minutes_and_the_link_seven_days()
    {
        var own = clock.World;
        var (invited, phone) = (await InviteAsync(own), TestWorld.NewPhone());
        var end = own.Time.GetUtcNow() + SecurityNumbers.InvitationLifetime;
        var code = await own.NextSmsCodeAsync(phone, async () => (await invited.AcceptAsync(phone)).Expect(202));

        own.Time.Advance(SecurityNumbers.LogInLifetime);
        (await invited.ConfirmAsync(code)).Expect(401, "login-expired");
        own.AdvanceTo(end.AddSeconds(-1));
        (await invited.PostAsync("look")).Expect(200);
        own.AdvanceTo(end);

        (await invited.PostAsync("look")).Expect(403, "invitation-expired");
        (await invited.AcceptAsync(TestWorld.NewPhone())).Expect(403, "invitation-expired");
        (await invited.ConfirmAsync(code)).Expect(403, "invitation-expired");
    }

    private static Task<ApiAnswer> LogInAsync(
        TestWorld where, Invited invited, ApiClient? browser = null, string password = Password) =>
        (browser ?? where.NewBrowser()).PostAsync("/api/login", new { email = invited.Email, password });

    /// <summary>Nothing in the product invites a second member of staff yet.</summary>
    private static async Task<Invited> InviteAsync(TestWorld where)
    {
        var services = where.Cloud.Services;
        var (accountId, email) = (Seals.NewId(), TestWorld.NewEmail("dirk"));
        var mail = await where.NextMessageAsync(email, () => services.GetRequiredService<AccountStore>().InviteAsync(
            new AccountHead(accountId, "", email, "nl", IsStaff: true, IsActive: false),
            [],
            services.GetRequiredService<TimeProvider>().GetUtcNow(),
            TestContext.Current.CancellationToken));
        var link = InvitationLink().Match(mail.Text!);
        link.Groups["account"].Value.ShouldBe(accountId);
        return new Invited(where.NewBrowser(), accountId, link.Groups["secret"].Value, email);
    }

    [GeneratedRegex(@"/invitation/#(?<account>[0-9a-f]{32})\.(?<secret>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InvitationLink();

    private sealed record Invited(ApiClient Browser, string AccountId, string Secret, string Email)
    {
        public Task<ApiAnswer> PostAsync(string call) => Browser.PostAsync(Path(call), new { secret = Secret });

        public Task<ApiAnswer> AcceptAsync(string phone, string password = Password) =>
            Browser.PostAsync(Path("accept"), new { secret = Secret, name = "Dirk", password, phone, language = "nl" });

        public Task<ApiAnswer> ConfirmAsync(string code) => Browser.PostAsync(Path("confirm"), new { secret = Secret, code });

        private string Path(string call) => $"/api/invitations/{AccountId}/{call}";
    }
}
