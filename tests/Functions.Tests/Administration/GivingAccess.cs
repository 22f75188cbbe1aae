using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Administration.Giving;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>
/// Nobody of the service desk gets anybody, least of all themselves, to read a mailbox alone, or unseen (H3). The first
/// member of staff owns the one mailbox and is of the service desk; others are of the service desk only.
/// </summary>
public sealed partial class GivingAccess(ClockWorld clock) : IClassFixture<ClockWorld>, IAsyncLifetime
{
    private const string Asked = "iemand vraagt toegang tot een mailbox";
    private const string DeskAsked = "iemand komt bij de servicedesk";
    private const string Given = "er is toegang gegeven";
    private readonly OwnWorld own = clock.World;
    private AnAccount desk = null!;
    private string mailboxId = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await own.SecondDeskAsync();
        mailboxId = await desk.Browser.MailboxAsync();
    }

    /// <summary>The others of the service desk of an earlier test must not be there in the next one.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var row in (await own.RowsAsync("lookups", "accounts")).Where(row => row.GetString("Data")!.Contains("ServiceDesk", StringComparison.Ordinal)))
        {
            await SuspendHereAsync(row.RowKey);
        }
    }

    [Fact]
    public async Task An_address_of_ones_own_reads_no_mailbox_before_somebody_else_says_yes()
    {
        var email = TestWorld.NewEmail("zelf");
        var accountId = Seals.NewId();

        var mail = await own.NextMailAsync(own.StaffLogIn.Email, Asked, async () =>
        {
            var shown = (await InviteAsync(desk.Browser, accountId, email, ["staff"], [mailboxId])).Expect(202);
            shown["mailboxes"]!.AsArray().ShouldBeEmpty();
            shown["requests"]!.AsArray().ShouldHaveSingleItem()!["mailboxId"]!.GetValue<string>().ShouldBe(mailboxId);
        });

        mail.Text!.ShouldContain(email);
        mail.Text!.ShouldContain(desk.Email);
        var staff = await AcceptAsync(email);
        (await staff.ReadsAsync(mailboxId)).ShouldBeFalse();
        (await staff.GetAsync($"/api/mailboxes/{mailboxId}/conversations")).Expect(404, "not-found");

        var requestId = await RequestIdAsync(desk.Browser, accountId);
        (await desk.Browser.PostAsync(Approve(requestId))).Expect(409, "own-request");
        (await (await desk.LogInAsync()).PostAsync(Approve(requestId))).Expect(409, "own-request");
        (await staff.PostAsync(Approve(requestId))).Expect(404, "not-found");
        (await staff.ReadsAsync(mailboxId)).ShouldBeFalse();

        (await (await own.LogInAsync()).PostAsync(Approve(requestId))).Expect(204);
        (await staff.ReadsAsync(mailboxId)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_owner_gives_and_takes_at_once_and_the_service_desk_asks()
    {
        var owner = await own.LogInAsync();
        var colleague = await AnAccount.WithSmsAsync(own, Role.Client);

        (await GiveAsync(colleague.Browser, colleague.Email)).Expect(404, "not-found");
        (await GiveAsync(desk.Browser, desk.Email)).Expect(200)["asked"].ShouldNotBeNull();
        (await desk.Browser.ReadsAsync(mailboxId)).ShouldBeFalse();
        await own.NextMailAsync(colleague.Email, Given, async () =>
            (await GiveAsync(owner, colleague.Email)).Expect(200)["asked"].ShouldBeNull());
        (await colleague.Browser.ReadsAsync(mailboxId)).ShouldBeTrue();
        (await owner.GetAsync("/api/account/mailboxes")).Expect(200)["mailboxes"]![0]!["people"]!.AsArray()
            .Select(person => person!["email"]!.GetValue<string>()).ShouldContain(colleague.Email);

        (await owner.DeleteAsync($"/api/mailboxes/{mailboxId}/people/{colleague.AccountId}")).Expect(204);
        (await colleague.Browser.ReadsAsync(mailboxId)).ShouldBeFalse();
        (await colleague.Browser.GetAsync($"/api/mailboxes/{mailboxId}/conversations")).Expect(404, "not-found");
        (await GiveAsync(owner, TestWorld.NewEmail())).Expect(404, "no-such-colleague");
        var (place, about) = ($"accounts/{colleague.AccountId}", $"{colleague.AccountId} {mailboxId}");
        var ownerId = await owner.AccountIdAsync();
        await own.IsWrittenDownAsync(place, MailboxEvents.AccessGiven, ownerId, about, times: 1);
        await own.IsWrittenDownAsync(place, MailboxEvents.AccessTaken, ownerId, about, times: 1);
    }

    [Fact]
    public async Task The_service_desk_takes_the_role_from_somebody_else_at_once()
    {
        var other = await own.SecondDeskAsync();
        (await other.Browser.SearchAccountsAsync()).Expect(200);

        (await desk.Browser.DeleteAsync($"/api/accounts/{other.AccountId}/service-desk")).Expect(200)["roles"]!.AsArray().ShouldBeEmpty();

        (await other.Browser.SearchAccountsAsync()).Expect(404, "not-found");
        (await desk.Browser.DeleteAsync($"/api/accounts/{other.AccountId}/service-desk")).Expect(200);
        await own.IsWrittenDownAsync(
            $"accounts/{other.AccountId}", MailboxEvents.AccessTaken, desk.AccountId, $"{other.AccountId} service-desk", times: 1);
    }

    [Fact]
    public async Task A_mailbox_always_has_an_owner()
    {
        var owner = await own.LogInAsync();
        var ownerId = await owner.AccountIdAsync();

        (await owner.DeleteAsync($"/api/mailboxes/{mailboxId}/people/{ownerId}")).Expect(409, "last-owner");
        (await desk.Browser.DeleteAsync($"/api/mailboxes/{mailboxId}/people/{ownerId}")).Expect(409, "last-owner");
        (await desk.Browser.PostAsync($"/api/accounts/{ownerId}/end")).Expect(409, "last-owner");
        (await owner.ReadsAsync(mailboxId)).ShouldBeTrue();

        var other = await AnAccount.WithSmsAsync(own, Role.Staff);
        (await owner.PostAsync($"/api/mailboxes/{mailboxId}/people", new { email = other.Email, right = "owner", until = (string?)null })).Expect(200);
        // Both go at the same moment: one stays.
        var answers = await Task.WhenAll(
            owner.DeleteAsync($"/api/mailboxes/{mailboxId}/people/{ownerId}"),
            other.Browser.DeleteAsync($"/api/mailboxes/{mailboxId}/people/{other.AccountId}"));
        answers.Count(answer => answer.Problem == "last-owner").ShouldBe(1);
        var left = answers[0].Problem == "last-owner" ? owner : other.Browser;
        (await left.PostAsync($"/api/mailboxes/{mailboxId}/people", new { email = own.StaffLogIn.Email, right = "owner", until = (string?)null })).Expect(200);
        (await left.DeleteAsync($"/api/mailboxes/{mailboxId}/people/{other.AccountId}")).Expect(204);
        await own.IsWrittenDownAsync("mailboxes/names", MailboxEvents.OwnerMade, ownerId, $"{other.AccountId} {mailboxId}", times: 1);
        await own.IsWrittenDownAsync("mailboxes/names", MailboxEvents.OwnerEnded, other.AccountId, $"{other.AccountId} {mailboxId}", times: 1);
    }

    [Fact]
    public async Task A_second_account_of_ones_own_does_not_say_yes_for_the_first()
    {
        var second = await AskDeskAsync(desk.Browser);
        (await second.Browser.PostAsync(Approve(await RequestIdAsync(desk.Browser, second.AccountId)))).Expect(404, "not-found");
        (await second.Browser.SearchAccountsAsync()).Expect(404, "not-found");

        own.Time.Advance(SecurityNumbers.AccessWait * 2);
        await GiveWhatIsDueAsync();

        // There is somebody else who can say yes, so nothing comes by itself.
        (await (await second.LogInAsync()).SearchAccountsAsync()).Expect(404, "not-found");
        (await (await own.LogInAsync()).PostAsync(Approve(await RequestIdAsync(await desk.LogInAsync(), second.AccountId)))).Expect(204);
        (await (await second.LogInAsync()).SearchAccountsAsync()).Expect(200);
    }

    [Fact]
    public async Task Alone_at_the_service_desk_the_role_comes_after_a_day_and_everybody_hears_of_it()
    {
        await SuspendHereAsync(desk.AccountId);
        var alone = await own.LogInAsync();
        AnAccount second = null!;

        var mail = await own.NextMailAsync(own.StaffLogIn.Email, DeskAsked, async () => second = await AskDeskAsync(alone));

        // Who is suspended hears of it too: else shutting out the others first would keep it quiet.
        await Waiting.UntilAsync("the suspended one is told", () => own.Mails(desk.Email, DeskAsked).Count > 0);
        string.Join(' ', mail.Text!.Split()).ShouldContain("tenzij iemand het tegenhoudt");
        own.Time.Advance(SecurityNumbers.AccessWait - TimeSpan.FromMinutes(1));
        await GiveWhatIsDueAsync();
        (await (await second.LogInAsync()).SearchAccountsAsync()).Expect(404, "not-found");
        own.Time.Advance(TimeSpan.FromMinutes(1));
        await GiveWhatIsDueAsync();
        (await (await second.LogInAsync()).SearchAccountsAsync()).Expect(200);
        (await own.AuditedAsync("accounts/" + second.AccountId)).ShouldContain(entry =>
            entry.Event == "access-given" && entry.Actor == "system" && entry.About == $"{second.AccountId} service-desk");
    }

    [Fact]
    public async Task It_is_stopped_from_the_mail_and_looking_stops_nothing()
    {
        await SuspendHereAsync(desk.AccountId);
        AnAccount second = null!;
        var alone = await own.LogInAsync();
        var mail = await own.NextMailAsync(own.StaffLogIn.Email, DeskAsked, async () => second = await AskDeskAsync(alone));
        var (linkId, secret) = LinkIn(mail.Text!);
        var nobody = own.NewBrowser();

        (await nobody.PostAsync($"/api/access-request-links/{linkId}/look", new { secret })).Expect(200)["request"]!["email"]!
            .GetValue<string>().ShouldBe(second.Email);
        (await nobody.PostAsync($"/api/access-request-links/{linkId}/look", new { secret })).Expect(200);
        (await nobody.PostAsync($"/api/access-request-links/{linkId}/stop", new { secret = new string('A', 43) })).Expect(404, "link-unknown");
        (await nobody.PostAsync($"/api/access-request-links/{linkId[..32]}009/stop", new { secret })).Expect(404, "link-unknown");
        (await nobody.PostAsync($"/api/access-request-links/{linkId}/stop", new { secret })).Expect(204);
        (await nobody.PostAsync($"/api/access-request-links/{linkId}/stop", new { secret })).Expect(409, "request-over");

        own.Time.Advance(SecurityNumbers.AccessWait * 2);
        await GiveWhatIsDueAsync();
        (await (await second.LogInAsync()).SearchAccountsAsync()).Expect(404, "not-found");
        (await own.AuditedAsync("accounts/" + second.AccountId)).ShouldContain(entry => entry.Event == "access-stopped");
        (await own.RowsAsync("accounts", second.AccountId)).ShouldNotContain(row => row.RowKey.StartsWith("request~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_asked_ends_when_they_are_suspended_also_after_they_come_back()
    {
        var second = await AskDeskAsync(desk.Browser);
        var requestId = await RequestIdAsync(desk.Browser, second.AccountId);
        var owner = await own.LogInAsync();

        (await owner.PostAsync($"/api/accounts/{desk.AccountId}/suspend")).Expect(200);
        (await owner.PostAsync(Approve(requestId))).Expect(404, "not-found");
        (await owner.GetAsync("/api/access-requests")).Expect(200)["requests"]!.AsArray().ShouldBeEmpty();
        (await owner.PostAsync($"/api/accounts/{desk.AccountId}/resume")).Expect(200);

        (await owner.PostAsync(Approve(requestId))).Expect(404, "not-found");
        (await (await second.LogInAsync()).SearchAccountsAsync()).Expect(404, "not-found");
    }

    [Fact]
    public async Task Of_many_yeses_and_noes_at_once_one_counts()
    {
        var colleague = await AnAccount.WithSmsAsync(own, Role.Staff);
        (await GiveAsync(desk.Browser, colleague.Email)).Expect(200);
        var requestId = await RequestIdAsync(desk.Browser, colleague.AccountId);
        var owner = await own.LogInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            owner.Copy().PostAsync(i % 2 == 0 ? Approve(requestId) : $"/api/access-requests/{requestId}/refuse")));

        answers.Count(answer => (int)answer.Status == 204).ShouldBe(1);
        var isGiven = Array.FindIndex(answers, answer => (int)answer.Status == 204) % 2 == 0;
        (await colleague.Browser.ReadsAsync(mailboxId)).ShouldBe(isGiven);
    }

    [Fact]
    public async Task Asking_again_tells_nobody_twice_and_a_request_ends_by_itself()
    {
        var colleague = await AnAccount.WithSmsAsync(own, Role.Staff);
        var before = own.Mails(own.StaffLogIn.Email, Asked).Count;

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => GiveAsync(desk.Browser.Copy(), colleague.Email))))
        {
            answer.Expect(200);
        }

        await own.HintsWorkedAsync();
        own.Mails(own.StaffLogIn.Email, Asked).Count.ShouldBe(before + 1);
        (await own.AuditedAsync("accounts/" + colleague.AccountId)).Count(entry => entry.Event == "access-asked").ShouldBe(1);
        var requestId = await RequestIdAsync(desk.Browser, colleague.AccountId);

        own.Time.Advance(SecurityNumbers.AccessRequestLifetime + TimeSpan.FromHours(2));

        (await (await own.LogInAsync()).PostAsync(Approve(requestId))).Expect(404, "not-found");
        await Waiting.UntilAsync("the purge took it away", async () =>
        {
            own.Time.Advance(TimeSpan.FromMinutes(10));
            await own.PurgeAsync(TestContext.Current.CancellationToken);
            return !(await own.RowsAsync("accounts", colleague.AccountId)).Any(row => row.RowKey.StartsWith("request~", StringComparison.Ordinal));
        });
        await GiveWhatIsDueAsync();
        (await own.RowsAsync("lookups", "requests")).ShouldNotContain(row => row.RowKey == requestId);
    }

    [Fact]
    public async Task What_is_written_down_names_roles_and_mailboxes()
    {
        var owner = await own.LogInAsync();
        var (given, asked) = (Seals.NewId(), Seals.NewId());

        (await InviteAsync(owner, given, TestWorld.NewEmail(), ["staff", "client"], [mailboxId])).Expect(202);
        (await InviteAsync(desk.Browser, asked, TestWorld.NewEmail(), ["staff", "service-desk"], [mailboxId])).Expect(202);

        (await own.AuditedAsync("accounts/" + given)).Single(entry => entry.Event == "account-invited").About.ShouldBe($"{given} staff client {mailboxId}");
        var entries = await own.AuditedAsync("accounts/" + asked);
        entries.Single(entry => entry.Event == "account-invited").About.ShouldBe($"{asked} staff");
        entries.Where(entry => entry.Event == "access-asked").Select(entry => entry.About)
            .ShouldBe([$"{asked} {mailboxId}", $"{asked} service-desk"], ignoreOrder: true);
        entries.Where(entry => entry.Event == "access-asked").ShouldAllBe(entry => entry.Actor == desk.AccountId);
    }

    [Fact]
    public async Task Staff_without_a_mailbox_and_clients_need_nobody()
    {
        var shown = (await InviteAsync(desk.Browser, Seals.NewId(), TestWorld.NewEmail(), ["staff", "client"], [])).Expect(202);

        shown["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe(["staff", "client"]);
        shown["requests"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_account_of_the_service_desk_is_named_in_the_settings()
    {
        await using var fresh = await OwnWorld.StartAsync(new Dictionary<string, string?> { ["Zegel:SecondAccountEmail"] = "tweede@delinde.example" });

        await Waiting.UntilAsync("the second is invited", () => fresh.Mails("tweede@delinde.example", Mailing.Invitation).Count == 1);

        var listed = (await (await fresh.LogInAsync()).SearchAccountsAsync("tweede")).Expect(200)["accounts"]!.AsArray().ShouldHaveSingleItem()!;
        listed["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe(["service-desk"]);
    }

    private static string Approve(string requestId) => $"/api/access-requests/{requestId}/approve";

    private static async Task<string> RequestIdAsync(ApiClient desk, string accountId) =>
        (await desk.GetAsync("/api/access-requests")).Expect(200)["requests"]!.AsArray()
            .Single(request => request!["accountId"]!.GetValue<string>() == accountId)!["requestId"]!.GetValue<string>();

    private static Task<ApiAnswer> InviteAsync(ApiClient desk, string accountId, string email, string[] roles, string[] mailboxIds) =>
        desk.PostAsync("/api/accounts", new { accountId, email, roles, mailboxIds, language = "nl" });

    private Task<ApiAnswer> GiveAsync(ApiClient browser, string email) =>
        browser.PostAsync($"/api/mailboxes/{mailboxId}/people", new { email, right = "member", until = (string?)null });

    /// <summary>An account for which somebody asks the role service desk.</summary>
    private async Task<AnAccount> AskDeskAsync(ApiClient by)
    {
        var account = await AnAccount.WithSmsAsync(own, Role.Client);
        (await by.PostAsync($"/api/accounts/{account.AccountId}/service-desk")).Expect(200)["requests"]!.AsArray().ShouldHaveSingleItem();
        return account;
    }

    private async Task<ApiClient> AcceptAsync(string email)
    {
        await Waiting.UntilAsync("the invitation", () => own.Mails(email, Mailing.Invitation).Count > 0);
        var link = await Invited.In(own, own.Mails(email, Mailing.Invitation)[0]).PasswordLinkAsync();
        var browser = own.NewBrowser();
        (await link.SetAsync(AnAccount.UsualPassword, browser, "Zelf Genodigd")).Expect(200);
        await new AnAccount(own, link.AccountId, link.Email, browser).AddSmsAsync();
        return browser;
    }

    private Task<int> GiveWhatIsDueAsync() =>
        own.Cloud.Services.GetRequiredService<AccessRequests>().GiveWhatIsDueAsync(TestContext.Current.CancellationToken);

    /// <summary>Suspends an account as it is stored, so that the tests' first member of staff is alone at the service desk.</summary>
    private async Task SuspendHereAsync(string accountId)
    {
        var accounts = own.Cloud.Services.GetRequiredService<AccountStore>();
        await Conflicts.RetryAsync<bool>(async () =>
        {
            var account = (await accounts.FindAsync(AccountId.From(accountId), null, TestContext.Current.CancellationToken))!;
            if (account.Head.Value.Email == own.StaffLogIn.Email || account.Head.Value.IsShut)
            {
                return (true, false);
            }

            var change = account.Change(own.Now());
            change.Head = change.Head with { State = AccountState.Suspended };
            return (await accounts.TrySaveAsync(change, TestContext.Current.CancellationToken), true);
        });
    }

    private static (string LinkId, string Secret) LinkIn(string mail)
    {
        var link = RequestLink().Match(mail);
        link.Success.ShouldBeTrue(mail);
        return (link.Groups["link"].Value, link.Groups["secret"].Value);
    }

    [GeneratedRegex(@"/request/#(?<link>[0-9a-f]{32}[0-9]{3})\.(?<secret>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestLink();
}
