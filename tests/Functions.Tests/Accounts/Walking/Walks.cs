using FsCheck;
using FsCheck.Fluent;
using Zegel.Functions.Access;

namespace Zegel.Functions.Tests.Accounts.Walking;

/// <summary>Which walks there are.</summary>
internal static class Walks
{
    private static readonly FactorMethod[] Methods = [FactorMethod.App, FactorMethod.Sms, FactorMethod.Email];

    /// <summary>
    /// Walks of about fifteen to thirty steps: things people do, in any order and mixed with single steps. Most begin
    /// with a second factor.
    /// </summary>
    public static Gen<Step[]> All { get; } =
        from begin in Gen.Frequency([(3, Enrol()), (1, Gen.Constant(Array.Empty<Step>()))])
        from acts in Gen.ArrayOf(Gen.Frequency([(2, Acts()), (3, Any().Select(step => new[] { step }))]), 9)
        select begin.Concat(acts.SelectMany(act => act)).ToArray();

    /// <summary>Shorter walks, each with a part left out: large parts first.</summary>
    public static IEnumerable<Step[]> Shrink(Step[] steps)
    {
        for (var size = steps.Length / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= steps.Length; start += size)
            {
                yield return [.. steps[..start], .. steps[(start + size)..]];
            }
        }
    }

    private static Gen<int> Browser() => Gen.Choose(0, 2);

    /// <summary>Mostly the right one.</summary>
    private static Gen<Typed> Code() => Gen.Frequency(
        [(5, Gen.Constant(Typed.Right)), (4, Gen.Elements(Typed.Wrong, Typed.OfAnotherMethod, Typed.Used))]);

    /// <summary>In seconds: shorter and longer than what is asked for within a time, and now and then for long.</summary>
    private static Gen<int> Time() => Gen.Frequency(
        [
            (3, Gen.Elements(1, 9, 31, 61)),
            (3, Gen.Elements(4, 6, 11, 29, 31).Select(minutes => minutes * 60)),
            (1, Gen.Elements(12, 25, 31 * 24).Select(hours => hours * 3600)),
        ]);

    /// <summary>With the time in which an app shows its next code.</summary>
    private static Gen<Step[]> Enrol() =>
        from browser in Browser()
        from method in Gen.Elements(Methods)
        select new Step[]
        {
            new Step.GivePassword(browser), new Step.BeginFactor(browser, method), new Step.ProveFactor(browser, method), Wait(31),
        };

    /// <summary>Several steps that only make sense after each other, so that walks get far.</summary>
    private static Gen<Step[]> Acts() =>
        from browser in Browser()
        from away in Gen.Choose(1, 2)
        from method in Gen.Elements(Methods)
        from remember in Gen.Elements(true, false)
        from seconds in Gen.Elements(-1, 0, 1)
        let other = (browser + away) % 3
        let logIn = new Step[] { new Step.GivePassword(browser), new Step.TypeCode(browser, Remember: remember), Wait(31) }
        let remembered = new Step[] { new Step.GivePassword(browser), new Step.TypeCode(browser, Remember: true), Wait(31) }
        let add = new Step[] { new Step.BeginFactor(browser, method), new Step.ProveFactor(browser, method), Wait(31) }
        let choose = new Step[] { new Step.GivePassword(other), new Step.ChooseMethod(other, method) }
        let postpone = new Step[] { new Step.GivePassword(browser), new Step.Postpone(browser) }
        from act in Gen.Elements<Step[]>(
            logIn,
            [.. remembered, Wait(13 * 3600), new Step.Resume(browser)],
            [.. remembered, new Step.CopyDevice(browser, other), new Step.Resume(browser, remember), Wait(11), new Step.Resume(other)],
            [.. remembered, new Step.CopyDevice(browser, other), .. remembered, new Step.Resume(other)],
            [.. logIn, .. add],
            [.. logIn, .. add, .. choose, new Step.RemoveFactor(browser, method), new Step.TypeCode(other)],
            [.. logIn, .. add, .. choose, .. add, new Step.TypeCode(other)],
            [.. logIn, new Step.EndOthers(browser)],
            [.. choose, new Step.TypeCode(other), Wait(31)],
            [new Step.GivePassword(browser), new Step.ChooseMethod(browser, FactorMethod.Recovery), new Step.TypeCode(browser, Remember: remember)],
            [new Step.AskPasswordLink(), new Step.SetPassword(browser), new Step.TypeCode(browser), Wait(31)],
            [new Step.ResetFactors(), new Step.GivePassword(browser), .. add],
            postpone,
            [new Step.SetPolicy(1), new Step.WaitForDate(-90), .. postpone, new Step.WaitForDate(seconds)])
        select act;

    private static Gen<Step> Any() =>
        from browser in Browser()
        from other in Browser()
        from method in Gen.Elements(Methods)
        from code in Code()
        from yes in Gen.Elements(true, false)
        from days in Gen.Elements<int?>(null, -1, 0, 1, 3)
        from rememberDays in Gen.Elements(30, 30, 1, 0)
        from time in Time()
        from step in Gen.Elements<Step>(
            new Step.GivePassword(browser),
            new Step.GivePassword(browser, Right: false),
            new Step.ChooseMethod(browser, method),
            new Step.ChooseMethod(browser, FactorMethod.Recovery),
            new Step.TypeCode(browser, code, yes),
            new Step.TypeCode(browser, code, yes),
            new Step.Postpone(browser),
            new Step.BeginFactor(browser, method),
            new Step.ProveFactor(browser, method, code),
            new Step.RemoveFactor(browser, method),
            new Step.ResetFactors(),
            new Step.AskPasswordLink(),
            new Step.SetPassword(browser, yes),
            new Step.Resume(browser, yes),
            new Step.CopyDevice(browser, other),
            new Step.SignOut(browser),
            new Step.EndOthers(browser),
            new Step.SetPolicy(days, rememberDays),
            Wait(time),
            Wait(time))
        select step;

    private static Step.Wait Wait(int seconds) => new(TimeSpan.FromSeconds(seconds));
}
