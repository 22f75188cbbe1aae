using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>
/// Staff add somebody to a conversation that has begun: they see all of it, or what is written from there on, by no
/// route anything else, and everybody sees that somebody came in.
/// </summary>
public sealed class AddingSomebodyLater(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld world = clock.World;

    [Fact]
    public async Task Who_sees_from_there_on_is_handed_nothing_of_before_by_any_route()
    {
        var (first, oldFile) = await BegunAsync();
        var (link, fileId) = await AddAsync(first, "from-here");
        var added = await world.UnlockAsync(link);

        var opened = await added.OpenAsync(link.ParticipantId);

        TextsIn(opened, first).ShouldBe(["Erbij"]);
        opened["earlier"].ShouldBeNull();
        var text = opened.ToJsonString();
        text.ShouldNotContain(first.Draft.MessageId);
        text.ShouldNotContain(first.Link.Email);
        // Wherever the page is asked to begin, it ends where they came in.
        foreach (var before in await KeysAsync(first))
        {
            var page = (await added.PostAsync(link.Path("open"), new { before })).Expect(200);
            page["messages"]!.AsArray().Select(message => message!["messageId"]!.GetValue<string>()).ShouldNotContain(first.Draft.MessageId);
            page["earlier"].ShouldBeNull();
        }

        (await added.PostAsync(link.Path($"files/{oldFile}/ticket"))).Expect(404, "not-found");
        (await added.PostAsync(link.Path($"files/{oldFile}/damaged"))).Expect(404, "not-found");
        var tickets = (await added.PostAsync(link.Path("downloads"), new { files = new[] { oldFile, fileId } })).Expect(200)["files"]!.AsArray();
        tickets.Select(one => one!["refused"]?.GetValue<string>()).ShouldBe(["not-found", null]);
        (await added.DownloadAsync(link.ParticipantId, fileId)).Stored.ShouldNotBeEmpty();
        // An answer goes to all, and does not open what was there.
        (await added.SendAsync(first.Draft.Next(link.ParticipantId, "Dank"))).Expect(201);
        TextsIn(await added.OpenAsync(link.ParticipantId), first).ShouldBe(["Erbij", "Dank"]);
    }

    [Fact]
    public async Task Who_sees_all_is_handed_what_was_there_and_who_came_in_is_shown_to_everybody_without_an_address()
    {
        var (first, oldFile) = await BegunAsync();
        var (link, _) = await AddAsync(first, "all");
        var (added, before) = (await world.UnlockAsync(link), await world.UnlockAsync(first.Link));

        TextsIn(await added.OpenAsync(link.ParticipantId), first).ShouldBe([first.Draft.Text, "Erbij"]);
        (await added.DownloadAsync(link.ParticipantId, oldFile)).Stored.ShouldNotBeEmpty();

        foreach (var opened in new[] { await before.OpenAsync(first.Link.ParticipantId), await added.OpenAsync(link.ParticipantId) })
        {
            AddedIn(opened).ShouldBe([[], [link.ParticipantId]]);
            opened["participants"]!.AsArray().Select(one => one!["name"]?.GetValue<string>()).ShouldBe(["Info", "Piet", "Bea"], ignoreOrder: true);
        }

        (await before.OpenAsync(first.Link.ParticipantId)).ToJsonString().ShouldNotContain(link.Email);
        await world.IsWrittenDownAsync(
            $"conversations/{link.ConversationId}", ConversationEvents.RecipientsAdded, await first.Staff.AccountIdAsync(), link.ParticipantId, times: 1);
    }

    [Fact]
    public async Task Reading_from_there_on_is_no_receipt_of_what_was_before_and_nothing_to_be_reminded_of()
    {
        var (first, _) = await BegunAsync();
        var soon = world.Time.GetUtcNow().AddMinutes(10);
        var (link, _) = await AddAsync(first, "from-here", soon);
        var reader = await world.UnlockAsync(link);
        world.AdvanceTo(soon);
        // The one message that they see has expired: nothing is left that they could read.
        (await first.Staff.PostAsync($"/api/participants/{first.Mailbox}/people/{link.ParticipantId}/remind")).Expect(409, "nothing-to-remind-of");
        (await first.Staff.SendAsync(first.Draft.Next(first.Mailbox, "Nu"))).Expect(201);

        await reader.OpenAsync(link.ParticipantId);

        var shown = (await first.Staff.OpenAsync(first.Mailbox))["messages"]!.AsArray();
        shown.Select(message => message!["receipts"]!.AsArray().Count(one => one!["openedAt"] is not null)).ShouldBe([0, 0, 1]);
        (await first.Staff.OpenAsync(first.Mailbox))["participants"]!.AsArray()
            .Single(one => one!["participantId"]!.GetValue<string>() == link.ParticipantId)!["seesFrom"]!.GetValue<DateTimeOffset>()
            .ShouldBe(shown[1]!["at"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Nobody_is_added_twice_nor_by_who_is_outside_nor_more_than_there_is_room_for()
    {
        var (first, _) = await BegunAsync();
        var next = first.Draft.Next(first.Mailbox, "Erbij");
        var there = WritingToSomebody.Recipient(first.Link.Email.ToUpperInvariant(), "Piet", "none", null);
        (await first.Staff.SendAsync(next with { Recipients = [Added("from-here"), there] })).Expect(400, "bad-input")
            ["errors"]!["recipients[1].email"]![0]!.GetValue<string>().ShouldBe("recipient-there");
        var thirty = Enumerable.Range(0, 30).Select(_ => Added("all")).ToList();
        (await first.Staff.SendAsync(next with { Recipients = thirty })).Expect(400, "bad-input")
            ["errors"]!["recipients"]![0]!.GetValue<string>().ShouldBe("recipients-full");
        (await first.Staff.SendAsync(next with { Recipients = [Added("nothing")] })).Expect(400, "bad-input");
        var visitor = await world.UnlockAsync(first.Link);
        (await visitor.SendAsync(first.Draft.Next(first.Link.ParticipantId) with { Recipients = [Added("all")] })).Expect(400, "bad-input")
            ["errors"]!["recipients"]![0]!.GetValue<string>().ShouldBe("recipients-of-staff");
        (await (await world.OtherStaffAsync()).SendAsync(next with { Recipients = [Added("all")] })).Expect(404, "not-found");

        (await first.Staff.SendAsync(next with { Recipients = thirty[1..] })).Expect(201);

        (await first.Staff.OpenAsync(first.Mailbox))["participants"]!.AsArray().Count.ShouldBe(31);
        // What everybody is told of still fits in one transaction, with files.
        (await first.Staff.SendAsync(next with { MessageId = Seals.NewId(), Recipients = [], Text = "Daarna" })).Expect(201);
    }

    [Fact]
    public async Task Who_was_put_out_takes_no_room_of_a_message_and_more_than_so_many_ever_do_not_come_in()
    {
        var (first, _) = await BegunAsync();
        var (next, conversation) = (first.Draft.Next(first.Mailbox, "Erbij"), first.Link.ConversationId);
        for (var ever = 1; ever + 29 < SecurityNumbers.PeopleEver; ever += 29)
        {
            var some = Enumerable.Range(0, 29).Select(_ => WritingToSomebody.Recipient(TestWorld.NewEmail("bea"), "Bea", "sms", null)).ToList();
            (await first.Staff.SendAsync(next with { MessageId = Seals.NewId(), Recipients = some })).Expect(201);
            foreach (var number in Enumerable.Range(ever + 1, 29))
            {
                await PutOutAsync(conversation, number);
            }
        }

        await PutOutAsync(conversation, 1);
        // Nobody is left whom an answer would reach.
        (await first.Staff.SendAsync(next with { MessageId = Seals.NewId() })).Expect(400, "bad-input")
            ["errors"]!["recipients"]![0]!.GetValue<string>().ShouldBe("recipients-missing");
        (await first.Staff.SendAsync(next with { MessageId = Seals.NewId(), Recipients = [Added("all")] })).Expect(201);
        (await first.Staff.SendAsync(next with { MessageId = Seals.NewId(), Recipients = [.. Enumerable.Range(0, 28).Select(_ => Added("all"))] }))
            .Expect(400, "bad-input")["errors"]!["recipients"]![0]!.GetValue<string>().ShouldBe("recipients-full");
    }

    [Fact]
    public async Task Two_colleagues_who_add_at_once_add_two_people()
    {
        var (first, _) = await BegunAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => first.Staff.SendAsync(
            first.Draft.Next(first.Mailbox, $"Erbij {i}") with { Recipients = [Added(i == 0 ? "all" : "from-here")] })));

        answers.ShouldAllBe(answer => answer.Problem == null || answer.Problem == "changed-meanwhile");
        var opened = await first.Staff.OpenAsync(first.Mailbox);
        var added = AddedIn(opened).SelectMany(one => one).ToList();
        added.Count.ShouldBe(answers.Count(answer => answer.Problem is null));
        added.Distinct().Count().ShouldBe(added.Count);
        foreach (var (message, id) in opened["messages"]!.AsArray().Where(one => one!["added"]!.AsArray().Count > 0).Select(one => (one!, one!["added"]![0]!)))
        {
            var sees = (await world.ParticipantAsync(id.GetValue<string>())).SeesFrom;
            sees.ShouldBeOneOf(null, message["at"]!.GetValue<DateTimeOffset>());
        }
    }

    private Task PutOutAsync(string conversation, int number) => world.ChangeAsync<Participant>(
        conversation, "participant~" + number.ToString("x2", CultureInfo.InvariantCulture), one => one.Revoke(new Revocation(world.Now(), "")));

    /// <summary>A conversation that was begun with a file, some time ago.</summary>
    private async Task<(Written First, string File)> BegunAsync()
    {
        var first = await world.WriteWithFileAsync();
        world.Time.Advance(TimeSpan.FromMinutes(1));
        var answers = first.Draft with { Files = new Dictionary<string, EncryptedFile>() };
        return (first with { Draft = answers }, first.Draft.Files.Keys.Single());
    }

    /// <summary>Staff answer with a file, and somebody comes in.</summary>
    private async Task<(Link Link, string File)> AddAsync(Written first, string sees, DateTimeOffset? expiresAt = null)
    {
        var email = TestWorld.NewEmail("bea");
        var file = Seals.File(first.Draft.SealKey, first.Draft.ConversationId, [4, 5, 6]);
        var fileId = await first.Staff.UploadAsync(first.Mailbox, file);
        var answer = first.Draft.Next(first.Mailbox, "Erbij") with
        {
            Files = new Dictionary<string, EncryptedFile> { [fileId] = file }, Recipients = [Added(sees, email)], ExpiresAt = expiresAt,
        };
        return (TestWorld.LinkIn(await world.NextMessageAsync(email, async () => (await first.Staff.SendAsync(answer)).Expect(201))), fileId);
    }

    private static object Added(string sees, string? email = null) => new
    {
        email = email ?? TestWorld.NewEmail("bea"), name = "Bea", method = "none", phone = (string?)null, language = "nl", sees,
    };

    private async Task<IReadOnlyList<string>> KeysAsync(Written first) =>
    [
        .. (await world.RowsAsync("conversations", first.Link.ConversationId)).Select(row => row.RowKey)
            .Where(key => key.StartsWith("message~", StringComparison.Ordinal)),
    ];

    private static IReadOnlyList<string> TextsIn(JsonNode opened, Written first) =>
    [
        .. opened["messages"]!.AsArray().Select(message => Seals.OpenNote(first.Draft.SealKey, message!["note"]!)["text"]!.GetValue<string>()),
    ];

    private static IReadOnlyList<string[]> AddedIn(JsonNode opened) =>
    [
        .. opened["messages"]!.AsArray().Select(message => message!["added"]!.AsArray().Select(one => one!.GetValue<string>()).ToArray()),
    ];
}
