using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Messages go to and fro; everyone reads what is theirs and sees who read (D11-D20, Z42).</summary>
public sealed class AnsweringAndReading(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Question = "Mijn knie is rood en dik.";
    private const string Answer = "Kom morgen om tien uur langs.";

    [Fact]
    public async Task A_question_is_confirmed_reaches_the_mailbox_is_answered_and_read()
    {
        var own = clock.World;
        var link = await own.StarterConversationAsync();
        var sender = await own.UnlockAsync(link);
        var draft = (await sender.FirstDraftAsync(link.ParticipantId)) with { Subject = "Knie", Text = Question };
        var owner = own.StaffLogIn.Email;

        var told = await own.NextMessageAsync(owner, async () =>
        {
            var confirmed = await own.NextMessageAsync(link.Email, async () => (await sender.SendAsync(draft)).Expect(201));
            var confirmation = TestWorld.LinkIn(confirmed);
            confirmation.Secret.ShouldBe(link.Secret);
            confirmation.Code.ShouldBeNull();
        });
        told.Text!.ShouldNotContain("/open/#");

        var staff = await own.LogInAsync();
        var mailbox = link.ConversationId + "00";
        (await staff.TextsAsync(mailbox, draft.SealKey)).ShouldBe([Question]);
        var notice = TestWorld.LinkIn(await own.NextMessageAsync(link.Email, async () =>
            (await staff.SendAsync(draft.Next(mailbox, Answer))).Expect(201)["by"]!.GetValue<string>().ShouldBe("Conny de Vries")));

        var elsewhere = await own.UnlockAsync(notice);
        (await elsewhere.TextsAsync(link.ParticipantId, draft.SealKey)).ShouldBe([Question, Answer]);
        (await sender.TextsAsync(link.ParticipantId, draft.SealKey)).ShouldBe([Question, Answer]);
        own.MailsTo(link.Email, "knie", "morgen om tien").Count.ShouldBe(3);
        own.MailsTo(owner, "knie", "morgen om tien").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Two_recipients_see_each_others_names_and_answers_but_no_address_or_number()
    {
        var staff = await world.StaffAsync();
        var (anna, piet, phone) = (TestWorld.NewEmail("anna"), TestWorld.NewEmail("piet"), TestWorld.NewPhone());
        var draft = await staff.BeginAsync(
            WritingToSomebody.Recipient(anna, "Anna", "none", null), WritingToSomebody.Recipient(piet, "Piet", "sms", phone));
        var toPiet = await world.NextMessageAsync(piet, async () =>
        {
            var toAnna = await world.NextMessageAsync(anna, async () => (await staff.SendAsync(draft)).Expect(201));
            TestWorld.LinkIn(toAnna).Code.ShouldNotBeNull();
        });
        var (annasLink, pietsLink) = (TestWorld.LinkIn(world.Inbox.To(anna)[0]), TestWorld.LinkIn(toPiet));
        var reader = await world.UnlockAsync(annasLink);

        // Piet was told of the first message and did not read it yet: one notice will do.
        (await reader.SendAsync(draft.Next(annasLink.ParticipantId, Answer))).Expect(201)["by"].ShouldBeNull();

        var opened = await (await world.UnlockBySmsAsync(pietsLink, phone)).OpenAsync(pietsLink.ParticipantId);
        opened["participants"]!.AsArray().Select(person => person!["name"]!.GetValue<string>())
            .ShouldBe(["Info", "Anna", "Piet"]);
        var text = opened.ToJsonString();
        text.ShouldNotContain(anna);
        text.ShouldNotContain(piet);
        text.ShouldNotContain("••");
        opened["messages"]!.AsArray().Select(message => message!["author"]!.GetValue<string>())
            .ShouldBe([draft.Author, annasLink.ParticipantId]);
        (await staff.OpenAsync(draft.Author)).ToJsonString().ShouldContain(anna);
        var (place, staffId) = ($"conversations/{draft.ConversationId}", await staff.AccountIdAsync());
        await world.IsWrittenDownAsync(place, ConversationEvents.ConversationBegun, staffId, draft.ConversationId);
        await world.IsWrittenDownAsync(place, ConversationEvents.MessageSent, staffId, draft.MessageId);
    }

    [Fact]
    public async Task What_one_unlocked_opens_nothing_of_another_participant_or_conversation()
    {
        var staff = await world.StaffAsync();
        var (anna, bea) = (TestWorld.NewEmail("anna"), TestWorld.NewEmail("bea"));
        var draft = await staff.BeginAsync(
            WritingToSomebody.Recipient(anna, "Anna", "none", null), WritingToSomebody.Recipient(bea, "Bea", "none", null));
        var link = TestWorld.LinkIn(await world.NextMessageAsync(anna, async () => (await staff.SendAsync(draft)).Expect(201)));
        var other = await world.StarterConversationAsync();
        var reader = await world.UnlockAsync(link);

        (await reader.TryOpenAsync(link.ConversationId + "02")).Expect(401, "not-unlocked");
        (await reader.TryOpenAsync(link.ConversationId + "03")).Expect(401, "not-unlocked");
        (await reader.TryOpenAsync(link.ConversationId + "00")).Expect(401, "not-unlocked");
        (await reader.TryOpenAsync(other.ParticipantId)).Expect(401, "not-unlocked");
        (await reader.SendAsync(draft.Next(link.ConversationId + "02"))).Expect(401, "not-unlocked");
        (await staff.TryOpenAsync(link.ParticipantId)).Expect(404, "not-found");
        (await reader.TryOpenAsync(link.ParticipantId)).Expect(200);
    }

    [Fact]
    public async Task A_message_sent_again_is_one_message_and_its_id_is_taken_for_another()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var reader = await world.UnlockAsync(written.Link);
        var draft = written.Draft.Next(written.Link.ParticipantId);
        var path = written.Link.Path("messages");
        var body = draft.ToBody();

        var first = (await reader.PostAsync(path, body)).Expect(201);
        var again = (await reader.PostAsync(path, body)).Expect(201);

        again.Text.ShouldBe(first.Text);
        (await reader.SendAsync(draft with { Text = "Iets anders." })).Expect(409, "id-taken");
        (await written.Staff.PostAsync($"/api/participants/{written.Mailbox}/messages", body)).Expect(409, "id-taken");
        (await reader.OpenAsync(written.Link.ParticipantId))["messages"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_first_messages_at_once_one_brings_the_seal_key_and_the_rest_are_told()
    {
        var link = await world.StarterConversationAsync();
        var sender = await world.UnlockAsync(link);
        var drafts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => sender.FirstDraftAsync(link.ParticipantId)));

        var answers = await Task.WhenAll(drafts.Select(draft => sender.SendAsync(draft)));

        answers.Select(answer => answer.Problem).Order()
            .ShouldBe([null, "seal-key-taken", "seal-key-taken", "seal-key-taken"]);
        var won = drafts[Array.FindIndex(answers, answer => answer.Problem is null)];
        (await sender.TextsAsync(link.ParticipantId, won.SealKey)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_first_message_without_a_seal_key_and_a_first_one_of_staff_without_recipients_are_refused()
    {
        var link = await world.StarterConversationAsync();
        var sender = await world.UnlockAsync(link);
        var staff = await world.StaffAsync();
        var draft = await staff.BeginAsync();

        (await sender.SendAsync(new Draft(link.ConversationId, link.ParticipantId, Seals.NewKey())))
            .Expect(409, "seal-key-missing");
        (await staff.SendAsync(draft)).Expect(400, "bad-input");
    }

    [Fact]
    public async Task Older_messages_come_a_page_at_a_time_without_a_gap()
    {
        var written = await world.WriteToSomebodyAsync("none");
        for (var i = 1; i <= SpaceStore.PageSize; i++)
        {
            (await written.Staff.SendAsync(written.Draft.Next(written.Mailbox, $"Bericht {i}"))).Expect(201);
        }

        var newest = await written.Staff.OpenAsync(written.Mailbox);
        var older = (await written.Staff.PostAsync(
            $"/api/participants/{written.Mailbox}/open", new { before = newest["earlier"]!.GetValue<string>() })).Expect(200).Json;

        var reader = await world.UnlockAsync(written.Link);
        var cursor = (await reader.OpenAsync(written.Link.ParticipantId))["earlier"]!.GetValue<string>();
        (await OldestReadAsync()).ShouldBeFalse();
        (await reader.PostAsync(written.Link.Path("open"), new { before = cursor })).Expect(200);
        (await OldestReadAsync()).ShouldBeTrue();
        newest["messages"]!.AsArray().Count.ShouldBe(SpaceStore.PageSize);
        older["messages"]!.AsArray().Select(message => message!["messageId"]!.GetValue<string>())
            .ShouldBe([written.Draft.MessageId]);
        older["earlier"].ShouldBeNull();

        // What was never handed out was not read, however new what was.
        async Task<bool> OldestReadAsync() => (await written.Staff.PostAsync(
            $"/api/participants/{written.Mailbox}/open", new { before = newest["earlier"]!.GetValue<string>() }))
            .Expect(200).Json["messages"]![0]!["receipts"]![0]!["openedAt"] is not null;
    }

    private static async Task<JsonNode> NewestAsync(ApiClient browser, string participantId) =>
        (await browser.OpenAsync(participantId))["messages"]!.AsArray()[^1]!;
}
