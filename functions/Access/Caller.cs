namespace Zegel.Functions.Access;

/// <summary>Who may call a function.</summary>
public enum Caller
{
    /// <summary>Nobody needs to be known; what the request holds (a link's secret) may prove something.</summary>
    Anyone,

    /// <summary>
    /// A browser that unlocked the participant named in the path. Where others may call too, the space decides which of
    /// them that participant is.
    /// </summary>
    Visitor,

    /// <summary>An account with the role staff, for a mailbox it may use.</summary>
    Staff,

    /// <summary>An account with the role guest, for what is shared with it.</summary>
    Guest,

    /// <summary>An account with the role client, for its dossiers.</summary>
    Client,

    /// <summary>An account with the role service desk.</summary>
    ServiceDesk,

    /// <summary>Any account that is fully let in.</summary>
    Account,

    /// <summary>Any account, also with no more proved than its password, to choose a second factor (T25).</summary>
    Enrolling,
}

/// <summary>Says who is let in. Every HTTP function has one; the middleware refuses the rest.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(params Caller[] callers) : Attribute
{
    /// <summary>Any of these.</summary>
    public IReadOnlyList<Caller> Callers { get; } = callers;

    /// <summary>
    /// A sensitive act: the log-in must be at most <see cref="Security.SecurityNumbers.RecentLogIn"/> old, not come
    /// from a remembered device, and have proved a second factor (ASVS V7.5.1), unless <see cref="Caller.Enrolling"/>
    /// may call it: a first factor can only be chosen without one.
    /// </summary>
    public bool Recent { get; init; }

    /// <summary>
    /// A page asks it over and over by itself, and it tells nothing but who is where: for
    /// <see cref="Security.SecurityNumbers.SessionKnown"/> its session is not read again. It must look itself whether
    /// somebody may still use what it is about.
    /// </summary>
    public bool Repeats { get; init; }

    /// <summary>It leads to a new second factor: after a <see cref="FactorReset"/> more is needed.</summary>
    public bool Enrols { get; init; }
}

/// <summary>A browser of someone without an account; what it unlocked stands in the spaces.</summary>
/// <param name="Hash">The hash of its cookie.</param>
public sealed record Visitor(string Hash);

/// <summary>Who the middleware found.</summary>
public static class CallerOfRequest
{
    private static readonly object SignedInKey = new();
    private static readonly object RefusalKey = new();
    private static readonly object VisitorKey = new();

    /// <summary>Who is signed in; only in functions that allow no visitor.</summary>
    public static SignedIn SignedIn(this HttpRequest request) => request.FindSignedIn()!;

    /// <summary>Who is signed in, if anybody.</summary>
    public static SignedIn? FindSignedIn(this HttpRequest request) =>
        request.HttpContext.Items[SignedInKey] as SignedIn;

    /// <summary>Why the session that the request brought lets nobody in, if it does not.</summary>
    public static Problem? FindSignInRefusal(this HttpRequest request) =>
        request.HttpContext.Items[RefusalKey] as Problem;

    /// <summary>The visitor's browser, if it has a cookie.</summary>
    public static Visitor? FindVisitor(this HttpRequest request) => request.HttpContext.Items[VisitorKey] as Visitor;

    internal static void SetSignedIn(this HttpContext context, SignedIn signedIn) =>
        context.Items[SignedInKey] = signedIn;

    internal static void SetSignInRefusal(this HttpContext context, Problem refusal) =>
        context.Items[RefusalKey] = refusal;

    internal static void SetVisitor(this HttpContext context, Visitor visitor) => context.Items[VisitorKey] = visitor;
}
