using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Conversations;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Staff withdraw the access of one recipient (Z27): from that second they are handed nothing, and the others go on.</summary>
public sealed class WithdrawingAccess(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    [Fact]
    public async Task Every_way_in_is_shut_for_them_alone_and_the_link_says_since_when()
    {
        var staff = await World.LogInAsync();
        var (anna, piet) = (TestWorld.NewEmail("anna"), TestWorld.NewEmail("piet"));
        var draft = await staff.BeginAsync(
            WritingToSomebody.Recipient(anna, "Anna", "none", null), WritingToSomebody.Recipient(piet, "Piet", "none", null));
        var file = Seals.File(draft.SealKey, draft.ConversationId, [1, 2, 3]);
        var fileId = await staff.UploadAsync(draft.Author, file);
        draft = draft with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } };
        (await staff.SendAsync(draft)).Expect(201);
        await World.HintsWorkedAsync();
        var (link, other) = (TestWorld.LinkIn(World.Inbox.To(anna).Single()), TestWorld.LinkIn(World.Inbox.To(piet).Single()));
        var (person, stays) = (await World.UnlockAsync(link), await World.UnlockAsync(other));
        await person.OpenAsync(link.ParticipantId);
        var unfinished = await person.UploadAsync(link.ParticipantId, file);
        var unused = TestWorld.LinkIn(await World.NextMessageAsync(anna, async () => (await World.NewBrowser().AskCodeAsync(link)).Expect(202)));

        var at = (await staff.WithdrawAsync(link.ParticipantId)).RevokedAt();
        World.Time.Advance(TimeSpan.FromSeconds(1));
        (await (await World.ColleagueAsync(await staff.MailboxAsync())).WithdrawAsync(link.ParticipantId)).RevokedAt().ShouldBe(at);

        var me = $"/api/participants/{link.ParticipantId}";
        foreach (var (path, body) in new (string, object)[]
        {
            ("open", new { before = (string?)null }), ($"files/{fileId}/ticket", new { }), ("downloads", new { files = new[] { fileId } }),
            ("files", new { fileId = Seals.NewId(), size = 3 }), ($"files/{unfinished}/finish", new { }), ("messages", draft.Next(link.ParticipantId).ToBody()),
        })
        {
            (await person.PostAsync($"{me}/{path}", body)).Expect(401, "not-unlocked");
        }

        (await person.GetAsync($"{me}/revoked")).Expect(401, "not-unlocked");
        (await World.NewBrowser().AskCodeAsync(link)).Expect(403, "access-revoked")["revokedAt"]!.GetValue<DateTimeOffset>().ShouldBe(at);
        (await World.NewBrowser().TryAsync(link, unused.Code!)).Expect(403, "access-revoked");
        var state = await World.NewBrowser().LookAsync(link);
        (state["revokedAt"]!.GetValue<DateTimeOffset>(), state["unlocked"]!.GetValue<bool>(), state["challenge"]).ShouldBe((at, false, null));
        (await World.NewBrowser().PostAsync(link.Path("look"), new { secret = new string('A', 43) })).Expect(404, "link-unknown");
        (await World.RowsAsync("conversations", draft.ConversationId)).ShouldNotContain(row => row.RowKey.StartsWith("grant~01~", StringComparison.Ordinal));
        (await World.FileAsync(draft.ConversationId, unfinished)).IsEnded.ShouldBeTrue();

        // Nothing of staff reaches them any more; the other one goes on.
        (await staff.PostAsync($"/api/participants/{draft.Author}/new-link", new { personId = link.ParticipantId })).Expect(404, "not-found");
        (await staff.PostAsync($"/api/participants/{draft.Author}/people/{link.ParticipantId}/remind")).Expect(409, "nothing-to-remind-of");
        await stays.OpenAsync(other.ParticipantId);
        World.Time.Advance(TimeSpan.FromSeconds(1));
        (await staff.SendAsync(draft.Next(draft.Author) with { Files = new Dictionary<string, EncryptedFile>() })).Expect(201);
        await World.HintsWorkedAsync();
        (World.Inbox.To(anna).Count, World.Inbox.To(piet).Count).ShouldBe((2, 2));
        var seen = (await stays.OpenAsync(other.ParticipantId))["participants"]!.AsArray();
        seen.Select(one => one!["revokedAt"]?.GetValue<DateTimeOffset>()).ShouldBe([null, at, null], ignoreOrder: true);
        var row = (await staff.GetAsync($"/api/mailboxes/{await staff.MailboxAsync()}/conversations")).Expect(200)["conversations"]!.AsArray()
            .Single(one => one!["conversationId"]!.GetValue<string>() == draft.ConversationId)!;
        row["people"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["Piet"]);
        World.Time.Advance(TimeSpan.FromDays(9));
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        await World.HintsWorkedAsync();
        World.Inbox.To(anna).Count.ShouldBe(2);
        await World.IsWrittenDownAsync(
            $"conversations/{draft.ConversationId}", ConversationEvents.AccessWithdrawn, await (await World.LogInAsync()).AccountIdAsync(),
            link.ParticipantId, times: 1);
    }

    [Fact]
    public async Task Also_of_who_began_it_and_of_who_reads_with_an_account_and_never_of_the_mailbox()
    {
        var staff = await World.LogInAsync();
        var link = await World.StarterConversationAsync();
        var visitor = await World.UnlockAsync(link);
        var first = await visitor.FirstDraftAsync(link.ParticipantId);
        (await visitor.SendAsync(first)).Expect(201);
        (await staff.WithdrawAsync(link.ParticipantId)).Expect(200);
        (await visitor.SendAsync(first.Next(link.ParticipantId))).Expect(401, "not-unlocked");
        (await staff.OpenAsync(link.ConversationId + "00"))["messages"]!.AsArray().Count.ShouldBe(1);

        (await staff.WithdrawAsync(link.ConversationId + "00")).Expect(404, "not-found");
        (await staff.WithdrawAsync(link.ConversationId + "09")).Expect(404, "not-found");
        (await (await World.OtherStaffAsync()).WithdrawAsync(link.ParticipantId)).Expect(404, "not-found");

        var client = await AnAccount.WithSmsAsync(World, Role.Client);
        var draft = await staff.BeginAsync(new { email = client.Email, name = "Karin", method = "account", phone = (string?)null, language = "nl" });
        (await staff.SendAsync(draft)).Expect(201);
        var reads = draft.ConversationId + "01";
        await client.Browser.OpenAsync(reads);
        var at = (await staff.WithdrawAsync(reads)).RevokedAt();
        (await client.Browser.TryOpenAsync(reads)).Expect(403, "access-revoked")["revokedAt"]!.GetValue<DateTimeOffset>().ShouldBe(at);
        (await client.Browser.GetAsync($"/api/participants/{reads}/revoked")).Expect(403, "access-revoked");
    }
}
