using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using Zegel.Functions.Spaces.Unlocking;
using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Codes and tries of one participant, walked through in random order with the clock moving.</summary>
public sealed class LinkCodesRules
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whatever_people_do_the_bounds_hold()
    {
        // 0: ask here, 1: ask in another browser, 2: a wrong try, 3: a right try, 4..7: time passes.
        var walks = Gen.Choose(0, 7).ListOf(120).ToArbitrary();
        Prop.ForAll(walks, steps => Walk([.. steps])).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_right_try_takes_back_only_its_own_count()
    {
        var (asked, challenge) = Done(LinkCodes.None.Ask(ChallengeKind.Mail, null, "a", Start));
        var (wrong, _) = Done(asked.Try(ChallengeKind.Mail, null, Start));
        var (tried, candidates) = Done(wrong.Try(ChallengeKind.Mail, null, Start.AddSeconds(1)));

        var right = tried.Right(challenge.Id, Start.AddSeconds(1));

        candidates.Single().Id.ShouldBe("a");
        right.WrongInAll.ShouldBe(1);
        right.WrongInARow.ShouldBe(0);
        right.Challenges.ShouldBeEmpty();
    }

    [Fact]
    public void Fifty_wrong_tries_in_all_disable_the_method()
    {
        var codes = LinkCodes.None with { WrongInAll = 49 };
        (codes, _) = Done(codes.Ask(ChallengeKind.Mail, null, "a", Start));

        (codes, _) = Done(codes.Try(ChallengeKind.Mail, null, Start));

        codes.IsDisabled.ShouldBeTrue();
        codes.Ask(ChallengeKind.Mail, null, "b", Start.AddDays(3)).IsRefused(out var refusal, out _).ShouldBeTrue();
        refusal.ShouldBeOfType<ParticipantDisabled>();
    }

    private static bool Walk(int[] steps)
    {
        var (codes, now, ids) = (LinkCodes.None, Start, 0);
        var evaluated = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            var before = codes;
            switch (step)
            {
                case 0 or 1:
                    var browser = step == 0 ? "here" : "elsewhere";
                    codes = codes.Ask(ChallengeKind.Sms, browser, $"id{ids++}", now).IsRefused(out _, out var sent) ? codes : sent.Codes;
                    if (codes.WrongInAll != before.WrongInAll || codes.WrongInARow != before.WrongInARow || LostAnOpenCode(before, codes, now))
                    {
                        return false;
                    }

                    break;
                case 2 or 3:
                    if (codes.Try(ChallengeKind.Sms, "here", now).IsRefused(out _, out var tried))
                    {
                        break;
                    }

                    (codes, var candidates) = tried;
                    foreach (var candidate in candidates)
                    {
                        evaluated[candidate.Id] = evaluated.GetValueOrDefault(candidate.Id) + 1;
                    }

                    if (step == 3 && candidates.Count > 0)
                    {
                        codes = codes.Right(candidates[0].Id, now);
                    }

                    break;
                default:
                    now += TimeSpan.FromSeconds(step switch { 4 => 5, 5 => 35, 6 => 130, _ => 4000 });
                    break;
            }

            if (codes.Challenges.Count(challenge => challenge.IsOpen(now)) > SecurityNumbers.OpenChallenges
                || codes.Challenges.Count > 10 || codes.Sent.Count > SecurityNumbers.CodesPerConversationPerDay
                || codes.Challenges.Any(challenge => challenge.Sends > SecurityNumbers.SendsPerChallenge))
            {
                return false;
            }
        }

        return evaluated.Values.All(tries => tries <= SecurityNumbers.TriesPerChallenge);
    }

    private static T Done<T>(Outcome<T> outcome)
    {
        outcome.IsRefused(out var refusal, out var done).ShouldBeFalse(refusal?.Code);
        return done!;
    }

    private static bool LostAnOpenCode(LinkCodes before, LinkCodes after, DateTimeOffset now) =>
        before.Challenges.Where(challenge => challenge.IsOpen(now)).Any(open => after.Challenges.All(kept => kept.Id != open.Id));
}
