using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Notifications;

/// <summary>What must leave does, once, whatever happens to hints and providers.</summary>
public sealed partial class TheOutbox(ClockWorld clock) : IClassFixture<ClockWorld>, IAsyncLifetime
{
    private const string Worker = "AzureWebJobs.DeliverSpace.Disabled";

    private readonly OwnWorld world = clock.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Nothing waits, and no limit has counted anything.</summary>
    public async ValueTask InitializeAsync()
    {
        await world.SweepUntilSettledAsync();
        world.AdvanceToNext(TimeSpan.FromDays(1));
    }

    /// <summary>A fault that nobody met, or somebody who wants no mail, is not left to the next test.</summary>
    public async ValueTask DisposeAsync()
    {
        await world.SweepUntilSettledAsync();
        (await (await world.LogInAsync()).PostAsync("/api/account/details", new { name = "Conny de Vries", language = "nl", notices = new { newMessage = true } })).Expect(200);
    }

    [Fact]
    public async Task A_lost_hint_is_made_again_and_ten_hints_for_one_thing_send_it_once()
    {
        var lost = (Id: "", Email: TestWorld.NewEmail("lost"));
        var often = (Id: "", Email: TestWorld.NewEmail("often"));
        await WhileNobodyWorksAsync(async staff =>
        {
            lost.Id = await WriteToAsync(staff, lost.Email);
            await Queue().ClearMessagesAsync(Cancel);
            often.Id = await WriteToAsync(staff, often.Email);
            for (var i = 0; i < 10; i++)
            {
                await Queue().SendMessageAsync(new JsonObject { ["partition"] = often.Id, ["waiting"] = null }.ToJsonString(), Cancel);
            }
        });

        await world.HintsWorkedAsync();
        world.Inbox.To(lost.Email).ShouldBeEmpty();
        await Waiting.UntilAsync("the hint that was not lost is worked", () => world.Inbox.To(often.Email).Count > 0);
        await world.SweepAsync();
        await world.SweepUntilSettledAsync();

        world.Inbox.To(lost.Email).Count.ShouldBe(1);
        world.Inbox.To(often.Email).Count.ShouldBe(1);
        (await SentAsync(lost.Id)).ShouldBe(1);
        (await SentAsync(often.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Garbage_on_the_queue_does_no_harm()
    {
        var staff = await world.LogInAsync();
        var before = await WriteToAsync(staff, TestWorld.NewEmail());
        await world.SweepUntilSettledAsync();
        var sent = world.Inbox.Messages.Count;
        var raw = new QueueClient(world.Cloud.Azurite.ConnectionString, StorageClients.ConversationQueue);

        string[] garbage =
        [
            "", "null", "[]", "{}", "not json", "\0", """{"partition":"zz","waiting":null}""", """{"partition":null,"waiting":null}""",
            $$"""{"partition":"{{Seals.NewId()}}","waiting":null}""", $$"""{"partition":"{{before}}","waiting":null}""",
            $$"""{"partition":"{{before}}","waiting":"a/b"}""", $$"""{"partition":"{{before}}","waiting":"Accounts~209901010000/x"}""",
            $$"""{"partition":"{{before}}","waiting":null,"more":1}""", new string('[', 3000),
        ];
        foreach (var text in garbage)
        {
            await raw.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), Cancel);
        }

        await raw.SendMessageAsync("%%% no base64 %%%", Cancel);
        await world.HintsWorkedAsync();
        var next = TestWorld.NewEmail();
        await world.NextMessageAsync(next, () => WriteToAsync(staff, next));
        await world.SweepUntilSettledAsync();

        world.Inbox.Messages.Count.ShouldBe(sent + 1);
    }

    [Fact]
    public async Task A_provider_that_is_away_delays_a_notice_and_loses_none()
    {
        var staff = await world.LogInAsync();
        // The client itself asks four times each time.
        await world.FailNextAsync(InboxKind.Email, [.. Enumerable.Repeat(new InboxFault.Refused(503), 4)]);
        await world.FailNextAsync(InboxKind.Email, [.. Enumerable.Repeat(new InboxFault.Refused(429, TimeSpan.FromSeconds(1)), 4)]);
        var email = TestWorld.NewEmail();
        var conversation = await WriteToAsync(staff, email);
        await world.HintsWorkedAsync();
        world.Inbox.To(email).ShouldBeEmpty();

        await world.SweepUntilSettledAsync();

        world.Inbox.To(email).Count.ShouldBe(1);
        (await SentAsync(conversation)).ShouldBe(1);
        (await ListedAsync(staff, conversation))["noticeFailed"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_notice_that_is_refused_marks_the_recipient_and_is_not_tried_again()
    {
        var staff = await world.LogInAsync();
        await world.FailNextAsync(InboxKind.Email, new InboxFault.Refused(400));
        var email = TestWorld.NewEmail();
        var conversation = await WriteToAsync(staff, email);

        await world.SweepUntilSettledAsync();
        await world.SweepAsync();

        world.Inbox.To(email).ShouldBeEmpty();
        (await ListedAsync(staff, conversation))["noticeFailed"]!.GetValue<bool>().ShouldBeTrue();
        var opened = await staff.OpenAsync(conversation + "00");
        opened["participants"]!.AsArray().Select(person => person!["notReached"]?["why"]?.GetValue<string>()).ShouldBe([null, "refused"]);
        await IsGivenUpAsync(conversation, conversation + "01");
    }

    [Fact]
    public async Task Who_wants_no_mail_of_messages_gets_none_and_that_is_written_down()
    {
        var staff = await world.LogInAsync();
        (await staff.PostAsync("/api/account/details", new { name = "Conny de Vries", language = "nl", notices = new { newMessage = false } })).Expect(200);
        var before = world.Mails(world.StaffLogIn.Email, "nieuw beveiligd bericht").Count;
        var link = await world.StarterConversationAsync();
        var visitor = await world.UnlockAsync(link);

        (await visitor.SendAsync(await visitor.FirstDraftAsync(link.ParticipantId))).Expect(201);
        await world.SweepUntilSettledAsync();

        world.Mails(world.StaffLogIn.Email, "nieuw beveiligd bericht").Count.ShouldBe(before);
        await world.IsWrittenDownAsync($"conversations/{link.ConversationId}", NoticeEvents.NoticeUnwanted, "system", null, times: 1);
    }

    [Fact]
    public async Task A_number_the_provider_refuses_is_tried_once()
    {
        var (link, phone) = await ByPhoneAsync();
        await world.FailNextAsync(InboxKind.Sms, new InboxFault.RecipientFailed());

        (await world.NewBrowser().PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(202);
        await world.SweepUntilSettledAsync();
        await world.SweepAsync();

        // The fault was for one call: a second call would have sent it.
        world.Inbox.To(phone).ShouldBeEmpty();
        (await world.RowsAsync("conversations", link.ConversationId)).ShouldNotContain(row => row.RowKey.StartsWith("outbox~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_SMS_of_unknown_outcome_is_sent_once_more_with_the_same_code_and_never_after_that()
    {
        var (link, phone) = await ByPhoneAsync();
        var browser = world.NewBrowser();
        await world.FailNextAsync(InboxKind.Sms, [.. Enumerable.Repeat(new InboxFault.AnswerLost(), 8)]);

        (await browser.PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(202);
        await world.SweepUntilSettledAsync();

        var codes = world.Inbox.To(phone).Select(message => SmsCode().Match(message.Text!).Value).ToList();
        codes.Count.ShouldBe(2);
        codes.Distinct().Count().ShouldBe(1);
        await IsGivenUpAsync(link.ConversationId, link.ParticipantId);
        (await world.RowsAsync("conversations", link.ConversationId)).ShouldNotContain(row => row.RowKey.StartsWith("outbox~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_SMS_of_unknown_outcome_is_not_sent_after_its_code_has_ended()
    {
        var (link, phone) = await ByPhoneAsync();
        await world.FailNextAsync(InboxKind.Sms, [.. Enumerable.Repeat(new InboxFault.AnswerLost(), 4)]);

        (await world.NewBrowser().PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(202);
        await world.HintsWorkedAsync();
        world.Time.Advance(TimeSpan.FromMinutes(5));
        await world.SweepUntilSettledAsync();

        world.Inbox.To(phone).Count.ShouldBe(1);
        await IsGivenUpAsync(link.ConversationId, link.ParticipantId);
    }

    [Fact]
    public async Task Who_follows_a_notice_finds_what_it_says()
    {
        var staff = await world.LogInAsync();
        var email = TestWorld.NewEmail();
        var conversation = "";

        await world.NextMessageAsync(email, async () => conversation = await WriteToAsync(staff, email));

        (await ListedAsync(staff, conversation))["unread"]!.GetValue<bool>().ShouldBeFalse();
        var link = TestWorld.LinkIn(world.Inbox.To(email)[0]);
        var browser = await world.UnlockAsync(link);
        var sealKey = Convert.FromBase64String((await browser.OpenAsync(link.ParticipantId))["sealKey"]!.GetValue<string>());
        await world.NextMessageAsync(world.StaffLogIn.Email,
            async () => (await browser.SendAsync(new Draft(conversation, link.ParticipantId, sealKey))).Expect(201));

        (await ListedAsync(staff, conversation))["unread"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Near_the_providers_limit_notices_wait_and_codes_still_leave()
    {
        const int Most = 8;
        await using var small = await OwnWorld.StartAsync(new Dictionary<string, string?> { ["Zegel:Email:MessagesPerHour"] = $"{Most}" });
        // What setting up mailed counts in its own hour.
        await small.HintsWorkedAsync();
        small.AdvanceToNext(TimeSpan.FromHours(1));
        var staff = await small.LogInAsync();
        var notices = Most * SecurityNumbers.NoticesOfMails / 100;
        var readers = Enumerable.Range(0, notices + 1).Select(_ => TestWorld.NewEmail()).ToList();
        foreach (var reader in readers)
        {
            await WriteToAsync(staff, reader);
        }

        await small.HintsWorkedAsync();
        readers.Count(reader => small.Inbox.To(reader).Count == 1).ShouldBe(notices);
        for (var i = 0; i < Most; i++)
        {
            await small.StarterConversationAsync();
        }

        readers.Count(reader => small.Inbox.To(reader).Count == 1).ShouldBe(notices);
        small.AdvanceToNext(TimeSpan.FromHours(1));
        await small.SweepUntilSettledAsync();
        readers.Count(reader => small.Inbox.To(reader).Count == 1).ShouldBe(notices + 1);
    }

    [Fact]
    public async Task In_one_outbox_what_somebody_waits_for_goes_first()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var reader = await world.UnlockAsync(written.Link);
        await world.SweepUntilSettledAsync();
        var before = world.Inbox.Messages.Count;
        await WhileNobodyWorksAsync(async _ =>
        {
            before = world.Inbox.Messages.Count;
            (await reader.SendAsync(written.Draft.Next(written.Link.ParticipantId))).Expect(201);
            (await world.NewBrowser().AskCodeAsync(written.Link)).Expect(202);
            // Two hints would be two runs at once, each with what the other left.
            await Queue().ClearMessagesAsync(Cancel);
        });
        await world.SweepAsync();
        await world.SweepUntilSettledAsync();

        world.Inbox.Messages.Count.ShouldBe(before + 3);
        world.Inbox.Messages[2].Subject!.ShouldContain("uw nieuwe code");
    }

    [Fact]
    public void Waiting_for_a_provider_lasts_more_than_half_an_hour()
    {
        var item = new OutboxItem { Kind = ConversationNotices.MessageWaiting, To = "", Language = "nl", OperationId = Guid.Empty };
        var waits = Enumerable.Range(1, OutboxWorker.MaximumAttempts - 1).Select(attempts => (item with { Attempts = attempts }).Backoff).ToList();

        waits.Aggregate((sum, wait) => sum + wait).ShouldBeGreaterThan(TimeSpan.FromMinutes(30));
        waits.ShouldAllBe(wait => wait <= TimeSpan.FromMinutes(15));
    }

    private QueueClient Queue() => new(world.Cloud.Azurite.ConnectionString, StorageClients.ConversationQueue,
        new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    /// <summary>Does something while no worker takes hints.</summary>
    private async Task WhileNobodyWorksAsync(Func<ApiClient, Task> act)
    {
        var staff = await world.LogInAsync();
        world.Settings[Worker] = "true";
        await world.RestartFunctionsAsync();
        await act(staff);
        world.Settings[Worker] = "false";
        await world.RestartFunctionsAsync();
    }

    /// <summary>Staff writes to one person; returns the conversation.</summary>
    private static async Task<string> WriteToAsync(ApiClient staff, string email, string method = "none", string? phone = null)
    {
        var mailbox = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var conversationId = Seals.NewId();
        (await staff.PostAsync($"/api/mailboxes/{mailbox}/conversations", new { conversationId })).Expect(201);
        var draft = await staff.FirstDraftAsync(conversationId + "00") with
        {
            Recipients = [new { email, name = "Anna", method, phone, language = "nl" }],
        };
        (await staff.SendAsync(draft)).Expect(201);
        return conversationId;
    }

    /// <summary>A person whose codes come by SMS, with the mailed link.</summary>
    private async Task<(Link Link, string Phone)> ByPhoneAsync()
    {
        var (email, phone) = (TestWorld.NewEmail(), TestWorld.NewPhone());
        var staff = await world.LogInAsync();
        var mail = await world.NextMessageAsync(email, () => WriteToAsync(staff, email, "sms", phone));
        await world.SweepUntilSettledAsync();
        return (TestWorld.LinkIn(mail), phone);
    }

    /// <summary>How often the audit trail says that a notice left.</summary>
    private async Task<int> SentAsync(string conversation) =>
        (await world.AuditedAsync($"conversations/{conversation}")).Count(entry => entry.Event == "notice-sent");

    private Task IsGivenUpAsync(string conversation, string person) =>
        world.IsWrittenDownAsync($"conversations/{conversation}", NoticeEvents.NoticeFailed, "system", person, times: 1);

    private static async Task<JsonNode> ListedAsync(ApiClient staff, string conversation)
    {
        var mailbox = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var page = (await staff.GetAsync($"/api/mailboxes/{mailbox}/conversations")).Expect(200);
        return page["conversations"]!.AsArray().Single(row => row!["conversationId"]!.GetValue<string>() == conversation)!;
    }

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SmsCode();
}
