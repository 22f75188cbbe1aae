using Zegel.Functions.Access;

namespace Zegel.Functions.Tests.Accounts.Walking;

/// <summary>What is typed where a code is asked.</summary>
internal enum Typed
{
    /// <summary>The code that is asked.</summary>
    Right,

    /// <summary>A code that never was one.</summary>
    Wrong,

    /// <summary>A code that another method of the account would take.</summary>
    OfAnotherMethod,

    /// <summary>The last code of this method that was taken.</summary>
    Used,
}

/// <summary>Something that somebody does with the one account of a walk; numbers name one of the three browsers.</summary>
internal abstract record Step
{
    public sealed record GivePassword(int Browser, bool Right = true) : Step;

    public sealed record ChooseMethod(int Browser, FactorMethod Method) : Step;

    public sealed record TypeCode(int Browser, Typed Code = Typed.Right, bool Remember = false) : Step;

    public sealed record Postpone(int Browser) : Step;

    public sealed record BeginFactor(int Browser, FactorMethod Method) : Step;

    public sealed record ProveFactor(int Browser, FactorMethod Method, Typed Code = Typed.Right) : Step;

    public sealed record RemoveFactor(int Browser, FactorMethod Method) : Step;

    /// <summary>The service desk takes all second factors away.</summary>
    public sealed record ResetFactors : Step;

    public sealed record AskPasswordLink : Step;

    /// <summary>Sets another password with the last link that was mailed, or with the one before.</summary>
    public sealed record SetPassword(int Browser, bool LastLink = true) : Step;

    /// <summary>Goes on as a remembered device; with the answer lost the browser keeps the cookies it had.</summary>
    public sealed record Resume(int Browser, bool AnswerLost = false) : Step;

    /// <summary>Somebody copies the cookie of a remembered device into another browser.</summary>
    public sealed record CopyDevice(int From, int To) : Step;

    public sealed record SignOut(int Browser) : Step;

    public sealed record EndOthers(int Browser) : Step;

    /// <summary>The date from which a second factor is required, in days from today; null: at once.</summary>
    public sealed record SetPolicy(int? Days, int RememberDays = 30) : Step;

    public sealed record Wait(TimeSpan Time) : Step;

    /// <summary>Time passes to some seconds before or after the date.</summary>
    public sealed record WaitForDate(int Seconds) : Step;
}
