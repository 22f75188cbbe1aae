using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Conversations;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>
/// Recipients whose number is still to come (X9) or was wrong (D17), who read with their own account (Z38), and the
/// weakest check that the organisation permits.
/// </summary>
public sealed class ChecksOfRecipients(ClockWorld clock) : IClassFixture<ClockWorld>
{
    /// <summary>Of the mail's subject: mails about the account come to the same address.</summary>
    private const string Waits = "heeft een beveiligd bericht voor u";

    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task Whoever_lacks_a_number_is_held_back_alone_until_staff_give_it()
    {
        var staff = await own.LogInAsync();
        var (told, held) = (TestWorld.NewEmail("anna"), TestWorld.NewEmail("bert"));
        var draft = await staff.BeginAsync(Of(told, "none"), Of(held, "sms"));
        await own.NextMessageAsync(told, async () => (await staff.SendAsync(draft)).Expect(201));
        var link = LinkOf(draft, 2, held);
        await own.HintsWorkedAsync();
        own.Inbox.To(held).ShouldBeEmpty();
        (await own.NewBrowser().PostAsync(link.Path("look"), new { secret = link.Secret })).Expect(404, "link-unknown");
        (await own.NewBrowser().AskCodeAsync(link)).Expect(404, "link-unknown");
        (await own.NewBrowser().TryAsync(link, "123456")).Expect(404, "link-unknown");
        (await staff.PostAsync($"/api/participants/{draft.Author}/new-link", new { personId = link.ParticipantId })).Expect(404, "not-found");
        (await IsHeldAsync(staff, draft)).ShouldBe([false, true]);
        await Waiting.UntilAsync("the list says so", async () => await IsListedAsHeldAsync(staff, draft));
        // More comes meanwhile, and still says nothing.
        (await staff.SendAsync(draft.Next(draft.Author))).Expect(201);
        await own.HintsWorkedAsync();
        own.Inbox.To(held).ShouldBeEmpty();

        var phone = TestWorld.NewPhone();
        var notice = await own.NextMessageAsync(held, async () => (await GiveAsync(staff, link, phone)).Expect(204));

        TestWorld.LinkIn(notice).ShouldBe(link);
        (await IsHeldAsync(staff, draft)).ShouldBe([false, false]);
        await Waiting.UntilAsync("the list says so", async () => !await IsListedAsHeldAsync(staff, draft));
        var reader = await own.UnlockBySmsAsync(link, phone);
        (await reader.TextsAsync(link.ParticipantId, draft.SealKey)).Count.ShouldBe(2);
        await own.IsWrittenDownAsync($"conversations/{draft.ConversationId}", ConversationEvents.PhoneGiven, await staff.AccountIdAsync(), link.ParticipantId);
    }

    [Fact]
    public async Task A_number_is_given_once_by_the_mailbox_alone_and_only_where_one_is_asked()
    {
        var staff = await own.LogInAsync();
        var draft = await staff.BeginAsync(Of(TestWorld.NewEmail(), "none"), Of(TestWorld.NewEmail(), "sms"));
        (await staff.SendAsync(draft)).Expect(201);
        var (first, link, phone) = (LinkOf(draft, 1, ""), LinkOf(draft, 2, ""), TestWorld.NewPhone());
        (await GiveAsync(await own.OtherStaffAsync(), link, phone)).Expect(404, "not-found");
        (await GiveAsync(own.NewBrowser(), link, phone)).Expect(401, "not-signed-in");
        (await staff.PostAsync($"/api/participants/{link.ParticipantId}/people/{link.ParticipantId}/phone", new { phone })).Expect(404, "not-found");
        (await GiveAsync(staff, first, phone)).Expect(404, "not-found");
        (await GiveAsync(staff, LinkOf(draft, 0, ""), phone)).Expect(404, "not-found");
        (await GiveAsync(staff, link, "0201234567")).Expect(400, "bad-input");
        (await GiveAsync(staff, link, "+1 202 456 1111")).Expect(400, "bad-input");
        (await own.ParticipantAsync(link.ParticipantId)).IsHeld.ShouldBeTrue();

        (await GiveAsync(staff, link, phone)).Expect(204);

        (await GiveAsync(staff, link, phone)).Expect(204);
        (await GiveAsync(staff, link, TestWorld.NewPhone())).Expect(409, "phone-settled");
        (await own.ParticipantAsync(link.ParticipantId)).Phone.ShouldBe(phone);
    }

