using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>A person with method none: the code stands in the mail, beside the link (D9, D10, Z14).</summary>
public sealed class UnlockingWithAMailedCode(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    [Fact]
    public async Task Unlocking_lets_in_this_browser_alone_with_a_strict_host_cookie()
    {
        var link = await world.StarterConversationAsync();
        var browser = world.NewBrowser();

        var answer = (await browser.TryAsync(link, link.Code!)).Expect(200);

        answer["conversationId"]!.GetValue<string>().ShouldBe(link.ConversationId);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("__Host-visitor=");
        cookie.Split("; ").Skip(1).Select(part => part.ToLowerInvariant())
            .ShouldBe(["path=/", "secure", "samesite=strict", "httponly"], ignoreOrder: true);
        (await browser.LookAsync(link))["unlocked"]!.GetValue<bool>().ShouldBeTrue();
        (await world.NewBrowser().LookAsync(link))["unlocked"]!.GetValue<bool>().ShouldBeFalse();
        (await world.NewBrowser().TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task Looking_at_a_link_as_a_mail_scanner_does_uses_nothing_up()
    {
        var link = await world.StarterConversationAsync();
        await world.HintsWorkedAsync();
        var before = await world.RowsAsync("conversations", link.ConversationId);
        for (var i = 0; i < 5; i++)
        {
            await world.NewBrowser().LookAsync(link);
        }

        // That it was visited is written down, once (X10).
        var after = await world.RowsAsync("conversations", link.ConversationId);
        after.Select(row => row.RowKey).ShouldBe(before.Select(row => row.RowKey));
        after.Where((row, at) => row.ETag != before[at].ETag).Select(row => row.RowKey)
            .ShouldHaveSingleItem().ShouldStartWith("notified~");
        await world.UnlockAsync(link);
    }

    [Fact]
    public async Task A_code_asked_on_one_device_opens_on_another()
    {
        var link = await world.StarterConversationAsync();
        await world.UnlockAsync(link);

        var mail = await world.NextMessageAsync(link.Email, async () => (await world.NewBrowser().AskCodeAsync(link)).Expect(202));

        var challenge = (await world.ParticipantAsync(link.ParticipantId)).Codes.Challenges.Single();
        await world.IsWrittenDownAsync($"conversations/{link.ConversationId}", SpaceEvents.CodeSent, link.ParticipantId, challenge.Id);
        await world.UnlockAsync(TestWorld.LinkIn(mail));
    }

    [Fact]
    public async Task A_code_that_was_not_used_stands_in_the_next_notice_too_and_a_used_one_does_not()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var reader = await world.UnlockAsync(written.Link);
        await reader.OpenAsync(written.Link.ParticipantId);
        var second = await NextLinkAsync(world, written);
        second.Secret.ShouldBe(written.Link.Secret);
        second.Code.ShouldNotBe(written.Link.Code);
        await reader.OpenAsync(written.Link.ParticipantId);

        var third = await NextLinkAsync(world, written);

        third.ShouldBe(second);
        (await (await world.UnlockAsync(third)).TextsAsync(third.ParticipantId, written.Draft.SealKey)).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task A_code_works_until_it_is_a_day_old_and_then_a_press_mails_another(int seconds, bool works)
    {
        var own = clock.World;
        var link = (await own.WriteToSomebodyAsync("none")).Link;
        var until = (await own.NewBrowser().LookAsync(link))["challenge"]!["expiresAt"]!.GetValue<DateTimeOffset>();
        until.ShouldBeLessThanOrEqualTo(own.Time.GetUtcNow() + SecurityNumbers.MailCodeLifetime);

        own.AdvanceTo(until.AddSeconds(seconds));

        if (works)
        {
            await own.UnlockAsync(link);
            return;
        }

        (await own.NewBrowser().TryAsync(link, link.Code!)).Expect(403, "code-expired");
        (await own.NewBrowser().LookAsync(link))["challenge"].ShouldBeNull();
        var fresh = TestWorld.LinkIn(await own.NextMessageAsync(
            link.Email, async () => (await own.NewBrowser().AskCodeAsync(link)).Expect(202)));
        fresh.Secret.ShouldBe(link.Secret);
        fresh.Code.ShouldNotBe(link.Code);
        await own.UnlockAsync(fresh);
    }

    [Fact]
    public async Task A_newer_code_ends_no_older_one()
    {
        var own = clock.World;
        var written = await own.WriteToSomebodyAsync("none");
        var reader = await own.UnlockAsync(written.Link);
        await reader.OpenAsync(written.Link.ParticipantId);
        var older = await NextLinkAsync(own, written);
        await reader.OpenAsync(written.Link.ParticipantId);
        own.Time.Advance(TimeSpan.FromHours(13));
        var newer = await NextLinkAsync(own, written with { Staff = await own.LogInAsync() });
        newer.Code.ShouldNotBe(older.Code);

        await own.UnlockAsync(older);
        await own.UnlockAsync(newer);
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_alone()
    {
        var own = clock.World;
        var link = (await own.WriteToSomebodyAsync("none")).Link;
        var reader = await own.UnlockAsync(link);

        own.Time.Advance(SecurityNumbers.SessionIdle - TimeSpan.FromSeconds(1));
        (await reader.TryOpenAsync(link.ParticipantId)).Expect(200);
        own.Time.Advance(SecurityNumbers.SessionIdle);

        (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
        (await reader.LookAsync(link))["unlocked"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy()
    {
        var own = clock.World;
        var link = (await own.WriteToSomebodyAsync("none")).Link;
        var reader = await own.UnlockAsync(link);
        var end = own.Time.GetUtcNow() + SecurityNumbers.SessionLifetime;
        while (own.Time.GetUtcNow().AddMinutes(29) < end)
        {
            own.Time.Advance(TimeSpan.FromMinutes(29));
            (await reader.TryOpenAsync(link.ParticipantId)).Expect(200);
        }

        own.AdvanceTo(end.AddSeconds(-1));
        (await reader.TryOpenAsync(link.ParticipantId)).Expect(200);
        own.AdvanceTo(end);
        (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
    }

    private static async Task<Link> NextLinkAsync(TestWorld where, Written written) =>
        TestWorld.LinkIn(await where.NextMessageAsync(written.Link.Email, async () =>
            (await written.Staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201)));
}
