using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Staff raise a person from none to SMS with a message; nobody ever lowers it.</summary>
public sealed class RaisingTheMethod(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    [Fact]
    public async Task It_ends_what_the_lower_method_opened_and_the_codes_that_were_out()
    {
        var own = clock.World;
        var written = await own.WriteToSomebodyAsync("none");
        var link = written.Link;
        var reader = await own.UnlockAsync(link);
        (await reader.TryOpenAsync(link.ParticipantId)).Expect(200);
        var unused = TestWorld.LinkIn(await own.NextMessageAsync(
            link.Email, async () => (await own.NewBrowser().AskCodeAsync(link)).Expect(202)));
        own.Time.Advance(SecurityNumbers.WaitsBeforeResend[0]);
        var phone = TestWorld.NewPhone();

        var notice = await own.NextMessageAsync(
            link.Email, async () => (await RaiseAsync(written, link.ParticipantId, phone)).Expect(201));

        TestWorld.LinkIn(notice).Code.ShouldBeNull();
        TestWorld.LinkIn(notice).Secret.ShouldBe(link.Secret);
        (await own.ParticipantAsync(link.ParticipantId)).Codes.Challenges.ShouldBeEmpty();
        (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
        (await reader.SendAsync(written.Draft.Next(link.ParticipantId))).Expect(401, "not-unlocked");
        (await reader.TryAsync(unused, unused.Code!)).Expect(403, "code-expired");
        (await reader.LookAsync(link))["method"]!.GetValue<string>().ShouldBe("sms");
        var again = await own.UnlockBySmsAsync(link, phone);
        (await again.TextsAsync(link.ParticipantId, written.Draft.SealKey)).ShouldBe([written.Draft.Text, "Nog iets."]);
        await own.IsWrittenDownAsync(
            $"conversations/{link.ConversationId}", ConversationEvents.MethodRaised, await written.Staff.AccountIdAsync(), link.ParticipantId);
    }

    [Fact]
    public async Task It_is_one_step_with_the_message_so_a_refused_message_raises_nobody()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var message = written.Draft.Next(written.Mailbox) with
        {
            Raise = [new { participantId = written.Link.ParticipantId, phone = TestWorld.NewPhone() }],
            Files = new Dictionary<string, EncryptedFile>
            {
                [Seals.NewId()] = Seals.File(written.Draft.SealKey, written.Link.ConversationId, [1]),
            },
        };

        (await written.Staff.SendAsync(message)).Expect(409, "files-not-ready");

        (await world.ParticipantAsync(written.Link.ParticipantId)).Method.ShouldBe(Method.None);
        await world.UnlockAsync(written.Link);
    }

    [Fact]
    public async Task While_people_unlock_nobody_keeps_what_the_lower_method_opened()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var browsers = Enumerable.Range(0, 4).Select(_ => world.NewBrowser()).ToList();

        await Task.WhenAll(
        [
            .. browsers.Select(browser => browser.TryAsync(written.Link, written.Link.Code!)),
            RaiseAsync(written, written.Link.ParticipantId, TestWorld.NewPhone()),
        ]);

        (await world.ParticipantAsync(written.Link.ParticipantId)).Method.ShouldBe(Method.Sms);
        foreach (var browser in browsers)
        {
            (await browser.TryOpenAsync(written.Link.ParticipantId)).Expect(401, "not-unlocked");
        }
    }

    [Fact]
    public async Task A_raised_method_is_not_raised_again_nor_its_number_changed()
    {
        var written = await world.WriteToSomebodyAsync("sms");

        (await RaiseAsync(written, written.Link.ParticipantId, TestWorld.NewPhone())).Expect(400, "bad-input");

        (await world.ParticipantAsync(written.Link.ParticipantId)).Phone.ShouldBe(written.Phone);
    }

    [Fact]
    public async Task Only_people_of_this_conversation_are_raised_to_a_mobile_number()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var other = await world.StarterConversationAsync();

        (await RaiseAsync(written, written.Mailbox, TestWorld.NewPhone())).Expect(400, "bad-input");
        (await RaiseAsync(written, other.ParticipantId, TestWorld.NewPhone())).Expect(400, "bad-input");
        (await RaiseAsync(written, written.Link.ParticipantId, "0201234567")).Expect(400, "bad-input");
    }

    [Fact]
    public async Task A_person_from_outside_raises_nobody_and_names_no_recipients()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var reader = await world.UnlockAsync(written.Link);
        var answer = written.Draft.Next(written.Link.ParticipantId);

        object raise = new { participantId = written.Link.ParticipantId, phone = TestWorld.NewPhone() };
        (await reader.SendAsync(answer with { Raise = [raise] })).Expect(400, "bad-input");
        (await reader.SendAsync(answer with { Recipients = written.Draft.Recipients })).Expect(400, "bad-input");
    }

    private static Task<ApiAnswer> RaiseAsync(Written written, string participantId, string phone) =>
        written.Staff.SendAsync(written.Draft.Next(written.Mailbox) with { Raise = [new { participantId, phone }] });
}