    [Fact]
    public async Task A_number_that_was_disputed_is_put_right_and_what_it_opened_ends()
    {
        var written = await own.WriteToSomebodyAsync("sms");
        var old = written.Link;
        var reader = await own.UnlockBySmsAsync(old, written.Phone);
        (await own.NewBrowser().PostAsync(old.Path("not-my-number"), new { secret = old.Secret, explanation = "Oud." })).Expect(204);
        var phone = TestWorld.NewPhone();

        var link = TestWorld.LinkIn(await own.NextMessageAsync(old.Email, async () => (await GiveAsync(written.Staff, old, phone)).Expect(204)));

        (await reader.TryOpenAsync(old.ParticipantId)).Expect(401, "not-unlocked");
        (await own.NewBrowser().AskCodeAsync(old)).Expect(404, "link-unknown");
        (await own.NewBrowser().LookAsync(link))["notMyNumber"]!.GetValue<bool>().ShouldBeFalse();
        await own.UnlockBySmsAsync(link, phone);
    }

    [Fact]
    public async Task With_their_own_account_people_read_and_answer_and_nobody_else_does_with_theirs()
    {
        var (staff, client) = (await own.LogInAsync(), await AnAccount.WithSmsAsync(own, Role.Client));
        var other = await AnAccount.WithSmsAsync(own, Role.Client);
        var draft = await staff.BeginAsync(Of(client.Email.ToUpperInvariant(), "account"));
        var notice = await own.NextMailAsync(client.Email, Waits, async () => (await staff.SendAsync(draft)).Expect(201));
        var link = TestWorld.LinkIn(notice);
        (await own.NewBrowser().LookAsync(link))["method"]!.GetValue<string>().ShouldBe("account");
        (await own.NewBrowser().AskCodeAsync(link)).Expect(403, "account-needed");
        (await own.NewBrowser().TryAsync(link, "12345678")).Expect(403, "account-needed");
        (await own.NewBrowser().TryOpenAsync(link.ParticipantId)).Expect(401);
        (await other.Browser.TryOpenAsync(link.ParticipantId)).Expect(404, "not-found");
        (await other.Browser.SendAsync(draft.Next(link.ParticipantId))).Expect(404, "not-found");
        (await staff.TryOpenAsync(link.ParticipantId)).Expect(404, "not-found");

        (await client.Browser.TextsAsync(link.ParticipantId, draft.SealKey)).ShouldBe([draft.Text]);

        var answer = (await client.Browser.SendAsync(draft.Next(link.ParticipantId))).Expect(201);
        answer["by"].ShouldBeNull();
        var file = Seals.File(draft.SealKey, draft.ConversationId, [1, 2, 3]);
        await client.Browser.UploadAsync(link.ParticipantId, file);
        (await client.Browser.PostAsync($"/api/participants/{link.ConversationId}00/open", new { before = (string?)null })).Expect(404, "not-found");
    }

    [Fact]
    public async Task An_account_that_is_shut_reads_nothing_is_told_nothing_and_is_not_written_to()
    {
        var (staff, client) = (await own.LogInAsync(), await AnAccount.WithSmsAsync(own, Role.Client));
        var draft = await staff.BeginAsync(Of(client.Email, "account"));
        var link = TestWorld.LinkIn(await own.NextMailAsync(client.Email, Waits, async () => (await staff.SendAsync(draft)).Expect(201)));
        await client.Browser.OpenAsync(link.ParticipantId);

        await SuspendAsync(client.AccountId);

        (await client.Browser.TryOpenAsync(link.ParticipantId)).Expect(401);
        (await staff.SendAsync(draft.Next(draft.Author))).Expect(201);
        await own.SweepUntilSettledAsync();
        own.Inbox.To(client.Email).Count(mail => mail.Subject?.Contains(Waits, StringComparison.Ordinal) == true).ShouldBe(1);
        var again = await (await own.LogInAsync()).BeginAsync(Of(client.Email, "account"));
        (await (await own.LogInAsync()).SendAsync(again)).Expect(400, "bad-input")["errors"]!["recipients[0].method"]![0]!.GetValue<string>().ShouldBe("account-none");
    }

