using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>
/// What the ways of logging in share: what follows a right password, sending codes, and making the session. Each writes
/// the caller's change, with what follows from it, in one transaction.
/// </summary>
public sealed class LogInSteps(
    AccountStore accounts, SessionStore sessions, RememberedDevices devices, KnownDevice known, SignInPolicyStore policies,
    Throttle throttle, RootSecret root, IOptions<SmsOptions> sms)
{
    /// <summary>
    /// After the password was proved: a code is asked, or a session is made in which a second factor is chosen (T3).
    /// </summary>
    public async Task<(LogInStep? Step, Problem? Problem)> AfterPasswordAsync(
        HttpRequest request, AccountChange change, CancellationToken cancellationToken)
    {
        var policy = await policies.GetAsync(cancellationToken);
        var factors = change.Credentials.Factors;
        if (factors.Count == 0)
        {
            return await CompleteAsync(request, change, Strength.Password, remember: false, policy, cancellationToken);
        }

        if (change.Credentials.CodesRefusedUntil(change.Now) is { } refused && !factors.Contains(FactorMethod.Passkey))
        {
            return (null, new LogInRefused(refused));
        }

        var cookie = change.Account.AccountId + "." + Tokens.New();
        var proof = new Proof
        {
            Method = factors[0],
            ChallengeId = Tokens.NewId(),
            ExpiresAt = change.Now + SecurityNumbers.LogInLifetime,
            Generation = change.Head.Generation,
        };
        var (begun, problem) = await SendAsync(change, proof, cancellationToken);
        if (problem is not null)
        {
            return (null, problem);
        }

        change.PutExpiring(AccountStore.ProofRow(Tokens.Hash(cookie)), begun, begun.ExpiresAt);
        if (!await accounts.TrySaveAsync(change, cancellationToken))
        {
            return (null, new ChangedMeanwhile());
        }

        request.HttpContext.Response.SetCookie(Cookies.LogIn, cookie);
        return (StepOf(change, begun, policy), null);
    }

    /// <summary>Sends the code of a proof when its method sends one; counts it for the limits.</summary>
    public async Task<(Proof Proof, Problem? Problem)> SendAsync(AccountChange change, Proof proof, CancellationToken cancellationToken)
    {
        if (proof.Method is not (FactorMethod.Sms or FactorMethod.Email))
        {
            return (proof, null);
        }

        var id = change.Account.AccountId;
        List<Limit> limits =
        [
            new("log-in-code", id, SecurityNumbers.LogInCodesPerHour, TimeSpan.FromHours(1)),
            new("log-in-code-day", id, SecurityNumbers.LogInCodesPerDay, TimeSpan.FromDays(1)),
        ];
        if (proof.Method == FactorMethod.Sms)
        {
            if (!sms.Value.IsConfigured)
            {
                return (proof, new Unavailable());
            }

            limits.Add(PhoneLimits.Budget(sms.Value));
        }

        if (await throttle.TakeAsync(cancellationToken, limits) is { } retryAt)
        {
            return (proof, new TooManyRequests(retryAt));
        }

        var sent = proof.SentAgain(change.Now);
        if (proof.Method == FactorMethod.Sms)
        {
            sent = sent with { Phone = change.Credentials.Sms!.Phone };
            change.SendCode(NoticeKind.LogInSms, sent.Phone, sent);
        }
        else
        {
            change.SendCode(NoticeKind.LogInMail, change.Head.Email, sent);
        }

        change.Audit(AuditEvent.LogInCodeSent, NameOf(proof.Method));
        return (sent, null);
    }

    /// <summary>
    /// Makes the session, and remembers the device when that was asked. The session stands in the transaction that uses
    /// the proof up: of two right answers at once one gets a session, and a reset in between leaves none.
    /// </summary>
    public async Task<(LogInStep? Step, Problem? Problem)> CompleteAsync(
        HttpRequest request, AccountChange change, Strength strength, bool remember, SignInPolicy policy, CancellationToken cancellationToken)
    {
        var response = request.HttpContext.Response;
        var device = Device.Describe(request.Headers.UserAgent);
        var deviceId = known.Find(request, change.Head.Email) ?? Tokens.NewId();
        var remembered = remember && policy.RememberDays > 0 ? RememberedDevices.Add(change, deviceId, device) : null;
        var session = SessionStore.New(change.Head, strength, device, remembered?.SeriesId ?? await SeriesOfAsync(request, change, cancellationToken), change.Now);
        change.PutExpiring(session.RowKey, session.Session, session.Session.ExpiresAt);
        change.Audit(AuditEvent.LoggedIn, strength.ToString());
        if (!await accounts.TrySaveAsync(change, cancellationToken))
        {
            return (null, new ChangedMeanwhile());
        }

        // A log-in in a browser that has a session takes its place (ASVS V7.2.4).
        await sessions.EndAsync(request.Cookies[Cookies.Session], cancellationToken);
        response.SetCookie(Cookies.Session, session.Cookie);
        response.DeleteCookie(Cookies.LogIn);
        if (strength == Strength.Full)
        {
            known.Mark(response, deviceId, change.Head.Email, change.Now);
        }

        if (RememberedCookie.Read(request.Cookies[Cookies.Remembered]) is { } former && former.SeriesId != session.Session.SeriesId)
        {
            // This browser was remembered before, or for somebody else; what it is now takes the place of that.
            await devices.EndAsync(former, cancellationToken);
            response.DeleteCookie(Cookies.Remembered);
        }

        if (remembered is not null)
        {
            response.SetCookie(Cookies.Remembered, remembered.ToString(), change.Now + TimeSpan.FromDays(policy.RememberDays));
        }

        var signedIn = await sessions.FindAsync(session.Cookie, cancellationToken);
        return signedIn is null
            ? (null, new LogInExpired())
            : (new LogInStep(signedIn.IsUsable ? NextStep.Done : NextStep.ChooseFactor, null, [], null, null, null, policy.RememberDays, SessionView.Of(signedIn)), null);
    }

    /// <summary>How a proof is told to the page.</summary>
    public static LogInStep StepOf(AccountChange change, Proof proof, SignInPolicy policy) => new(
        proof.Method == FactorMethod.Passkey ? NextStep.Passkey : NextStep.Code,
        proof.Method,
        MethodsOf(change.Credentials),
        ToOf(change, proof.Method),
        proof.ExpiresAt,
        proof.ResendAt,
        policy.RememberDays,
        null);

    /// <summary>The methods with which a log-in of this account can be completed.</summary>
    public static IReadOnlyList<FactorMethod> MethodsOf(Credentials credentials) =>
        credentials.Recovery is { Hashes.Count: > 0 } ? [.. credentials.Factors, FactorMethod.Recovery] : credentials.Factors;

    /// <summary>Whether the typed code is the proof's; the credentials as they are once it was used (null: not right).</summary>
    public Credentials? Check(Account account, string typed, ProtectedSecrets secrets, DateTimeOffset now)
    {
        var (proof, credentials) = (account.Proof!.Value, account.Credentials.Value);
        switch (proof.Method)
        {
            // A factor that was removed meanwhile, or another number, takes no code of the former one.
            case FactorMethod.Sms when credentials.Sms is { } number && number.Phone == proof.Phone:
            case FactorMethod.Email when credentials.Email is not null:
                return TypedCode.Normalise(typed, 6, digitsOnly: true) is { } code && Tokens.AreEqual(code, root.SmsCode(proof.ChallengeId))
                    ? credentials.Right()
                    : null;
            case FactorMethod.App when credentials.App is { } app:
                return AppCodes.Accept(secrets.Unprotect(app.Secret, account.AccountId), typed, app.LastStep, now) is { } step
                    ? credentials.Right() with { App = app with { LastStep = step } }
                    : null;
            case FactorMethod.Recovery when credentials.Recovery?.Find(root, typed) is { } hash:
                return credentials.Right() with
                {
                    Recovery = credentials.Recovery with { Hashes = [.. credentials.Recovery.Hashes.Where(other => other != hash)] },
                };
            default:
                return null;
        }
    }

    /// <summary>A method as audit records name it.</summary>
    public static string NameOf(FactorMethod method) => method.ToString().ToLowerInvariant();

    private static string? ToOf(AccountChange change, FactorMethod method) => method switch
    {
        FactorMethod.Sms => PhoneNumber.Mask(change.Credentials.Sms!.Phone),
        FactorMethod.Email => EmailAddress.Mask(change.Head.Email),
        _ => null,
    };

    /// <summary>The device that this browser already is, when it logs in again.</summary>
    private async Task<string?> SeriesOfAsync(HttpRequest request, AccountChange change, CancellationToken cancellationToken) =>
        RememberedCookie.Read(request.Cookies[Cookies.Remembered]) is { } cookie
        && cookie.AccountId == change.Account.AccountId
        && await devices.FindAsync(cookie, cancellationToken) is { } device
        && device.Value.Generation == change.Head.Generation
            ? cookie.SeriesId
            : null;
}
