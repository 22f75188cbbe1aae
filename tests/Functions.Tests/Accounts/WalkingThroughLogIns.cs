using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Accounts.Walking;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>
/// Whatever order people, thieves, the service desk and the clock come in: a session is complete only where password and
/// second factor were proved, is remembered only after such a one, and with a password alone it lets in only before the
/// date, postponed, and without a factor. What ended stays ended, and a code is taken once.
/// </summary>
public sealed class WalkingThroughLogIns
{
    private const ulong Seed = 20261;
    private const int Count = 36;
    private const int Shrinks = 150;

    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    [Fact]
    public async Task No_walk_gets_further_than_what_was_proved()
    {
        var seed = Environment.GetEnvironmentVariable("ZEGEL_WALK_SEED") is { } given
            ? ulong.Parse(given, CultureInfo.InvariantCulture) : Seed;
        await using var world = await OwnWorld.StartAsync();
        var (mailboxId, hash) = await WalkedAccount.PrepareAsync(world);
        async Task<(int Step, string Rule)?> WalkAsync(Step[] steps) =>
            await new Walk(world, await WalkedAccount.MakeAsync(world, mailboxId, hash), seen).RunAsync(steps);

        foreach (var steps in Walks.All.Sample(Count, new Rnd(seed), 50))
        {
            if (await WalkAsync(steps) is { } broken)
            {
                Assert.Fail(await TellAsync(seed, steps[..broken.Step], broken.Rule, WalkAsync));
            }
        }

        foreach (var (what, count) in seen.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{count,5} {what}");
        }

        // Else walks do not get where something could go wrong.
        string[] needed =
        [
            "Full, let in", "Remembered, let in", "Password, let in", "Password, only choosing a factor", "resume, refused",
            "a copied device is found out", "code Used, refused", "code OfAnotherMethod, refused", "postpone, refused", "remove factor",
            "set password, refused", "end others",
        ];
        needed.Where(what => !seen.ContainsKey(what)).ShouldBeEmpty();
    }

    /// <summary>The walk, as short as can be, with which the rule or another one is broken.</summary>
    private static async Task<string> TellAsync(ulong seed, Step[] steps, string rule, Func<Step[], Task<(int Step, string Rule)?>> walk)
    {
        for (var (tries, shorter) = (0, true); shorter;)
        {
            shorter = false;
            foreach (var candidate in Walks.Shrink(steps).TakeWhile(_ => tries++ < Shrinks))
            {
                if (await walk(candidate) is { } broken)
                {
                    (steps, rule, shorter) = (candidate[..broken.Step], broken.Rule, true);
                    break;
                }
            }
        }

        var told = steps.Select((step, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1,3}. {step}"));
        return string.Create(CultureInfo.InvariantCulture, $"{rule}\nSeed {seed}, after:\n{string.Join('\n', told)}");
    }
}
