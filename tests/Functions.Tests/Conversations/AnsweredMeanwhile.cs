using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Nothing goes from a mailbox over what others answered since its writer began, unless they saw that (X4).</summary>
public sealed class AnsweredMeanwhile(AnsweredMeanwhile.Worlds worlds) : IClassFixture<AnsweredMeanwhile.Worlds>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_somebody_outside_wrote_meanwhile_is_asked_about_once(bool waits)
    {
        var (staff, _, _, visitor, first) = await AnsweredAsync(waits);
        var answer = first.Next(first.Author, "Antwoord") with { Seen = Seen(first) };
        var meanwhile = first.Next(first.ConversationId + "01", "Nog iets");
        (await visitor.SendAsync(meanwhile)).Expect(201);

        var asked = (await staff.SendAsync(answer)).Expect(409, "answered-meanwhile");

        asked["messages"]!.AsArray().Select(id => id!.GetValue<string>()).ShouldBe([meanwhile.MessageId]);
        (await staff.SendAsync(answer with { Seen = Seen(meanwhile) })).Expect(201);
        // What one wrote oneself is nobody else's answer, and who does not say what they saw is not asked.
        (await staff.SendAsync(first.Next(first.Author, "Nog een") with { Seen = Seen(meanwhile) })).Expect(201);
        (await staff.SendAsync(first.Next(first.Author, "En nog een"))).Expect(201);
        // Nor is anybody outside.
        (await visitor.SendAsync(first.Next(first.ConversationId + "01") with { Seen = Seen(first) })).Expect(201);
    }

    [Fact]
    public async Task What_a_colleague_sent_and_still_waits_counts_and_counts_no_more_once_it_was_shown()
    {
        var (staff, colleague, mailbox, _, first) = await AnsweredAsync(waits: true);
        var theirs = first.Next(first.Author, "Van een collega") with { Seen = Seen(first) };
        (await colleague.SendAsync(theirs)).Expect(201);

        var answer = first.Next(first.Author, "Antwoord") with { Seen = Seen(first) };
        (await staff.SendAsync(answer)).Expect(409, "answered-meanwhile")["messages"]!.AsArray().Single()!
            .GetValue<string>().ShouldBe(theirs.MessageId);
        var shown = answer with { Seen = new { messageId = first.MessageId, waiting = new[] { theirs.MessageId } } };
        (await staff.SendAsync(shown)).Expect(201);

        // It went meanwhile: it is the same message, and was shown.
        (await colleague.SendNowAsync(theirs)).Expect(204);
        (await staff.SendAsync(shown with { MessageId = Seals.NewId() })).Expect(201);
        // Taken back it is no answer.
        var undone = first.Next(first.Author, "Toch niet");
        (await colleague.SendAsync(undone)).Expect(201);
        (await colleague.UndoAsync(undone)).Expect(204);
        (await staff.SendAsync(shown with { MessageId = Seals.NewId() })).Expect(201);
        mailbox.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_who_send_at_once_one_is_asked(bool waits)
    {
        for (var round = 0; round < 3; round++)
        {
            var (staff, colleague, _, _, first) = await AnsweredAsync(waits);
            var both = await Task.WhenAll(
                staff.SendAsync(first.Next(first.Author, "Een") with { Seen = Seen(first) }),
                colleague.SendAsync(first.Next(first.Author, "Twee") with { Seen = Seen(first) }));

            both.Count(answer => answer.Problem is null).ShouldBe(1);
            both.Count(answer => answer.Problem == "answered-meanwhile").ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_retry_is_answered_alike_and_a_colleagues_words_under_the_same_id_are_an_answer(bool waits)
    {
        var (staff, colleague, _, visitor, first) = await AnsweredAsync(waits);
        var answer = first.Next(first.Author, "Antwoord") with { Seen = Seen(first) };
        var (path, body) = ($"/api/participants/{answer.Author}/messages", System.Text.Json.JsonSerializer.Serialize(answer.ToBody()));
        var sent = (await staff.PostTextAsync(path, body)).Expect(201);
        (await visitor.SendAsync(first.Next(first.ConversationId + "01"))).Expect(201);

        (await staff.PostTextAsync(path, body)).Expect(201).Text.ShouldBe(sent.Text);
        var same = answer with { Text = "Zelfde concept, andere woorden" };
        (await colleague.SendAsync(same)).Expect(409, "answered-meanwhile");
        (await staff.SendAsync(same with { Seen = null })).Expect(409, "id-taken");
    }

    [Fact]
    public async Task What_was_seen_is_named_by_ids()
    {
        var (staff, _, _, _, first) = await AnsweredAsync(waits: false);
        var answer = first.Next(first.Author, "Antwoord");
        object[] odd =
        [
            new { messageId = "x", waiting = Array.Empty<string>() }, new { messageId = first.MessageId, waiting = new[] { "x" } },
            new { messageId = first.MessageId, waiting = Enumerable.Repeat(first.MessageId, 51) },
        ];
        foreach (var seen in odd)
        {
            (await staff.SendAsync(answer with { Seen = seen })).Expect(400, "bad-input")["errors"]!["seen"].ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_draft_is_its_beginners_whoever_goes_on_with_it()
    {
        var (staff, colleague, mailbox, _, first) = await AnsweredAsync(waits: true);
        var draftId = Seals.NewId();
        (await staff.SaveDraftAsync(mailbox, draftId, 0, first.Author)).Expect(200);
        (await colleague.SaveDraftAsync(mailbox, draftId, 1, first.Author, "Beste Anna")).Expect(200);

        async Task<bool> IsOwnAsync(ApiClient browser) => (await browser.DraftsAsync(mailbox))
            .Single(draft => draft["draftId"]!.GetValue<string>() == draftId)["isOwn"]!.GetValue<bool>();

        (await IsOwnAsync(staff)).ShouldBeTrue();
        (await IsOwnAsync(colleague)).ShouldBeFalse();
        (await colleague.SaveDraftAsync(mailbox, draftId, 1, first.Author, "Twee")).Expect(409, "draft-changed")["draft"]!["isOwn"]!
            .GetValue<bool>().ShouldBeFalse();
    }

    private static object Seen(Draft last) => new { messageId = last.MessageId, waiting = Array.Empty<string>() };

    /// <summary>Two of a mailbox, and a conversation that one of them began and its recipient read.</summary>
    private async Task<(ApiClient Staff, ApiClient Colleague, string Mailbox, ApiClient Visitor, Draft First)> AnsweredAsync(bool waits)
    {
        var world = waits ? worlds.Waits : worlds.AtOnce;
        var staff = await world.LogInAsync();
        var mailbox = await staff.MailboxAsync();
        var email = TestWorld.NewEmail("piet");
        var first = await staff.BeginAsync(WritingToSomebody.Recipient(email, "Piet", "none", null));
        var notice = await world.NextMessageAsync(email, async () =>
        {
            (await staff.SendAsync(first)).Expect(201);
            if (waits)
            {
                (await staff.SendNowAsync(first)).Expect(204);
            }
        });
        var link = TestWorld.LinkIn(notice);
        var visitor = await world.UnlockAsync(link);
        await visitor.OpenAsync(link.ParticipantId);
        return (staff, await world.ColleagueAsync(mailbox), mailbox, visitor, first);
    }

    /// <summary>Where messages go at once, and where they wait.</summary>
    public sealed class Worlds : IAsyncLifetime
    {
        public OwnWorld AtOnce { get; private set; } = null!;

        public OwnWorld Waits { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            AtOnce = await OwnWorld.StartAsync();
            Waits = await OwnWorld.StartAsync(new Dictionary<string, string?> { ["Zegel:UndoSeconds"] = "60" });
        }

        public async ValueTask DisposeAsync()
        {
            await AtOnce.DisposeAsync();
            await Waits.DisposeAsync();
        }
    }
}
