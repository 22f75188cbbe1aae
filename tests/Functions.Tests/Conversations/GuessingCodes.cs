using System.Net;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Guessing the code of a link.</summary>
public sealed class GuessingCodes(SharedWorld world)
{
    [Fact]
    public async Task Two_hundred_wrong_guesses_at_once_evaluate_five_at_most()
    {
        var link = await world.StarterConversationAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => GuessAsync(world, link, $"AAAA{i:D4}")));

        answers.ShouldAllBe(answer => answer.Status != HttpStatusCode.OK && (int)answer.Status < 500);
        var participant = await ParticipantAsync(world, link);
        participant.Access.WrongInAll.ShouldBeInRange(1, 5);
        participant.Access.Challenges.Single().Tries.ShouldBe(participant.Access.WrongInAll);
    }

    [Fact]
    public async Task Of_many_right_answers_at_once_one_is_let_in()
    {
        var link = await world.StarterConversationAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => GuessAsync(world, link, link.Code!)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        var grants = (await world.Storage().Conversations.ReadAllAsync(
            Row.In(link.ConversationId, Row.Prefix("grant")), TestContext.Current.CancellationToken)).Count;
        grants.ShouldBe(1);
    }

    [Theory]
    [InlineData("lower")]
    [InlineData("spaces")]
    [InlineData("hyphen")]
    [InlineData("look-alikes")]
    public async Task A_code_is_read_as_people_type_it(string how)
    {
        var link = await world.StarterConversationAsync();
        var code = link.Code!;
        var typed = how switch
        {
            "lower" => code.ToLowerInvariant(),
            "spaces" => $"  {code[..4]} {code[4..]} ",
            "hyphen" => $"{code[..4]}-{code[4..]}",
            _ => code.Replace('0', 'O').Replace('1', 'l'),
        };

        (await GuessAsync(world, link, typed)).Expect(200);
    }

    [Fact]
    public async Task The_code_of_another_conversation_and_a_longer_one_are_refused()
    {
        var (link, other) = (await world.StarterConversationAsync(), await world.StarterConversationAsync());

        (await GuessAsync(world, link, other.Code!)).Expect(403, "code-refused")["triesLeft"]!.GetValue<int>().ShouldBe(4);
        (await GuessAsync(world, link, link.Code + "2")).Expect(403, "code-refused");
        (await GuessAsync(world, link, link.Code!)).Expect(200);
    }

    [Fact]
    public async Task A_code_works_once_and_a_fresh_one_is_mailed_on_a_press()
    {
        var link = await world.StarterConversationAsync();
        await world.UnlockAsync(link);

        (await GuessAsync(world, link, link.Code!)).Expect(403, "code-expired");
        var mail = await world.NextMessageAsync(link.Email, async () =>
            (await world.NewBrowser().PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(202));
        var fresh = TestWorld.LinkIn(mail);
        fresh.Secret.ShouldBe(link.Secret);
        fresh.Code.ShouldNotBe(link.Code);
        await world.UnlockAsync(fresh);
    }

    [Fact]
    public async Task A_mailed_code_ends_after_a_day()
    {
        await using var own = await OwnWorld.StartAsync();
        var (before, after) = (await own.StarterConversationAsync(), await own.StarterConversationAsync());

        own.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        (await GuessAsync(own, before, before.Code!)).Expect(200);
        own.Time.Advance(TimeSpan.FromMinutes(2));
        (await GuessAsync(own, after, after.Code!)).Status.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Wrong_codes_make_the_next_ones_wait_and_a_day_of_them_locks_the_link()
    {
        await using var own = await OwnWorld.StartAsync();
        var link = await own.StarterConversationAsync();
        var wrong = 0;
        var isLocked = false;
        for (var i = 0; i < 40 && !isLocked; i++)
        {
            var answer = await GuessAsync(own, link, "ZZZZ9999");
            switch (answer.Problem)
            {
                case "code-refused" or "code-used-up" when wrong < 15:
                    wrong++;
                    break;
                case "participant-locked":
                    isLocked = true;
                    break;
            }

            own.Time.Advance(TimeSpan.FromMinutes(61));
            await own.NewBrowser().PostAsync(link.Path("code"), new { secret = link.Secret });
        }

        isLocked.ShouldBeTrue();
        (await ParticipantAsync(own, link)).Access.Wrong.Count.ShouldBe(15);
    }

    [Fact]
    public async Task Sending_a_code_again_lowers_no_count()
    {
        await using var own = await OwnWorld.StartAsync();
        var link = await own.StarterConversationAsync();
        await GuessAsync(own, link, "ZZZZ9999");
        await GuessAsync(own, link, "ZZZZ9998");
        var before = (await ParticipantAsync(own, link)).Access;

        own.Time.Advance(TimeSpan.FromMinutes(2));
        (await own.NewBrowser().PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(202);

        var after = (await ParticipantAsync(own, link)).Access;
        after.WrongInAll.ShouldBe(before.WrongInAll);
        after.WrongInARow.ShouldBe(before.WrongInARow);
        after.Challenges.Single().Tries.ShouldBe(2);
    }

    private static Task<ApiAnswer> GuessAsync(TestWorld world, Link link, string code) =>
        world.NewBrowser().PostAsync(link.Path("unlock"), new { secret = link.Secret, code });

    private static async Task<Participant> ParticipantAsync(TestWorld world, Link link) =>
        (await world.Storage().Conversations.FindAsync<Participant>(
            link.ConversationId, "participant~" + link.ParticipantId[32..], TestContext.Current.CancellationToken))!.Value;
}
