using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Spaces;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>A notice that could not be delivered is never silent (X12).</summary>
public sealed class UndeliverableNotices(ClockWorld clock) : IClassFixture<ClockWorld>, IAsyncLifetime
{
    private const string NotArrived = "kwam niet aan";
    private const string SmsNotArrived = "een sms aan een ontvanger kwam niet aan";

    private readonly OwnWorld world = clock.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The limits of an hour begin anew.</summary>
    public ValueTask InitializeAsync()
    {
        world.AdvanceToNext(TimeSpan.FromDays(1));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_bounce_is_a_task_in_the_conversation_and_the_list_and_is_told_once_whatever_comes_again()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var told = world.Mails(world.StaffLogIn.Email, NotArrived).Count;

        await ReportAsync(written, InboxState.Bounced);
        await ReportAsync(written, InboxState.Bounced);
        await ReportAsync(written, InboxState.Failed);

        var task = (await PersonAsync(written))["notReached"]!;
        task["step"]!.GetValue<string>().ShouldBe("call");
        task["canCorrect"]!.GetValue<bool>().ShouldBeTrue();
        task["why"]!.GetValue<string>().ShouldBe("failed");
        (await ListedAsync(written))["noticeFailed"]!.GetValue<bool>().ShouldBeTrue();
        world.Mails(world.StaffLogIn.Email, NotArrived).Count.ShouldBe(told + 1);
        (await ReceiptAsync(written))["failed"]!["why"]!.GetValue<string>().ShouldBe("failed");
        await world.IsWrittenDownAsync($"conversations/{written.Link.ConversationId}", SpaceEvents.NoticeUndelivered, "system", written.Link.ParticipantId);
        (await world.NewBrowser().LookAsync(written.Link)).ToJsonString().ShouldNotContain("otReached");
    }

    [Fact]
    public async Task What_arrived_after_all_takes_the_task_away_and_an_older_report_changes_nothing()
    {
        var written = await world.WriteToSomebodyAsync("none");
        await ReportAsync(written, InboxState.Bounced);
        var bounced = written.Notice.Id is var id ? ReportOf(id) : null;
        (await PersonAsync(written))["notReached"]!["step"]!.GetValue<string>().ShouldBe("correct-address");
        world.Time.Advance(TimeSpan.FromMinutes(1));

        await ReportAsync(written, InboxState.Delivered);
        await PutAsync(bounced!);

        (await PersonAsync(written))["notReached"].ShouldBeNull();
        (await ListedAsync(written))["noticeFailed"]!.GetValue<bool>().ShouldBeFalse();
        var receipt = await ReceiptAsync(written);
        (receipt["failed"], receipt["deliveredAt"] is null).ShouldBe((null, false));
    }

    [Fact]
    public async Task What_nobody_knows_or_nobody_wrote_harms_nothing()
    {
        var written = await world.WriteToSomebodyAsync("none");
        world.Inbox.Report(written.Notice.Id, InboxState.Delivered);
        await world.HintsWorkedAsync();
        var report = ReportOf(written.Notice.Id);
        string Changed(string member, JsonNode? value)
        {
            var changed = JsonNode.Parse(report)!;
            changed["data"]![member] = value;
            return changed.ToJsonString();
        }

        await PutAsync(
            "", "null", "[]", "{}", "%%", """{"eventType":"Microsoft.Communication.SMSReceived","eventTime":"2026-01-01T00:00:00Z","data":{}}""",
            Changed("messageId", Guid.NewGuid().ToString()), Changed("messageId", "x"), Changed("status", null), Changed("status", "Expanded"),
            Changed("recipient", null), "[" + report + "]");

        (await PersonAsync(written))["notReached"].ShouldBeNull();
        // As plain text, which Event Grid has sent too.
        await new QueueClient(world.Cloud.Azurite.ConnectionString, StorageClients.DeliveryQueue).SendMessageAsync(
            JsonNode.Parse(Changed("status", "Quarantined"))!.ToJsonString(), Cancel);
        await Waiting.UntilAsync("it is read", async () => (await PersonAsync(written))["notReached"] is not null);
        var task = (await PersonAsync(written))["notReached"]!;
        (task["why"]!.GetValue<string>(), task["step"]!.GetValue<string>()).ShouldBe(("spam", "call"));
    }

    [Fact]
    public async Task A_report_that_comes_before_its_notice_is_written_down_is_looked_at_again()
    {
        var email = $"bounce-{Seals.NewId()[..12]}@example.nl";
        var staff = await world.LogInAsync();
        var draft = await staff.BeginAsync(WritingToSomebody.Recipient(email, "Piet", "none", null));

        (await staff.SendAsync(draft)).Expect(201);

        await Waiting.UntilAsync("the report is read", async () =>
            (await staff.OpenAsync(draft.Author))["participants"]![1]!["notReached"]?["step"]?.GetValue<string>() == "correct-address");
    }

