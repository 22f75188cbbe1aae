using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Security;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Codes and tries of one participant, walked through in random order with the clock moving.</summary>
public sealed class LinkAccessRules
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
        var (asked, challenge, _) = LinkAccess.None.Ask(ChallengeKind.Mail, null, "a", Start);
        var (wrong, _, _) = asked.Try(ChallengeKind.Mail, null, Start);
        var (tried, candidates, _) = wrong.Try(ChallengeKind.Mail, null, Start.AddSeconds(1));

        var right = tried.Right(challenge!.Id, Start.AddSeconds(1));

        candidates.Single().Id.ShouldBe("a");
        right.WrongInAll.ShouldBe(1);
        right.WrongInARow.ShouldBe(0);
        right.Challenges.ShouldBeEmpty();
    }

    [Fact]
    public void Fifty_wrong_tries_in_all_disable_the_method()
    {
        var access = LinkAccess.None with { WrongInAll = 49 };
        (access, _, _) = access.Ask(ChallengeKind.Mail, null, "a", Start);

        (access, _, var refused) = access.Try(ChallengeKind.Mail, null, Start);

        refused.ShouldBeNull();
        access.IsDisabled.ShouldBeTrue();
        access.Ask(ChallengeKind.Mail, null, "b", Start.AddDays(3)).Refused!.Why.ShouldBe(AccessRefusal.Disabled);
    }

    private static bool Walk(int[] steps)
    {
        var (access, now, ids) = (LinkAccess.None, Start, 0);
        var evaluated = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            var before = access;
            switch (step)
            {
                case 0 or 1:
                    access = access.Ask(ChallengeKind.Sms, step == 0 ? "here" : "elsewhere", $"id{ids++}", now).Access;
                    if (access.WrongInAll != before.WrongInAll || access.WrongInARow != before.WrongInARow || LostAnOpenCode(before, access, now))
                    {
                        return false;
                    }

                    break;
                case 2 or 3:
                    (access, var candidates, _) = access.Try(ChallengeKind.Sms, "here", now);
                    foreach (var candidate in candidates)
                    {
                        evaluated[candidate.Id] = evaluated.GetValueOrDefault(candidate.Id) + 1;
                    }

                    if (step == 3 && candidates.Count > 0)
                    {
                        access = access.Right(candidates[0].Id, now);
                    }

                    break;
                default:
                    now += TimeSpan.FromSeconds(step switch { 4 => 5, 5 => 35, 6 => 130, _ => 4000 });
                    break;
            }

            if (access.Challenges.Count(challenge => challenge.IsOpen(now)) > SecurityNumbers.OpenChallenges
                || access.Challenges.Count > 10 || access.Sent.Count > SecurityNumbers.CodesPerConversationPerDay
                || access.Challenges.Any(challenge => challenge.Sends > SecurityNumbers.SendsPerChallenge))
            {
                return false;
            }
        }

        return evaluated.Values.All(tries => tries <= SecurityNumbers.TriesPerChallenge);
    }

    private static bool LostAnOpenCode(LinkAccess before, LinkAccess after, DateTimeOffset now) =>
        before.Challenges.Where(challenge => challenge.IsOpen(now)).Any(open => after.Challenges.All(kept => kept.Id != open.Id));
}
