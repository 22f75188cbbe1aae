using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Whoever has a link that was right once hears what became of it, and whoever has none hears nothing.</summary>
public sealed class LinksThatWereRightOnce(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Theory]
    [InlineData("none")]
    [InlineData("sms")]
    public async Task An_older_link_says_when_the_newer_one_was_sent_and_has_it_sent_again_to_the_same_address(string method)
    {
        var written = await own.WriteToSomebodyAsync(method);
        var old = written.Link;
        var newer = TestWorld.LinkIn(await own.NextMessageAsync(old.Email, async () => await RenewAsync(written)));
        (await LookAsync(old)).Expect(404, "link-moved")["sentAt"]!.GetValue<DateTimeOffset>().ShouldBe(own.Time.GetUtcNow());
        (await own.NewBrowser().AskCodeAsync(old)).Expect(404, "link-unknown");
        (await own.NewBrowser().TryAsync(old, "ZZZZ9999")).Expect(404, "link-unknown");

        var again = TestWorld.LinkIn(await own.NextMessageAsync(old.Email, async () => (await AgainAsync(old)).Expect(204)));

        again.Secret.ShouldBe(newer.Secret);
        (again.Code is null).ShouldBe(method is "sms");
        (await LookAsync(newer)).Expect(200);
        await own.IsWrittenDownAsync($"conversations/{old.ConversationId}", SpaceEvents.LinkSentAgain, old.ParticipantId, old.ParticipantId, 1);
        (await AgainAsync(newer)).Expect(404, "link-unknown");
        (await AgainAsync(old with { Secret = new string('A', 43) })).Expect(404, "link-unknown");
    }

    [Fact]
    public async Task It_is_sent_again_a_few_times_a_day_and_no_more()
    {
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var written = await own.WriteToSomebodyAsync("sms");
        await RenewAsync(written);
        for (var i = 0; i < SecurityNumbers.LinksAgainPerDay; i++)
        {
            (await AgainAsync(written.Link)).Expect(204);
        }

        (await AgainAsync(written.Link)).Expect(429, "too-many-requests");
    }

    [Fact]
    public async Task Only_the_last_few_are_known_and_none_that_went_to_another_address()
    {
        var written = await own.WriteToSomebodyAsync("none");
        await RenewAsync(written);
        await ChangeAsync(written, person => person with { LinkVersion = 1 + SecurityNumbers.OldLinks });
        (await LookAsync(written.Link)).Expect(404, "link-moved");
        await ChangeAsync(written, person => person with { FirstLink = 2 });
        (await LookAsync(written.Link)).Expect(404, "link-unknown");
        (await AgainAsync(written.Link)).Expect(404, "link-unknown");
        await ChangeAsync(written, person => person with { FirstLink = 0, LinkVersion = 2 + SecurityNumbers.OldLinks });

        (await LookAsync(written.Link)).Expect(404, "link-unknown");
    }

    [Fact]
    public async Task A_conversation_that_ended_says_so_to_who_has_its_link_and_to_nobody_else()
    {
        var written = await own.WriteToSomebodyAsync("none");
        await own.ChangeAsync<Conversation>(
            written.Link.ConversationId, "conversation",
            all => all with { Filing = Functions.Mailboxes.Filing.Deleted, FiledAt = own.Time.GetUtcNow() - SecurityNumbers.DeletedConversationKept });

        (await LookAsync(written.Link)).Expect(404, "link-ended");

        (await LookAsync(written.Link with { Secret = new string('A', 43) })).Expect(404, "link-unknown");
        (await own.NewBrowser().AskCodeAsync(written.Link)).Expect(404, "link-unknown");
    }

    [Fact]
    public async Task Where_everything_expired_the_link_says_since_when_and_still_opens_to_write()
    {
        var ends = own.Time.GetUtcNow().AddDays(2);
        var written = await own.WriteWithFileAsync(ends);
        (await LookAsync(written.Link)).Expect(200)["expiredAt"].ShouldBeNull();
        own.AdvanceTo(ends);

        (await LookAsync(written.Link)).Expect(200)["expiredAt"]!.GetValue<DateTimeOffset>().ShouldBe(ends);

        var reader = await own.UnlockAgainAsync(written.Link);
        (await reader.SendAsync(written.Draft.Next(written.Link.ParticipantId) with { Files = new Dictionary<string, EncryptedFile>(), ExpiresAt = null })).Expect(201);
        (await LookAsync(written.Link)).Expect(200)["expiredAt"].ShouldBeNull();
    }

    private Task<ApiAnswer> LookAsync(Link link) => own.NewBrowser().PostAsync(link.Path("look"), new { secret = link.Secret });

    private Task<ApiAnswer> AgainAsync(Link link) => own.NewBrowser().PostAsync(link.Path("link-again"), new { secret = link.Secret });

    private static async Task RenewAsync(Written written) =>
        (await written.Staff.PostAsync($"/api/participants/{written.Mailbox}/new-link", new { personId = written.Link.ParticipantId })).Expect(204);

    private Task ChangeAsync(Written written, Func<Participant, Participant> change) =>
        own.ChangeAsync(written.Link.ConversationId, "participant~" + written.Link.ParticipantId[32..], change);
}
