using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zegel.Functions.Access;

/// <summary>
/// Finds out who calls and refuses whom the function does not let in. Which mailbox or participant they may act for is
/// decided where they are used, from what is stored.
/// </summary>
public sealed class AllowMiddleware(
    SessionStore sessions, LiveSessions live, KnownSessions known, TimeProvider time) : IFunctionsWorkerMiddleware
{
    /// <summary>A page that asks by itself says so: that keeps no session alive.</summary>
    private const string Unattended = "Zegel-Unattended";

    private readonly ConcurrentDictionary<string, AllowAttribute> rules = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var allow = rules.GetOrAdd(context.FunctionDefinition.EntryPoint, RuleOf);
        if (VisitorCookie.Read(http.Request.Cookies[Cookies.Visitor]) is { } visitor)
        {
            http.SetVisitor(visitor);
        }

        if (await RefuseAsync(allow, http) is { } refusal)
        {
            await refusal.WriteToAsync(http);
            return;
        }

        await next(context);
    }

    /// <summary>Where visitors may call, all cookies are read, and the space decides whether one lets in.</summary>
    private async Task<Problem?> RefuseAsync(AllowAttribute allow, HttpContext http)
    {
        if (allow.Callers.Contains(Caller.Anyone))
        {
            return null;
        }

        var mayVisit = allow.Callers.Contains(Caller.Visitor);
        var isVisitor = mayVisit && http.Request.FindVisitor() is not null;
        if (mayVisit && http.Request.Cookies[Cookies.Session] is null)
        {
            return isVisitor ? null : new NotUnlocked();
        }

        if (await SignInAsync(allow, http) is not { } refusal)
        {
            return null;
        }

        http.SetSignInRefusal(refusal);
        return isVisitor ? null : refusal;
    }

    private async Task<Problem?> SignInAsync(AllowAttribute allow, HttpContext http)
    {
        var isUnattended = allow.Repeats || http.Request.Headers.ContainsKey(Unattended);
        var cookie = http.Request.Cookies[Cookies.Session];
        var before = allow.Repeats ? known.Find(cookie) : null;
        if ((before ?? await sessions.FindAsync(cookie, http.RequestAborted, isUnattended)) is not { } signedIn)
        {
            live.Forget(cookie);
            return new NotSignedIn();
        }

        var refusal = Refuse(allow, signedIn, time.GetUtcNow());
        if (refusal is null)
        {
            http.SetSignedIn(signedIn);
            live.Note(cookie!);
            if (allow.Repeats && before is null)
            {
                known.Note(cookie!, signedIn);
            }
        }

        return refusal;
    }

    private static Problem? Refuse(AllowAttribute allow, SignedIn signedIn, DateTimeOffset now) => allow switch
    {
        _ when !signedIn.IsUsable && !allow.Callers.Contains(Caller.Enrolling) => new SecondFactorRequired(),
        { Enrols: true } when signedIn is { IsUsable: false, IsOnlyGuest: true, Owes: GuestDocument.Terms } =>
            new DocumentFirst(GuestDocument.Terms),
        { Enrols: true } when signedIn.Account.Reset?.Refuse(signedIn.Session.Value, now) is { } refusal => refusal,
        // A first factor is chosen with the password alone, but not where more was proved that counts no more.
        { Recent: true } when !signedIn.IsUsable && signedIn.Session.Value.Strength != Strength.Password =>
            signedIn.Session.Value.IsRecent(now) ? null : new LogInAgain(),
        _ when !signedIn.IsUsable => null,
        _ when !allow.Callers.Contains(Caller.Enrolling) && signedIn is { IsOnlyGuest: true, Owes: { } document } =>
            new DocumentFirst(document),
        _ when !allow.Callers.Any(caller => IsOne(caller, signedIn)) => new ResourceNotFound(),
        { Recent: true } => RefuseSensitive(allow, signedIn, now),
        _ => null,
    };

    /// <summary>Postponing a second factor lets work go on; it is not enough for what is sensitive.</summary>
    private static Problem? RefuseSensitive(AllowAttribute allow, SignedIn signedIn, DateTimeOffset now) =>
        signedIn.Strength == Strength.Password && !allow.Callers.Contains(Caller.Enrolling) ? new SecondFactorRequired()
        : signedIn.Session.Value.IsRecent(now) ? null
        : new LogInAgain();

    private static bool IsOne(Caller caller, SignedIn signedIn) => caller switch
    {
        Caller.Staff => signedIn.Is(Role.Staff),
        Caller.Guest => signedIn.Is(Role.Guest),
        Caller.Client => signedIn.Is(Role.Client),
        Caller.ServiceDesk => signedIn.Is(Role.ServiceDesk),
        Caller.Account or Caller.Enrolling => true,
        _ => false,
    };

    private static AllowAttribute RuleOf(string entryPoint)
    {
        var name = entryPoint[..entryPoint.LastIndexOf('.')];
        return Assembly.GetExecutingAssembly().GetType(name)?.GetCustomAttribute<AllowAttribute>()
            ?? throw new InvalidOperationException($"{name} does not say who may call it.");
    }
}