    [Fact]
    public async Task Staff_are_told_who_has_an_account_in_use_and_bounded_how_often()
    {
        // What was looked up before is of another hour.
        own.AdvanceToNext(TimeSpan.FromHours(1));
        var staff = await own.LogInAsync();
        var client = await AnAccount.WithSmsAsync(own, Role.Client);
        var desk = await AnAccount.WithSmsAsync(own, Role.ServiceDesk);
        var (invited, unknown) = ((await Invited.MakeAsync(own)).Email, TestWorld.NewEmail());
        string[] emails = [client.Email, invited, unknown, desk.Email];
        var mailbox = await MailboxAsync(staff);

        var found = (await staff.PostAsync($"/api/mailboxes/{mailbox}/recipients", new { emails })).Expect(200)["recipients"]!.AsArray();

        found.Select(one => one!["hasAccount"]!.GetValue<bool>()).ShouldBe([true, false, false, false]);
        (await (await own.OtherStaffAsync()).PostAsync($"/api/mailboxes/{mailbox}/recipients", new { emails })).Expect(404, "not-found");
        (await staff.PostAsync($"/api/mailboxes/{mailbox}/recipients", new { emails = Array.Empty<string>() })).Expect(400, "bad-input");
        (await staff.PostAsync($"/api/mailboxes/{mailbox}/recipients", new { emails = Enumerable.Repeat(unknown, 31) })).Expect(400, "bad-input");
        // Sending to accounts tells the same, and counts alike.
        var draft = await staff.BeginAsync(Of(unknown, "account"));
        (await staff.SendAsync(draft)).Expect(400, "bad-input")["errors"]!["recipients[0].method"]![0]!.GetValue<string>().ShouldBe("account-none");
        var answers = await Task.WhenAll(Enumerable.Range(0, SecurityNumbers.RecipientLookUpsPerHour)
            .Select(_ => staff.PostAsync($"/api/mailboxes/{mailbox}/recipients", new { emails = new[] { unknown } })));
        answers.Count(answer => answer.Problem is "too-many-requests").ShouldBe(2);
        (await staff.SendAsync(draft)).Expect(429, "too-many-requests");
        (await staff.SendAsync(draft with { Recipients = [Of(unknown, "none")] })).Expect(201);
        (await RaiseAsync(staff, draft, draft.ConversationId + "01", "account")).Expect(429, "too-many-requests");
        own.Time.Advance(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Somebody_outside_is_raised_to_their_account_and_never_back()
    {
        var (written, client) = (await own.WriteToSomebodyAsync("none"), await AnAccount.WithSmsAsync(own, Role.Client));
        (await RaiseAsync(written.Staff, written.Draft, written.Link.ParticipantId, "account")).Expect(400, "bad-input");
        var draft = await written.Staff.BeginAsync(Of(client.Email, "none"));
        var link = TestWorld.LinkIn(await own.NextMailAsync(client.Email, Waits, async () => (await written.Staff.SendAsync(draft)).Expect(201)));
        var reader = await own.UnlockAsync(link);

        (await RaiseAsync(written.Staff, draft, link.ParticipantId, "account")).Expect(201);

        (await reader.TryOpenAsync(link.ParticipantId)).Expect(401);
        (await client.Browser.TextsAsync(link.ParticipantId, draft.SealKey)).Count.ShouldBe(2);
        (await written.Staff.SendAsync(draft.Next(draft.Author) with
        {
            Raise = [new { participantId = link.ParticipantId, phone = TestWorld.NewPhone() }],
        })).Expect(400, "bad-input");
    }

    [Fact]
    public async Task Nobody_outside_learns_by_naming_recipients_who_has_an_account()
    {
        var (written, client) = (await own.WriteToSomebodyAsync("none"), await AnAccount.WithSmsAsync(own, Role.Client));
        var reader = await own.UnlockAsync(written.Link);

        var answers = new[] { client.Email, TestWorld.NewEmail() }
            .Select(email => reader.SendAsync(written.Draft.Next(written.Link.ParticipantId) with { Recipients = [Of(email, "account")] }));

        var texts = (await Task.WhenAll(answers)).Select(answer => answer.Expect(400, "bad-input")["errors"]!.ToJsonString()).ToList();
        texts[0].ShouldBe(texts[1]);
    }

    [Fact]
    public async Task No_weaker_check_is_given_than_the_organisation_permits()
    {
        var options = own.Cloud.Services.GetRequiredService<IOptions<CorrespondenceOptions>>().Value;
        var written = await own.WriteToSomebodyAsync("none");
        var staff = written.Staff;
        var draft = await staff.BeginAsync(Of(TestWorld.NewEmail(), "sms", TestWorld.NewPhone()), Of(TestWorld.NewEmail(), "none"), Of(TestWorld.NewEmail(), "password"));
        options.LowestCheck = Method.Sms;
        try
        {
            (await staff.PostAsync($"/api/mailboxes/{await MailboxAsync(staff)}/open")).Expect(200)["lowestMethod"]!.GetValue<string>().ShouldBe("sms");

            var refused = (await staff.SendAsync(draft)).Expect(400, "bad-input")["errors"]!.AsObject();

            refused.Select(error => (error.Key, error.Value![0]!.GetValue<string>()))
                .ShouldBe([("recipients[1].method", "method-too-low"), ("recipients[2].method", "method-too-low")]);
            (await RaiseAsync(staff, written.Draft, written.Link.ParticipantId, "password")).Expect(400, "bad-input");
            (await staff.SendAsync(draft with { Recipients = [draft.Recipients[0]] })).Expect(201);
        }
        finally
        {
            options.LowestCheck = Method.None;
        }
    }

    [Fact]
    public async Task Whoever_has_a_weaker_check_than_the_organisation_permits_gets_nothing_new_before_it_is_raised()
    {
        var options = own.Cloud.Services.GetRequiredService<IOptions<CorrespondenceOptions>>().Value;
        var written = await own.WriteToSomebodyAsync("none");
        var (staff, link, answer) = (written.Staff, written.Link, written.Draft.Next(written.Mailbox, "Nieuw"));
        // Nobody who reads enough is kept waiting for a number.
        (await staff.SendAsync(answer with { Raise = [new { participantId = link.ParticipantId, method = "sms" }] })).Expect(400, "bad-input");
        options.LowestCheck = Method.Sms;
        try
        {
            // What they were told of they read, and they answer it.
            var reader = await own.UnlockAsync(link);
            await reader.OpenAsync(link.ParticipantId);
            (await reader.SendAsync(written.Draft.Next(link.ParticipantId, "Antwoord"))).Expect(201);

            (await staff.SendAsync(answer)).Expect(409, "raise-needed")["people"]!.AsArray().Select(id => id!.GetValue<string>())
                .ShouldBe([link.ParticipantId]);

            var phone = TestWorld.NewPhone();
            (await staff.SendAsync(answer with { Raise = [new { participantId = link.ParticipantId, method = "sms" }] })).Expect(201);
            (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
            (await IsHeldAsync(staff, written.Draft)).ShouldBe([true]);
            await own.HintsWorkedAsync();
            own.Inbox.To(link.Email).Count(mail => mail.Subject!.Contains(Waits, StringComparison.Ordinal)).ShouldBe(1);
            await own.NextMailAsync(link.Email, Waits, async () => (await GiveAsync(staff, link, phone)).Expect(204));
            var texts = await (await own.UnlockBySmsAsync(link, phone)).TextsAsync(link.ParticipantId, written.Draft.SealKey);
            texts.ShouldBe([written.Draft.Text, "Antwoord", "Nieuw"]);
            (await staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201);
        }
        finally
        {
            options.LowestCheck = Method.None;
        }
    }

    private static object Of(string email, string method, string? phone = null) =>
        new { email, name = "P", method, phone, password = method is "password" ? "Koffie met Bert" : null, language = "nl" };

    private static Task<ApiAnswer> RaiseAsync(ApiClient staff, Draft draft, string participantId, string method) =>
        staff.SendAsync(draft.Next(draft.ConversationId + "00") with
        {
            Raise = [new { participantId, method, password = method is "password" ? "Koffie met Bert" : null }],
        });

    private static Task<ApiAnswer> GiveAsync(ApiClient browser, Link link, string phone) =>
        browser.PostAsync($"/api/participants/{link.ConversationId}00/people/{link.ParticipantId}/phone", new { phone });

    private Link LinkOf(Draft draft, int number, string email)
    {
        var id = $"{draft.ConversationId}{number:D2}";
        return new Link(draft.ConversationId, id, own.Cloud.Services.GetRequiredService<RootSecret>().LinkSecret(id, 1), null, email);
    }

    private static async Task<string> MailboxAsync(ApiClient staff) =>
        (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();

    private static async Task<IReadOnlyList<bool>> IsHeldAsync(ApiClient staff, Draft draft) =>
        [.. (await staff.OpenAsync(draft.Author))["participants"]!.AsArray()
            .Where(one => one!["kind"]!.GetValue<string>() == "person").Select(one => one!["held"]!.GetValue<bool>())];

    private static async Task<bool> IsListedAsHeldAsync(ApiClient staff, Draft draft) =>
        (await staff.GetAsync($"/api/mailboxes/{await MailboxAsync(staff)}/conversations")).Expect(200)["conversations"]!.AsArray()
            .Any(row => row!["conversationId"]!.GetValue<string>() == draft.ConversationId && row["held"]!.GetValue<bool>());

    private async Task SuspendAsync(string accountId)
    {
        var accounts = own.Cloud.Services.GetRequiredService<AccountStore>();
        var change = (await accounts.FindAsync(AccountId.From(accountId), null, TestContext.Current.CancellationToken))!.Change(own.Now());
        change.Head = change.Head with { State = AccountState.Suspended };
        (await accounts.TrySaveAsync(change, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }
}
