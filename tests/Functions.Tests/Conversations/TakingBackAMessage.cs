using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Conversations.Drafts;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>What staff send waits a minute, in which it can be taken back, and is all that time with the mailbox alone (X5).</summary>
public sealed class TakingBackAMessage(WaitingWorld waiting) : IClassFixture<WaitingWorld>
{
    private readonly OwnWorld world = waiting.World;

    [Fact]
    public async Task Nobody_outside_sees_anything_of_an_answer_by_any_route_until_it_goes()
    {
        var (staff, mailbox, link, visitor, first) = await AnsweredAsync();
        var file = Seals.File(first.SealKey, first.ConversationId, [1, 2, 3]);
        var fileId = await staff.UploadAsync(first.Author, file);
        var answer = first.Next(first.Author, "Het antwoord") with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } };
        var before = await ViewsAsync(visitor, link, fileId, answer);

        var sent = (await staff.SendAsync(await staff.KeptAsync(mailbox, answer))).Expect(201);

        sent["goesAt"]!.GetValue<DateTimeOffset>().ShouldBe(sent["at"]!.GetValue<DateTimeOffset>() + WaitingWorld.Wait);
        (await ViewsAsync(visitor, link, fileId, answer)).ShouldBe(before);
        // Whoever of the mailbox reads along as the recipient sees what the recipient sees.
        visitor.Cookies["__Host-session"] = staff.Cookies["__Host-session"];
        (await visitor.OpenAsync(link.ParticipantId))["waiting"]!.AsArray().ShouldBeEmpty();
        visitor.Cookies.Remove("__Host-session");
        var colleague = await world.ColleagueAsync(mailbox);
        var shown = (await colleague.OpenAsync(answer.Author))["waiting"]!.AsArray().Single()!;
        shown["messageId"]!.GetValue<string>().ShouldBe(answer.MessageId);
        Seals.OpenNote(first.SealKey, shown["note"]!)["text"]!.GetValue<string>().ShouldBe("Het antwoord");
        (await colleague.DownloadAsync(answer.Author, fileId)).Stored.ShouldNotBeEmpty();
        await world.LookAsync(answer.ConversationId);
        world.Inbox.To(link.Email!).Count.ShouldBe(1);

        world.Time.Advance(WaitingWorld.Wait);
        await world.LookAsync(answer.ConversationId);

        (await visitor.TextsAsync(link.ParticipantId, first.SealKey)).ShouldBe([first.Text, "Het antwoord"]);
        (await visitor.DownloadAsync(link.ParticipantId, fileId)).Stored.ShouldNotBeEmpty();
        (await staff.OpenAsync(answer.Author))["waiting"]!.AsArray().ShouldBeEmpty();
        (await staff.DraftsAsync(mailbox)).ShouldNotContain(draft => draft["participantId"]!.GetValue<string>() == answer.Author);
    }

    [Fact]
    public async Task A_first_message_waits_with_everybody_it_is_for_and_then_goes_once()
    {
        var (staff, mailbox) = await StaffAsync();
        var email = TestWorld.NewEmail();
        var first = await staff.KeptAsync(mailbox, await staff.BeginAsync(WritingToSomebody.Recipient(email, "Anna", "none", null)));
        (await staff.SendAsync(first)).Expect(201);

        (await staff.DraftsAsync(mailbox)).Single(draft => draft["participantId"]!.GetValue<string>() == first.Author)["goesAt"].ShouldNotBeNull();
        await world.LookAsync(first.ConversationId);
        (await KindsAsync(first.ConversationId)).ShouldBe(["conversation", "participant", "sent", "sheet"]);
        (await world.RowsAsync("mailboxes")).ShouldNotContain(row => row.RowKey.EndsWith(first.ConversationId, StringComparison.Ordinal));
        (await world.RowsAsync("wrapped")).ShouldNotContain(row => row.RowKey.Contains(first.ConversationId, StringComparison.Ordinal));
        world.Inbox.To(email).ShouldBeEmpty();
        // There is one first message, and another one does not wait beside it.
        (await staff.SendAsync(first with { MessageId = Seals.NewId() })).Expect(409, "already-waits");

        world.Time.Advance(WaitingWorld.Wait);
        await world.LookAsync(first.ConversationId);
        await world.LookAsync(first.ConversationId);

        var reader = await world.UnlockAsync(TestWorld.LinkIn(world.Inbox.To(email).Single()));
        (await reader.TextsAsync(first.ConversationId + "01", first.SealKey)).ShouldBe([first.Text]);
        await world.IsWrittenDownAsync(
            "conversations/" + first.ConversationId, ConversationEvents.MessageWaits, await staff.AccountIdAsync(), first.MessageId, times: 1);
        await world.IsWrittenDownAsync(
            "conversations/" + first.ConversationId, ConversationEvents.MessageSent, await staff.AccountIdAsync(), first.MessageId, times: 1);
    }

    [Fact]
    public async Task Who_takes_it_back_in_the_last_second_has_a_draft_again_and_a_late_retry_sends_nothing()
    {
        var (staff, mailbox, link, visitor, first) = await AnsweredAsync();
        var file = Seals.File(first.SealKey, first.ConversationId, [1, 2, 3]);
        var fileId = await staff.UploadAsync(first.Author, file);
        var answer = await staff.KeptAsync(
            mailbox, first.Next(first.Author, "Te snel") with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } });
        var body = System.Text.Json.JsonSerializer.Serialize(answer.ToBody());
        var path = $"/api/participants/{answer.Author}/messages";
        var sent = (await staff.PostTextAsync(path, body)).Expect(201);
        (await staff.PostTextAsync(path, body)).Expect(201).Text.ShouldBe(sent.Text);
        // What it takes along is nobody else's meanwhile.
        (await staff.DeleteAsync($"/api/participants/{answer.Author}/files/{fileId}")).Expect(404, "not-found");
        (await staff.SendAsync(answer with { MessageId = Seals.NewId(), Kept = null })).Expect(409, "files-not-ready");
        (await staff.DeleteAsync($"/api/mailboxes/{mailbox}/drafts/{DraftIdOf(answer)}?revision=1")).Expect(409, "draft-waits");

        world.Time.Advance(WaitingWorld.Wait - TimeSpan.FromTicks(1));
        await world.LookAsync(answer.ConversationId);
        var colleague = await world.ColleagueAsync(mailbox);
        var both = await Task.WhenAll(staff.UndoAsync(answer), colleague.UndoAsync(answer));
        both.ShouldAllBe(undone => (int)undone.Status == 204);
        (await staff.UndoAsync(answer)).Expect(204);

        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.LookAsync(answer.ConversationId);
        (await staff.PostTextAsync(path, body)).Expect(409, "message-undone");
        (await staff.SendNowAsync(answer)).Expect(409, "message-undone");
        (await visitor.TextsAsync(link.ParticipantId, first.SealKey)).ShouldBe([first.Text]);
        (await staff.OpenAsync(answer.Author))["waiting"]!.AsArray().ShouldBeEmpty();
        (await staff.DraftsAsync(mailbox)).Single(draft => draft["draftId"]!.GetValue<string>() == DraftIdOf(answer))["goesAt"].ShouldBeNull();

        // Sent again it is another message, with the same files.
        var second = answer with { MessageId = Seals.NewId() };
        (await staff.SendAsync(second)).Expect(201);
        (await staff.UndoAsync(second)).Expect(204);
        await world.IsWrittenDownAsync(
            "conversations/" + answer.ConversationId, ConversationEvents.MessageUndone, await staff.AccountIdAsync(), second.MessageId, times: 1);
        var again = answer with { MessageId = Seals.NewId(), Text = "Beter" };
        (await staff.SendAsync(again)).Expect(201);
        (await staff.SendNowAsync(again)).Expect(204);
        (await visitor.TextsAsync(link.ParticipantId, first.SealKey)).ShouldBe([first.Text, "Beter"]);
        (await visitor.DownloadAsync(link.ParticipantId, fileId)).Stored.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task At_its_moment_it_has_gone_and_stays_sent()
    {
        var (staff, mailbox, link, visitor, first) = await AnsweredAsync();
        var answer = await staff.KeptAsync(mailbox, first.Next(first.Author, "Gegaan"));
        (await staff.SendAsync(answer)).Expect(201);

        world.Time.Advance(WaitingWorld.Wait);
        await world.LookAsync(answer.ConversationId);

        (await staff.UndoAsync(answer)).Expect(409, "message-gone");
        (await staff.SendNowAsync(answer)).Expect(204);
        (await visitor.TextsAsync(link.ParticipantId, first.SealKey)).ShouldBe([first.Text, "Gegaan"]);
        (await staff.UndoAsync(answer with { MessageId = Seals.NewId() })).Expect(404, "not-found");
        (await staff.UndoAsync(answer with { MessageId = "geen-id" })).Expect(404, "not-found");
        (await staff.SendNowAsync(answer with { MessageId = "geen-id" })).Expect(404, "not-found");
    }

    [Fact]
    public async Task The_people_of_the_mailbox_decide_and_nobody_else()
    {
        var (staff, mailbox, link, visitor, first) = await AnsweredAsync();
        var answer = first.Next(first.Author, "Nu meteen");
        (await staff.SendAsync(answer)).Expect(201);
        var other = await world.OtherStaffAsync();
        foreach (var as_ in new[] { answer, answer with { Author = link.ParticipantId } })
        {
            foreach (var browser in new[] { visitor, other, world.NewBrowser() })
            {
                ((int)(await browser.UndoAsync(as_)).Status).ShouldBeOneOf(401, 404);
                ((int)(await browser.SendNowAsync(as_)).Status).ShouldBeOneOf(401, 404);
            }
        }

        var colleague = await world.ColleagueAsync(mailbox);
        (await colleague.SendNowAsync(answer)).Expect(204);
        (await colleague.SendNowAsync(answer)).Expect(204);

        var message = (await visitor.OpenAsync(link.ParticipantId))["messages"]!.AsArray()[^1]!;
        message["messageId"]!.GetValue<string>().ShouldBe(answer.MessageId);
        message["by"]!.GetValue<string>().ShouldBe((await staff.GetAsync("/api/session")).Expect(200)["name"]!.GetValue<string>());
        await world.LookAsync(answer.ConversationId);
        world.Time.Advance(WaitingWorld.Wait);
        await world.LookAsync(answer.ConversationId);
        (await visitor.TextsAsync(link.ParticipantId, first.SealKey)).ShouldBe([first.Text, "Nu meteen"]);

        // Whoever did it is written down, and whose message it is.
        var (place, author, other2) = ("conversations/" + first.ConversationId, await staff.AccountIdAsync(), await colleague.AccountIdAsync());
        await world.IsWrittenDownAsync(place, ConversationEvents.MessageLetGo, other2, answer.MessageId, times: 1);
        await world.IsWrittenDownAsync(place, ConversationEvents.MessageSent, author, answer.MessageId, times: 1);
        staff = await world.LogInAsync();
        var taken = first.Next(first.Author, "Toch niet");
        (await staff.SendAsync(taken)).Expect(201);
        (await (await world.ColleagueAsync(mailbox)).UndoAsync(taken)).Expect(204);
        (await world.AuditedAsync(place)).Single(entry => entry.About == taken.MessageId && entry.Event == "message-undone")
            .Actor.ShouldNotBe(author);
    }

    [Fact]
    public async Task What_waits_can_still_go_when_everybody_has_read_meanwhile_or_is_refused_at_once()
    {
        const int Most = 34;
        var (staff, _) = await StaffAsync();
        var people = Enumerable.Range(0, 30).Select(_ => WritingToSomebody.Recipient(TestWorld.NewEmail(), "Piet", "none", null));
        var first = await staff.BeginAsync([.. people]);
        (await staff.SendAsync(first)).Expect(201);
        (await staff.SendNowAsync(first)).Expect(204);
        var files = await StageAsync(first, Most + 1);
        var answer = first.Next(first.Author) with { Files = files.ToDictionary(id => id, _ => Seals.File(first.SealKey, first.ConversationId, [1])) };
        (await staff.SendAsync(answer)).Expect(409, "message-too-full");
        var fits = answer with { Files = answer.Files.Take(Most).ToDictionary() };
        (await staff.SendAsync(fits)).Expect(201);

        foreach (var person in Enumerable.Range(1, 30).Select(number => number.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)))
        {
            await world.ChangeAsync<Participant>(
                first.ConversationId, "participant~" + person, reader => reader with { OpenedAt = reader.NoticedAt });
        }

        (await staff.SendNowAsync(fits)).Expect(204);
    }

    [Fact]
    public async Task What_cannot_go_any_more_is_a_draft_again_and_the_owner_is_told()
    {
        var (staff, mailbox, link, visitor, first) = await AnsweredAsync();
        var raise = new[] { new { participantId = link.ParticipantId, phone = TestWorld.NewPhone() } };
        var raises = first.Next(first.Author, "Met sms") with { Raise = raise };
        var late = await staff.KeptAsync(mailbox, first.Next(first.Author, "Ook met sms") with { Raise = raise });
        (await staff.SendAsync(raises)).Expect(201);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        (await staff.SendAsync(late)).Expect(201);
        var told = world.Inbox.To(world.StaffLogIn.Email).Count;

        world.Time.Advance(WaitingWorld.Wait);
        await world.LookAsync(late.ConversationId);

        var stopped = (await staff.OpenAsync(late.Author))["waiting"]!.AsArray().Single()!;
        stopped["messageId"]!.GetValue<string>().ShouldBe(late.MessageId);
        stopped["goesAt"].ShouldBeNull();
        world.Inbox.To(world.StaffLogIn.Email).Count.ShouldBe(told + 1);
        (await staff.DraftsAsync(mailbox)).Single(draft => draft["draftId"]!.GetValue<string>() == DraftIdOf(late))["goesAt"].ShouldBeNull();
        await world.IsWrittenDownAsync("conversations/" + late.ConversationId, ConversationEvents.MessageStopped, "system", late.MessageId, times: 1);
        (await staff.SendNowAsync(late)).Expect(409, "message-undone");

        (await staff.SendAsync(late with { MessageId = Seals.NewId(), Raise = [] })).Expect(201);
        (await staff.OpenAsync(late.Author))["waiting"]!.AsArray().Single()!["goesAt"].ShouldNotBeNull();
        (await visitor.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task Whoever_is_added_sees_from_when_it_goes_and_comes_in_once()
    {
        var (staff, mailbox, link, visitor, first) = await AnsweredAsync();
        var email = TestWorld.NewEmail("bea");
        object[] added = [new { email, name = "Bea", method = "none", phone = (string?)null, language = "nl", sees = "from-here" }];
        var adds = await staff.KeptAsync(mailbox, first.Next(first.Author, "Erbij") with { Recipients = added });
        var again = await staff.KeptAsync(mailbox, first.Next(first.Author, "Ook erbij") with { Recipients = added });
        (await staff.SendAsync(adds)).Expect(201);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        (await staff.SendAsync(again)).Expect(201);
        (await visitor.SendAsync(first.Next(link.ParticipantId, "Tussendoor"))).Expect(201);
        (await visitor.OpenAsync(link.ParticipantId))["participants"]!.AsArray().Count.ShouldBe(2);
        world.Inbox.To(email).ShouldBeEmpty();

        world.Time.Advance(WaitingWorld.Wait);
        await world.LookAsync(adds.ConversationId);

        var opened = await staff.OpenAsync(adds.Author);
        opened["participants"]!.AsArray().Count.ShouldBe(3);
        opened["waiting"]!.AsArray().ShouldBeEmpty();
        opened["messages"]!.AsArray().Select(message => message!["added"]!.AsArray().Count).ShouldBe([0, 0, 1, 0]);
        var reader = await world.UnlockAsync(TestWorld.LinkIn(world.Inbox.To(email).Single()));
        (await reader.TextsAsync(adds.ConversationId + "02", first.SealKey)).ShouldBe(["Erbij", "Ook erbij"]);
    }

    [Fact]
    public async Task A_conversation_that_ended_meanwhile_gets_nothing()
    {
        var (staff, mailbox, link, visitor, first) = await AnsweredAsync();
        var answer = await staff.KeptAsync(mailbox, first.Next(first.Author, "Te laat"));
        (await staff.SendAsync(answer)).Expect(201);
        await world.ChangeAsync<Conversation>(
            answer.ConversationId, "conversation", conversation => conversation with { EndedAt = world.Time.GetUtcNow() });
        (await staff.SendNowAsync(answer)).Expect(404, "not-found");

        world.Time.Advance(WaitingWorld.Wait);
        await world.LookAsync(answer.ConversationId);

        (await KindsAsync(answer.ConversationId)).Count(kind => kind == "message").ShouldBe(1);
        (await world.RowsAsync("conversations", answer.ConversationId)).Count(row => row.RowKey.StartsWith("message~", StringComparison.Ordinal)).ShouldBe(1);
        (await staff.DraftsAsync(mailbox)).Single(draft => draft["draftId"]!.GetValue<string>() == DraftIdOf(answer))["goesAt"].ShouldBeNull();
    }

    [Fact]
    public async Task Words_that_another_device_wrote_on_stay_when_the_draft_goes()
    {
        var (staff, mailbox, _, _, first) = await AnsweredAsync();
        var answer = await staff.KeptAsync(mailbox, first.Next(first.Author));
        var (path, body) = ($"/api/participants/{answer.Author}/messages", System.Text.Json.JsonSerializer.Serialize(answer.ToBody()));
        (await staff.PostTextAsync(path, body)).Expect(201);
        (await staff.SaveDraftAsync(mailbox, DraftIdOf(answer), 1, answer.Author, "Ik schrijf nog")).Expect(200);

        (await staff.SendNowAsync(answer)).Expect(204);
        await world.LookAsync(answer.ConversationId);
        // A retry that arrives late says no more that it waits.
        (await staff.PostTextAsync(path, body)).Expect(201);

        var kept = (await staff.DraftsAsync(mailbox)).Single(draft => draft["draftId"]!.GetValue<string>() == DraftIdOf(answer));
        kept["revision"]!.GetValue<int>().ShouldBe(2);
        kept["goesAt"].ShouldBeNull();
    }

    [Fact]
    public async Task A_draft_that_nobody_changed_for_long_stays_while_it_waits_and_lives_anew_when_it_is_taken_back()
    {
        var (staff, mailbox) = await StaffAsync();
        var first = await staff.KeptAsync(mailbox, await staff.BeginAsync(WritingToSomebody.Recipient(TestWorld.NewEmail(), "Anna", "none", null)));
        AdvanceToLastSeconds(world.Now() + SecurityNumbers.StaffDraftLifetime + SecurityNumbers.DraftTouch);
        (staff, _) = await StaffAsync();
        (await staff.SendAsync(first)).Expect(201);

        world.Time.Advance(WaitingWorld.Wait / 2);
        await world.PurgeAsync(TestContext.Current.CancellationToken);

        (await staff.DraftsAsync(mailbox)).ShouldContain(draft => draft["draftId"]!.GetValue<string>() == DraftIdOf(first));
        (await staff.UndoAsync(first)).Expect(204);
        world.Time.Advance(SecurityNumbers.StaffDraftLifetime - TimeSpan.FromHours(1));
        await world.PurgeAsync(TestContext.Current.CancellationToken);
        (staff, _) = await StaffAsync();
        (await staff.DraftsAsync(mailbox)).ShouldContain(draft => draft["draftId"]!.GetValue<string>() == DraftIdOf(first));
        world.Time.Advance(TimeSpan.FromHours(4));
        await world.PurgeAsync(TestContext.Current.CancellationToken);
        (staff, _) = await StaffAsync();
        (await staff.DraftsAsync(mailbox)).ShouldNotContain(draft => draft["draftId"]!.GetValue<string>() == DraftIdOf(first));
    }

    [Fact]
    public async Task What_a_crash_left_of_a_draft_that_was_sent_goes()
    {
        var (staff, mailbox) = await StaffAsync();
        var (kept, gone) = (Seals.NewId(), Seals.NewId());
        foreach (var draftId in new[] { kept, gone })
        {
            (await staff.SaveDraftAsync(mailbox, draftId, 0, Seals.NewId() + "00")).Expect(200);
            await world.Cloud.Services.GetRequiredService<DraftStore>().NoteSentAsync(
                MailboxId.From(mailbox), draftId, new SentDraft(1, Seals.NewId(), world.Now()), TestContext.Current.CancellationToken);
        }

        world.Time.Advance(TimeSpan.FromDays(20));
        (staff, _) = await StaffAsync();
        (await staff.SaveDraftAsync(mailbox, kept, 1, Seals.NewId() + "00")).Expect(200);
        world.Time.Advance(TimeSpan.FromDays(11));
        await world.PurgeAsync(TestContext.Current.CancellationToken);

        (await world.RowsAsync("mailboxes", "drafts~" + mailbox)).Select(row => row.RowKey)
            .Where(key => key.EndsWith(kept, StringComparison.Ordinal) || key.EndsWith(gone, StringComparison.Ordinal)).ShouldBe(["draft~" + kept]);
    }

    [Fact]
    public async Task People_without_an_account_do_not_wait()
    {
        var link = await world.StarterConversationAsync();
        var visitor = await world.UnlockAsync(link);

        (await visitor.SendAsync(await visitor.FirstDraftAsync(link.ParticipantId))).Expect(201)["goesAt"].ShouldBeNull();
    }

    /// <summary>Until half a minute before what ends then is purged: once its hour is over.</summary>
    private void AdvanceToLastSeconds(DateTimeOffset end)
    {
        var hour = TimeSpan.FromHours(1).Ticks;
        world.AdvanceTo(new DateTimeOffset(((end.UtcTicks / hour) + 1) * hour, TimeSpan.Zero) - (WaitingWorld.Wait / 4));
    }

    /// <summary>Files as they stand once they were uploaded.</summary>
    private async Task<IReadOnlyList<string>> StageAsync(Draft draft, int count)
    {
        var change = new SpaceChange(SpaceId.From(draft.ConversationId), world.Now());
        var files = Enumerable.Range(0, count).Select(_ => Seals.NewId()).ToList();
        var mailbox = (await world.Cloud.Services.GetRequiredService<SpaceStore>().FindAsync(change.Space, TestContext.Current.CancellationToken))!.Value;
        files.ForEach(id => change.Stage(new SealedFile
        {
            FileId = FileId.From(id), Author = ParticipantId.From(draft.Author), IsOfMailbox = true, MailboxId = mailbox.MailboxId,
            Size = 1, UploadName = id, BlobName = id, ETag = "x", WaitsUntil = world.Now().AddDays(1),
        }));
        (await world.Cloud.Services.GetRequiredService<SpaceStore>().TrySaveAsync(change, TestContext.Current.CancellationToken)).ShouldBeTrue();
        return files;
    }

    /// <summary>Staff wrote to somebody, who unlocked it.</summary>
    private async Task<(ApiClient Staff, string Mailbox, Link Link, ApiClient Visitor, Draft First)> AnsweredAsync()
    {
        var (staff, mailbox) = await StaffAsync();
        var email = TestWorld.NewEmail("piet");
        var first = await staff.BeginAsync(WritingToSomebody.Recipient(email, "Piet", "none", null));
        var notice = await world.NextMessageAsync(email, async () =>
        {
            (await staff.SendAsync(first)).Expect(201);
            (await staff.SendNowAsync(first)).Expect(204);
        });
        var link = TestWorld.LinkIn(notice);
        var visitor = await world.UnlockAsync(link);
        await visitor.OpenAsync(link.ParticipantId);
        return (staff, mailbox, link, visitor, first);
    }

    private async Task<(ApiClient Staff, string Mailbox)> StaffAsync()
    {
        var staff = await world.LogInAsync();
        return (staff, await staff.MailboxAsync());
    }

    /// <summary>Everything that somebody outside can ask about the conversation, a file of it and a message, and what is answered.</summary>
    private static async Task<IReadOnlyList<string>> ViewsAsync(ApiClient visitor, Link link, string fileId, Draft message)
    {
        var (me, all) = ("/api/participants/" + link.ParticipantId, new List<ApiAnswer>());
        all.Add(await visitor.PostAsync(me + "/open", new { before = (string?)null }));
        all.Add(await visitor.PostAsync(link.Path("look"), new { secret = link.Secret }));
        all.Add(await visitor.PostAsync($"{me}/files/{fileId}/ticket"));
        all.Add(await visitor.PostAsync($"{me}/files/{fileId}/finish"));
        all.Add(await visitor.PostAsync($"{me}/files/{fileId}/damaged"));
        all.Add(await visitor.DeleteAsync($"{me}/files/{fileId}"));
        all.Add(await visitor.PostAsync($"{me}/downloads", new { files = new[] { fileId } }));
        all.Add(await visitor.UndoAsync(message with { Author = link.ParticipantId }));
        all.Add(await visitor.SendNowAsync(message with { Author = link.ParticipantId }));
        all.Add(await visitor.UndoAsync(message));
        all.Add(await visitor.TryOpenAsync(message.Author));
        all.Add(await visitor.PostAsync($"/api/participants/{link.ConversationId}02/look", new { secret = link.Secret }));
        return [.. all.Select(answer => $"{(int)answer.Status} {answer.Text}")];
    }

    private async Task<IReadOnlyList<string>> KindsAsync(string conversationId) =>
        [.. (await world.RowsAsync("conversations", conversationId)).Select(row => row.RowKey.Split('~')[0]).Where(kind => kind != "audit").Distinct()
            .Order(StringComparer.Ordinal)];

    private static string DraftIdOf(Draft draft) => System.Text.Json.JsonSerializer.SerializeToNode(draft.Kept)!["draftId"]!.GetValue<string>();
}
