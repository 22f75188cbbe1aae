using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Spaces;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Guessing the code of a link.</summary>
public sealed class GuessingCodes(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Wrong = "ZZZZ9999";

    [Fact]
    public async Task Two_hundred_wrong_guesses_at_once_evaluate_five_at_most()
    {
        var link = await world.StarterConversationAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => GuessAsync(world, link, $"AAAA{i:D4}")));

        answers.ShouldAllBe(answer => answer.Status != HttpStatusCode.OK && (int)answer.Status < 500);
        answers.Count(answer => answer.Problem is "code-refused").ShouldBeInRange(1, SecurityNumbers.TriesPerChallenge);
        var access = (await world.ParticipantAsync(link.ParticipantId)).Codes;
        access.WrongInAll.ShouldBeInRange(1, SecurityNumbers.TriesPerChallenge);
        access.Challenges.Single().Tries.ShouldBe(access.WrongInAll);
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
        (await GuessAsync(world, link, link.Code + "2")).Expect(422, "not-a-code");
        (await GuessAsync(world, link, Wrong)).Expect(403, "code-refused")["triesLeft"]!.GetValue<int>().ShouldBe(3);
        await world.IsWrittenDownAsync(
            $"conversations/{link.ConversationId}", SpaceEvents.CodeRefused, link.ParticipantId, link.ParticipantId, times: 2);
        (await GuessAsync(world, link, link.Code!)).Expect(200);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var link = await world.StarterConversationAsync();
        await world.UnlockAsync(link);

        (await GuessAsync(world, link, link.Code!)).Expect(403, "code-expired");
    }

    [Fact]
    public async Task After_the_fourth_wrong_code_in_a_row_the_right_one_waits_too()
    {
        var own = clock.World;
        var link = await own.StarterConversationAsync();
        for (var i = 1; i <= 3; i++)
        {
            (await GuessAsync(own, link, Wrong)).Expect(403, "code-refused")["retryAt"].ShouldBeNull();
        }

        var waitUntil = (await GuessAsync(own, link, Wrong)).Expect(403, "code-refused")["retryAt"]!.GetValue<DateTimeOffset>();

        waitUntil.ShouldBe(own.Time.GetUtcNow() + SecurityNumbers.WaitsAfterWrongTries[3]);
        (await own.NewBrowser().LookAsync(link))["waitUntil"]!.GetValue<DateTimeOffset>().ShouldBe(waitUntil);
        own.AdvanceTo(waitUntil.AddSeconds(-1));
        (await GuessAsync(own, link, link.Code!)).Expect(429, "too-many-requests")["retryAt"]!
            .GetValue<DateTimeOffset>().ShouldBe(waitUntil);
        own.AdvanceTo(waitUntil);
        (await GuessAsync(own, link, link.Code!)).Expect(200);
    }

    [Fact]
    public async Task A_fifth_wrong_code_ends_the_challenge_and_another_press_brings_another()
    {
        var own = clock.World;
        var link = await own.StarterConversationAsync();
        await GuessWronglyAsync(own, link, 4);

        (await GuessAsync(own, link, Wrong)).Expect(403, "code-used-up");

        own.Time.Advance(SecurityNumbers.WaitsAfterWrongTries[4]);
        (await GuessAsync(own, link, link.Code!)).Expect(403, "code-used-up");
        await own.UnlockAsync(await AskAgainAsync(own, link));
    }

    [Fact]
    public async Task Fifteen_wrong_codes_in_a_day_lock_the_link_for_a_day_and_the_owner_hears_of_it()
    {
        var own = clock.World;
        var link = (await own.WriteToSomebodyAsync("none")).Link;
        for (var code = 0; code < 3; code++)
        {
            await GuessWronglyAsync(own, link, SecurityNumbers.TriesPerChallenge - (code == 2 ? 1 : 0));
            link = code == 2 ? link : await AskAgainAsync(own, link);
        }

        // Without a sweep: a hint leads to the notice at once.
        var told = await own.NextMessageAsync(
            own.StaffLogIn.Email, async () => (await GuessAsync(own, link, Wrong)).Expect(403, "participant-locked"));

        told.Subject!.ShouldContain("verkeerde code");
        await own.IsWrittenDownAsync($"conversations/{link.ConversationId}", SpaceEvents.ParticipantLocked, link.ParticipantId, null);
        var lockedUntil = (await own.NewBrowser().LookAsync(link))["lockedUntil"]!.GetValue<DateTimeOffset>();
        own.AdvanceTo(lockedUntil.AddSeconds(-1));
        (await own.NewBrowser().AskCodeAsync(link)).Expect(403, "participant-locked");
        (await GuessAsync(own, link, link.Code!)).Expect(403, "participant-locked")["lockedUntil"]!
            .GetValue<DateTimeOffset>().ShouldBe(lockedUntil);
        own.AdvanceTo(lockedUntil);
        await own.UnlockAsync(await AskAgainAsync(own, link));
    }

    [Fact]
    public async Task Fifty_wrong_codes_in_all_disable_the_link_for_good()
    {
        var own = clock.World;
        var link = (await own.WriteToSomebodyAsync("none")).Link;
        await HadWrongCodesAsync(own, link, SecurityNumbers.TriesInAll - 1);

        (await GuessAsync(own, link, Wrong)).Expect(403, "participant-disabled");

        await own.IsWrittenDownAsync($"conversations/{link.ConversationId}", SpaceEvents.ParticipantDisabled, link.ParticipantId, null);
        own.Time.Advance(TimeSpan.FromDays(30));
        (await GuessAsync(own, link, link.Code!)).Expect(403, "participant-disabled");
        (await own.NewBrowser().AskCodeAsync(link)).Expect(403, "participant-disabled");
        (await own.NewBrowser().LookAsync(link))["disabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task The_right_code_as_the_fiftieth_try_disables_nothing()
    {
        var own = clock.World;
        var link = (await own.WriteToSomebodyAsync("none")).Link;
        await HadWrongCodesAsync(own, link, SecurityNumbers.TriesInAll - 1);

        (await GuessAsync(own, link, link.Code!)).Expect(200);

        (await own.ParticipantAsync(link.ParticipantId)).Codes.WrongInAll.ShouldBe(SecurityNumbers.TriesInAll - 1);
    }

    [Fact]
    public async Task Sending_a_code_again_lowers_no_count()
    {
        var own = clock.World;
        var link = await own.StarterConversationAsync();
        await GuessWronglyAsync(own, link, 2);

        own.Time.Advance(TimeSpan.FromMinutes(2));
        (await own.NewBrowser().AskCodeAsync(link)).Expect(202)["challenge"]!["triesLeft"]!.GetValue<int>().ShouldBe(3);

        var after = (await own.ParticipantAsync(link.ParticipantId)).Codes;
        (after.WrongInAll, after.WrongInARow, after.Challenges.Single().Tries).ShouldBe((2, 2, 2));
    }

    [Fact]
    public async Task Three_codes_are_open_at_most_and_a_fourth_waits_and_ends_none()
    {
        var own = clock.World;
        own.AdvanceToNext(TimeSpan.FromHours(1));
        var written = await own.WriteToSomebodyAsync("sms");
        var asked = new List<(ApiClient Browser, string Code)>();
        for (var i = 0; i < SecurityNumbers.OpenChallenges; i++)
        {
            var browser = own.NewBrowser();
            asked.Add((browser, await own.NextSmsCodeAsync(
                written.Phone, async () => (await browser.AskCodeAsync(written.Link)).Expect(202))));
            own.Time.Advance(SecurityNumbers.WaitsBeforeResend[i]);
        }

        (await own.NewBrowser().AskCodeAsync(written.Link)).Expect(429, "too-many-requests");

        foreach (var (browser, code) in asked)
        {
            (await browser.TryAsync(written.Link, code)).Expect(200);
        }
    }

    /// <summary>Guesses wrongly, waiting as long as is asked.</summary>
    private static async Task GuessWronglyAsync(OwnWorld own, Link link, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var waitUntil = (await own.ParticipantAsync(link.ParticipantId)).Codes.TryAt;
            if (waitUntil > own.Time.GetUtcNow())
            {
                own.AdvanceTo(waitUntil.Value);
            }

            (await GuessAsync(own, link, Wrong)).Problem!.ShouldBeOneOf("code-refused", "code-used-up");
        }

        var wait = (await own.ParticipantAsync(link.ParticipantId)).Codes.TryAt;
        if (wait > own.Time.GetUtcNow())
        {
            own.AdvanceTo(wait.Value);
        }
    }

    private static async Task<Link> AskAgainAsync(OwnWorld own, Link link)
    {
        var sendAt = (await own.NewBrowser().LookAsync(link))["resendAt"]?.GetValue<DateTimeOffset>();
        own.AdvanceTo(sendAt ?? own.Time.GetUtcNow());
        return TestWorld.LinkIn(await own.NextMessageAsync(
            link.Email, async () => (await own.NewBrowser().AskCodeAsync(link)).Expect(202)));
    }

    /// <summary>As after months of guessing.</summary>
    private static async Task HadWrongCodesAsync(TestWorld own, Link link, int count)
    {
        (await own.Cloud.Services.GetRequiredService<SpaceStore>().ChangeAsync(
            ParticipantId.From(link.ParticipantId),
            TimeProvider.System.GetUtcNow(),
            (change, _, stored) => change.Replace(
                stored, stored.Value with { Codes = stored.Value.Codes with { WrongInAll = count } }),
            TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    private static Task<ApiAnswer> GuessAsync(TestWorld where, Link link, string code) => where.NewBrowser().TryAsync(link, code);
}