    [Fact]
    public async Task Whoever_has_a_number_is_told_by_SMS_whom_to_call_and_never_gets_the_link_by_it()
    {
        var written = await world.WriteToSomebodyAsync("sms");

        var sms = await world.NextMessageAsync(written.Phone, () => ReportAsync(written, InboxState.Bounced));
        await ReportAsync(written, InboxState.Failed);

        var organisation = (await world.NewBrowser().GetAsync("/api/organisation")).Expect(200)["helpPhone"]!.GetValue<string>();
        sms.Text!.ShouldContain(organisation);
        sms.Text!.ShouldContain("p***@example.nl");
        sms.Text!.Length.ShouldBeLessThanOrEqualTo(160);
        foreach (var secret in new[] { written.Link.Secret, written.Link.ParticipantId, "/open", "http", written.Link.Email })
        {
            sms.Text!.ShouldNotContain(secret);
        }

        world.Inbox.To(written.Phone).Count.ShouldBe(1);
        (await PersonAsync(written))["notReached"]!["textedAt"]!.GetValue<DateTimeOffset>().ShouldBe(world.Time.GetUtcNow());
        (await ReceiptAsync(written))["textedAt"]!.GetValue<DateTimeOffset>().ShouldBe(world.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_corrected_address_gets_a_notice_of_its_own_and_the_old_link_code_and_browser_open_nothing()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var reader = await world.UnlockAsync(written.Link);
        var email = TestWorld.NewEmail("goed");
        (await CorrectAsync(written, email)).Expect(409, "address-settled");
        await ReportAsync(written, InboxState.Bounced);

        var notice = await world.NextMessageAsync(email, async () => (await CorrectAsync(written, email)).Expect(204));
        (await CorrectAsync(written, email)).Expect(204);

        (await world.NewBrowser().PostAsync(written.Link.Path("look"), new { secret = written.Link.Secret })).Expect(404, "link-unknown");
        (await reader.TryOpenAsync(written.Link.ParticipantId)).Expect(401, "not-unlocked");
        await world.HintsWorkedAsync();
        (await PersonAsync(written))["notReached"].ShouldBeNull();
        (await ListedAsync(written))["noticeFailed"]!.GetValue<bool>().ShouldBeFalse();
        // What is heard of the former address says nothing of this one.
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await ReportAsync(written, InboxState.Failed);
        (await PersonAsync(written))["notReached"].ShouldBeNull();
        (await (await world.UnlockAsync(TestWorld.LinkIn(notice))).TextsAsync(written.Link.ParticipantId, written.Draft.SealKey)).Count.ShouldBe(1);
        world.Inbox.To(email).Count.ShouldBe(1);
        await world.IsWrittenDownAsync(
            $"conversations/{written.Link.ConversationId}", ConversationEvents.AddressCorrected, await written.Staff.AccountIdAsync(), written.Link.ParticipantId, times: 1);
    }

    [Fact]
    public async Task What_was_on_its_way_to_the_former_address_goes_nowhere_and_says_nothing_of_the_new_one()
    {
        var written = await world.WriteToSomebodyAsync("none");
        await ReportAsync(written, InboxState.Bounced);
        var email = TestWorld.NewEmail("goed");
        // The provider is away; the client itself asks four times.
        await world.FailNextAsync(InboxKind.Email, [.. Enumerable.Repeat(new InboxFault.Refused(503), 4)]);
        (await written.Staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201);
        await world.HintsWorkedAsync();

        await world.NextMessageAsync(email, async () => (await CorrectAsync(written, email)).Expect(204));
        await world.SweepUntilSettledAsync();

        world.Inbox.To(written.Link.Email).Count.ShouldBe(1);
        world.Inbox.To(email).Count.ShouldBe(1);
        (await PersonAsync(written))["notReached"].ShouldBeNull();
    }

    [Fact]
    public async Task A_report_on_a_code_that_another_one_followed_is_done_with()
    {
        var written = await world.WriteToSomebodyAsync("sms");
        var browser = world.NewBrowser();
        var first = await world.NextMessageAsync(written.Phone, async () => (await browser.AskCodeAsync(written.Link)).Expect(202));
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.NextMessageAsync(written.Phone, async () => (await browser.AskCodeAsync(written.Link)).Expect(202));

        // Until the queue is empty: it is not put back.
        await ReportAsync(first, InboxState.Failed);

        (await PersonAsync(written))["notReached"].ShouldBeNull();
    }

    [Fact]
    public async Task Who_began_keeps_the_address_they_proved_and_nobody_gets_that_of_another_one()
    {
        var link = await world.StarterConversationAsync();
        var sender = await world.UnlockAsync(link);
        var draft = await sender.FirstDraftAsync(link.ParticipantId);
        (await sender.SendAsync(draft)).Expect(201);
        var staff = await world.LogInAsync();
        var mailbox = link.ConversationId + "00";
        var notice = await world.NextMessageAsync(link.Email, async () => (await staff.SendAsync(draft.Next(mailbox))).Expect(201));
        await ReportAsync(notice, InboxState.Bounced);

        (await staff.OpenAsync(mailbox))["participants"]![1]!["notReached"]!["step"]!.GetValue<string>().ShouldBe("call");
        (await CorrectAsync(staff, link.ParticipantId, TestWorld.NewEmail())).Expect(409, "address-proved");
        (await CorrectAsync(sender, link.ParticipantId, TestWorld.NewEmail())).Expect(401);
        var written = await world.WriteToSomebodyAsync("none", staff: staff);
        await (await world.UnlockAsync(written.Link)).OpenAsync(written.Link.ParticipantId);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await world.NextMessageAsync(
            written.Link.Email, async () => (await staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201));
        await ReportAsync(later, InboxState.Bounced);
        (await PersonAsync(written))["notReached"]!["canCorrect"]!.GetValue<bool>().ShouldBeFalse();
        (await CorrectAsync(written, TestWorld.NewEmail())).Expect(409, "address-proved");

        var (anna, bea) = (TestWorld.NewEmail("anna"), TestWorld.NewEmail("bea"));
        var two = await staff.BeginAsync(
            WritingToSomebody.Recipient(anna, "Anna", "none", null), WritingToSomebody.Recipient(bea, "Bea", "none", null));
        var toAnna = await world.NextMessageAsync(anna, async () => (await staff.SendAsync(two)).Expect(201));
        await ReportAsync(toAnna, InboxState.Bounced);
        (await CorrectAsync(staff, two.ConversationId + "01", bea.ToUpperInvariant())).Expect(400, "bad-input");
        (await CorrectAsync(staff, two.ConversationId + "00", TestWorld.NewEmail())).Expect(404, "not-found");
        (await CorrectAsync(staff, two.ConversationId + "07", TestWorld.NewEmail())).Expect(404, "not-found");
    }

    [Fact]
    public async Task A_code_that_does_not_arrive_asks_for_another_number()
    {
        var written = await world.WriteToSomebodyAsync("sms");
        var code = await world.NextMessageAsync(written.Phone, async () => (await world.NewBrowser().AskCodeAsync(written.Link)).Expect(202));

        var told = await world.NextMailAsync(world.StaffLogIn.Email, SmsNotArrived, () => ReportAsync(code, InboxState.Bounced));

        told.Text!.ShouldNotContain(written.Phone);
        var task = (await PersonAsync(written))["notReached"]!;
        (task["isSms"]!.GetValue<bool>(), task["step"]!.GetValue<string>()).ShouldBe((true, "ask-number"));
        (await ListedAsync(written))["noticeFailed"]!.GetValue<bool>().ShouldBeTrue();
        var phone = TestWorld.NewPhone();
        var notice = await world.NextMessageAsync(written.Link.Email, async () =>
            (await written.Staff.PostAsync(PathOf(written.Link.ParticipantId, "phone"), new { phone })).Expect(204));
        (await PersonAsync(written))["notReached"].ShouldBeNull();
        var link = TestWorld.LinkIn(notice);
        await (await world.UnlockBySmsAsync(link, phone)).OpenAsync(link.ParticipantId);
    }

    private Task ReportAsync(Written written, InboxState state) => ReportAsync(written.Notice, state);

    /// <summary>Reports on a message, and waits until that is done with.</summary>
    private async Task ReportAsync(InboxMessage message, InboxState state)
    {
        await world.HintsWorkedAsync();
        world.Inbox.Report(message.Id, state).ShouldBeTrue();
        var report = ReportOf(message.Id);
        // The forwarder puts it on the queue; the same once more changes nothing.
        await PutAsync(report);
    }

    private string ReportOf(string id) => world.Inbox.Messages.Single(message => message.Id == id).Report!.ToJsonString();

    /// <summary>Puts messages on the queue, and waits until they are done with.</summary>
    private async Task PutAsync(params string[] messages)
    {
        var queue = new QueueClient(world.Cloud.Azurite.ConnectionString, StorageClients.DeliveryQueue);
        foreach (var message in messages)
        {
            await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(message)), Cancel);
        }

        await world.HintsWorkedAsync();
    }

    private static string PathOf(string person, string call) => $"/api/participants/{person[..32]}00/people/{person}/{call}";

    private static Task<ApiAnswer> CorrectAsync(Written written, string email) => CorrectAsync(written.Staff, written.Link.ParticipantId, email);

    private static Task<ApiAnswer> CorrectAsync(ApiClient staff, string person, string email) =>
        staff.PostAsync(PathOf(person, "address"), new { email });

    private static async Task<JsonNode> PersonAsync(Written written) => (await written.Staff.OpenAsync(written.Mailbox))["participants"]![1]!;

    private static async Task<JsonNode> ReceiptAsync(Written written) =>
        (await written.Staff.OpenAsync(written.Mailbox))["messages"]![0]!["receipts"]![0]!;

    private static async Task<JsonNode> ListedAsync(Written written)
    {
        var mailbox = (await written.Staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        return (await written.Staff.GetAsync($"/api/mailboxes/{mailbox}/conversations")).Expect(200)["conversations"]!.AsArray()
            .Single(one => one!["conversationId"]!.GetValue<string>() == written.Link.ConversationId)!;
    }
}
