using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Notified, visited, opened after proof, downloaded: told apart, each with time and method (X10, Z42-Z45).</summary>
public sealed class ReceiptsOfMessages(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld world = clock.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_step_has_its_time_and_the_proof_it_took()
    {
        var written = await world.WriteWithFileAsync();
        var (person, file) = (written.Link.ParticipantId, written.Draft.Files.Keys.Single());
        await world.HintsWorkedAsync();
        var sentAt = world.Time.GetUtcNow();
        var told = await ReceiptAsync(written);
        told["participantId"]!.GetValue<string>().ShouldBe(person);
        told["notifiedAt"]!.GetValue<DateTimeOffset>().ShouldBe(sentAt);
        Left(told).ShouldBe(["deliveredAt", "failed", "textedAt", "visitedAt", "openedAt", "method"]);

        var steps = new List<DateTimeOffset> { Later() };
        world.Inbox.Report(written.Notice.Id, InboxState.Delivered).ShouldBeTrue();
        await Waiting.UntilAsync("the report is read", async () => (await ReceiptAsync(written))["deliveredAt"] is not null);
        steps.Add(Later());
        await world.NewBrowser().LookAsync(written.Link);
        steps.Add(Later());
        var reader = await world.UnlockAsync(written.Link);
        await reader.OpenAsync(person);
        steps.Add(Later());
        await reader.DownloadAsync(person, file);
        Later();
        await reader.DownloadAsync(person, file);
        await reader.OpenAsync(person);

        var receipt = await ReceiptAsync(written);
        receipt["deliveredAt"]!.GetValue<DateTimeOffset>().ShouldBe(steps[0]);
        receipt["visitedAt"]!.GetValue<DateTimeOffset>().ShouldBe(steps[1]);
        receipt["openedAt"]!.GetValue<DateTimeOffset>().ShouldBe(steps[2]);

        receipt["method"]!.GetValue<string>().ShouldBe("none");
        var handed = receipt["files"]!.AsArray().Single()!;
        handed["fileId"]!.GetValue<string>().ShouldBe(file);
        handed["at"]!.GetValue<DateTimeOffset>().ShouldBe(steps[3]);
        handed["method"]!.GetValue<string>().ShouldBe("none");
        // Those of the mailbox fetch it too, and are no recipients.
        await written.Staff.DownloadAsync(written.Mailbox, file);
        (await ReceiptAsync(written))["files"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task There_are_as_many_as_people_and_files_however_often_they_come()
    {
        var staff = await world.LogInAsync();
        string[] emails = [.. Enumerable.Range(0, 3).Select(_ => TestWorld.NewEmail("piet"))];
        var draft = await staff.BeginAsync([.. emails.Select(email => WritingToSomebody.Recipient(email, "Piet", "none", null))]);
        var files = new Dictionary<string, EncryptedFile>();
        for (var i = 0; i < 2; i++)
        {
            var file = Seals.File(draft.SealKey, draft.ConversationId, [1, 2, 3]);
            files[await staff.UploadAsync(draft.Author, file)] = file;
        }

        draft = draft with { Files = files };
        (await staff.SendAsync(draft)).Expect(201);
        await world.HintsWorkedAsync();
        foreach (var email in emails)
        {
            var link = TestWorld.LinkIn(world.Inbox.To(email).Single());
            var person = await world.UnlockAsync(link);
            for (var i = 0; i < 3; i++)
            {
                world.Time.Advance(TimeSpan.FromMinutes(1));
                await world.NewBrowser().LookAsync(link);
                // Three tabs at once.
                await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await person.OpenAsync(link.ParticipantId)));
                foreach (var file in files.Keys)
                {
                    await person.DownloadAsync(link.ParticipantId, file);
                }

                (await person.PostAsync($"/api/participants/{link.ParticipantId}/downloads", new { files = files.Keys })).Expect(200);
            }
        }

        var rows = await world.RowsAsync("conversations", draft.ConversationId);
        int Count(string kind) => rows.Count(row => row.RowKey.StartsWith(kind + "~", StringComparison.Ordinal));
        (Count("notified"), Count("receipt"), Count("handed")).ShouldBe((emails.Length, emails.Length, emails.Length * files.Count));
        var receipts = (await staff.OpenAsync(draft.Author))["messages"]![0]!["receipts"]!.AsArray();
        receipts.Select(receipt => receipt!["files"]!.AsArray().Count).ShouldBe([2, 2, 2]);
    }

    [Fact]
    public async Task Whatever_a_scanner_does_with_a_link_moves_nothing_past_visited()
    {
        var written = await world.WriteToSomebodyAsync("sms");
        await world.HintsWorkedAsync();
        var before = await RowsAsync(written);
        var scanner = world.NewBrowser();
        using var plain = new HttpClient { BaseAddress = world.Cloud.SiteAddress };
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var asked = new HttpRequestMessage(method, $"/open/#{written.Link.ParticipantId}.{written.Link.Secret}");
            using var answer = await plain.SendAsync(asked, Cancel);
            answer.IsSuccessStatusCode.ShouldBeTrue();
        }

        var visitedAt = Later();
        for (var i = 0; i < 100; i++)
        {
            await scanner.LookAsync(written.Link);
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await scanner.PostAsync(written.Link.Path("look"), new { secret = new string('A', 43) })).Expect(404, "link-unknown");
        (await scanner.TryOpenAsync(written.Link.ParticipantId)).Expect(401);
        await world.HintsWorkedAsync();

        var receipt = await ReceiptAsync(written);
        receipt["visitedAt"]!.GetValue<DateTimeOffset>().ShouldBe(visitedAt);
        receipt["openedAt"].ShouldBeNull();
        world.Inbox.To(written.Phone).ShouldBeEmpty();
        // One row was written once; nothing else of the person changed.
        var after = await RowsAsync(written);
        after.Keys.ShouldBe(before.Keys);
        after.Where(row => row.Value != before[row.Key]).Select(row => row.Key[..9]).ShouldBe(["notified~"]);
    }

    [Fact]
    public async Task The_list_says_how_many_of_how_many_read_and_a_copy_is_not_awaited()
    {
        var staff = await world.LogInAsync();
        var (anna, bea, copy) = (TestWorld.NewEmail("anna"), TestWorld.NewEmail("bea"), TestWorld.NewEmail("cc"));
        var draft = await staff.BeginAsync(
            WritingToSomebody.Recipient(anna, "Anna", "none", null), WritingToSomebody.Recipient(bea, "Bea", "none", null),
            new { email = copy, name = "Kees", method = "none", phone = (string?)null, language = "nl", isCc = true });
        (await staff.SendAsync(draft)).Expect(201);
        await world.HintsWorkedAsync();
        (await CountsAsync(staff, draft)).ShouldBe((0, 2));

        foreach (var (email, readers) in new[] { (copy, 0), (anna, 1), (bea, 2) })
        {
            var link = TestWorld.LinkIn(world.Inbox.To(email).Single());
            await (await world.UnlockAsync(link)).OpenAsync(link.ParticipantId);
            await world.HintsWorkedAsync();
            (await CountsAsync(staff, draft)).ShouldBe((readers, 2), email);
        }

        (await staff.SendAsync(draft.Next(draft.Author))).Expect(201);
        await world.HintsWorkedAsync();
        (await CountsAsync(staff, draft)).ShouldBe((0, 2));
        var first = TestWorld.LinkIn(world.Inbox.To(anna)[0]);
        (await (await world.UnlockAgainAsync(first)).SendAsync(draft.Next(first.ParticipantId))).Expect(201);
        await world.HintsWorkedAsync();
        (await CountsAsync(staff, draft)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task The_notice_of_an_unread_message_tells_of_the_next_one_too()
    {
        var written = await world.WriteToSomebodyAsync("none");
        await world.HintsWorkedAsync();
        var toldAt = world.Time.GetUtcNow();
        Later();
        (await written.Staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201);
        await world.HintsWorkedAsync();
        (await MessagesAsync(written)).Select(TimeOf).ShouldBe([toldAt, toldAt]);

        await (await world.UnlockAsync(written.Link)).OpenAsync(written.Link.ParticipantId);
        var again = Later();
        await world.NextMessageAsync(written.Link.Email, async () =>
            (await written.Staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201));
        await world.HintsWorkedAsync();
        (await MessagesAsync(written)).Select(TimeOf).ShouldBe([toldAt, toldAt, again]);
        (await MessagesAsync(written)).Select(message => message["receipts"]![0]!["openedAt"] is null).ShouldBe([false, false, true]);
    }

    [Fact]
    public async Task People_outside_are_told_who_opened_and_nothing_of_notices_visits_or_files()
    {
        var written = await world.WriteWithFileAsync();
        var person = written.Link.ParticipantId;
        await world.NewBrowser().LookAsync(written.Link);
        var reader = await world.UnlockAsync(written.Link);
        await reader.DownloadAsync(person, written.Draft.Files.Keys.Single());
        (await reader.SendAsync(written.Draft.Next(person) with { Files = new Dictionary<string, EncryptedFile>() })).Expect(201);
        await written.Staff.OpenAsync(written.Mailbox);

        var messages = (await reader.OpenAsync(person))["messages"]!.AsArray();

        var (own, other) = (messages[1]!["receipts"]!.AsArray().Single()!, messages[0]!["receipts"]!.AsArray().Single()!);
        own["participantId"]!.GetValue<string>().ShouldBe(written.Mailbox);
        own["openedAt"]!.GetValue<DateTimeOffset>().ShouldBe(world.Time.GetUtcNow());
        foreach (var receipt in new[] { own, other })
        {
            receipt.AsObject().Where(member => member.Value is not null && member.Key is not ("participantId" or "openedAt"))
                .Select(member => member.Value!.ToJsonString()).ShouldBe(["[]"]);
        }
    }

    private DateTimeOffset Later()
    {
        world.Time.Advance(TimeSpan.FromMinutes(1));
        return world.Time.GetUtcNow();
    }

    private static DateTimeOffset TimeOf(JsonNode message) => message["receipts"]![0]!["notifiedAt"]!.GetValue<DateTimeOffset>();

    /// <summary>The members of a receipt that say nothing yet.</summary>
    private static IEnumerable<string> Left(JsonNode receipt) =>
        receipt.AsObject().Where(member => member.Value is null).Select(member => member.Key);

    private static async Task<JsonNode> ReceiptAsync(Written written) => (await MessagesAsync(written))[0]["receipts"]!.AsArray().Single()!;

    private static async Task<IReadOnlyList<JsonNode>> MessagesAsync(Written written) =>
        [.. (await written.Staff.OpenAsync(written.Mailbox))["messages"]!.AsArray().Select(message => message!)];

    private static async Task<(int Readers, int Awaited)> CountsAsync(ApiClient staff, Draft draft)
    {
        var mailbox = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var row = (await staff.GetAsync($"/api/mailboxes/{mailbox}/conversations")).Expect(200)["conversations"]!.AsArray()
            .Single(one => one!["conversationId"]!.GetValue<string>() == draft.ConversationId)!;
        return (row["readers"]!.GetValue<int>(), row["awaited"]!.GetValue<int>());
    }

    /// <summary>What stands of a conversation, but for what was written down, by key.</summary>
    private async Task<SortedDictionary<string, string>> RowsAsync(Written written) => new(
        (await world.RowsAsync("conversations", written.Link.ConversationId))
            .Where(row => !row.RowKey.StartsWith("audit~", StringComparison.Ordinal))
            .ToDictionary(row => row.RowKey, row => row.ETag.ToString(), StringComparer.Ordinal),
        StringComparer.Ordinal);
}
