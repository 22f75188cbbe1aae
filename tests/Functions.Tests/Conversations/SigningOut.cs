using Shouldly;
using Xunit;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>A visitor leaves a browser.</summary>
public sealed class SigningOut(SharedWorld world)
{
    [Fact]
    public async Task It_ends_everything_this_browser_unlocked_on_the_server_and_nothing_else()
    {
        var (first, second) = (await world.StarterConversationAsync(), (await world.WriteToSomebodyAsync("none")).Link);
        var browser = await world.UnlockAsync(second, await world.UnlockAsync(first));
        var elsewhere = await world.UnlockAsync(TestWorld.LinkIn(await world.NextMessageAsync(
            first.Email, async () => (await world.NewBrowser().AskCodeAsync(first)).Expect(202))));
        var kept = browser.Copy();

        var answer = (await browser.PostAsync("/api/visitor/sign-out")).Expect(204);

        answer.Headers.GetValues("Clear-Site-Data").Single().ShouldBe("\"cache\", \"storage\"");
        browser.Cookies.ShouldBeEmpty();
        (await kept.TryOpenAsync(first.ParticipantId)).Expect(401, "not-unlocked");
        (await kept.TryOpenAsync(second.ParticipantId)).Expect(401, "not-unlocked");
        (await elsewhere.TryOpenAsync(first.ParticipantId)).Expect(200);
        foreach (var link in (Link[])[first, second])
        {
            await world.IsWrittenDownAsync($"conversations/{link.ConversationId}", SpaceEvents.SignedOut, link.ParticipantId, link.ParticipantId);
        }
    }

    [Fact]
    public async Task It_leaves_a_member_of_staff_signed_in()
    {
        var link = await world.StarterConversationAsync();
        var both = await world.UnlockAsync(link, await world.StaffAsync());

        (await both.PostAsync("/api/visitor/sign-out")).Expect(204);

        (await both.GetAsync("/api/session")).Expect(200);
    }

    [Fact]
    public async Task Who_unlocked_nothing_signs_out_as_well() =>
        (await world.NewBrowser().PostAsync("/api/visitor/sign-out")).Expect(204);
}
