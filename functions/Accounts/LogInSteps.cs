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
    /// After the password was proved: a code is asked, or a session is made in which a second factor is chosen (T3). When
    /// the account changes at the same moment, as it does when it is logged in to twice, it is read again; one code is
    /// counted for the limits however often that happens.
    /// </summary>
    /// <param name="request">The request, whose answer gets the cookies.</param>
    /// <param name="account">The account as it was read.</param>
    /// <param name="proved">What the caller changes in the account as it is stored now; null when what was proved holds no more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(LogInStep? Step, Problem? Problem)> AfterPasswordAsync(
        HttpRequest request, Account account, Func<Account, AccountChange?> proved, CancellationToken cancellationToken)
    {
        var policy = await policies.GetAsync(cancellationToken);
        Account? current = account;
        FactorMethod? counted = null;
        return await Conflicts.RetryAsync(async () =>
        {
            if (current is null || proved(current) is not { } change)
            {
                return (true, (null, new ChangedMeanwhile()));
            }

            if (change.Credentials.Factors.Count > 0 && change.Credentials.Methods(policy) is { Count: > 0 } methods)
            {
                var method = FirstOf(change.Credentials, policy);
                if (change.Credentials.CodesRefusedUntil(change.Now) is { } refusedUntil && !methods.Contains(FactorMethod.Passkey))
                {
                    return (true, (null, new LogInRefused(refusedUntil)));
                }

                if (method != counted && await CountCodeAsync(change, method, cancellationToken) is { } refusal)
                {
                    return (true, (null, refusal));
                }

                counted = method;
            }

            var result = await TryAfterPasswordAsync(request, change, policy, cancellationToken);
            if (result.Problem is not ChangedMeanwhile)
            {
                return (true, result);
            }

            current = await accounts.FindAsync(account.AccountId, null, cancellationToken);
            return (false, result);
        });
    }

    /// <summary>Sends the code of a proof when its method sends one; counts it for the limits.</summary>
    public async Task<(Proof Proof, Problem? Problem)> SendAsync(AccountChange change, Proof proof, CancellationToken cancellationToken) =>
        await CountCodeAsync(change, proof.Method, cancellationToken) is { } problem ? (proof, problem) : (Send(change, proof), null);

    /// <summary>
    /// Makes the session, and remembers the device when that was asked. The session stands in the transaction that uses
    /// the proof up: of two right answers at once one gets a session, and a reset in between leaves none.
    /// </summary>
    /// <param name="request">The request, whose answer gets the cookies.</param>
    /// <param name="change">What the log-in changes.</param>
    /// <param name="method">The second factor that was proved; null: the password alone was.</param>
    /// <param name="remember">Whether this device stays signed in.</param>
    /// <param name="policy">The organisation's policy.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(LogInStep? Step, Problem? Problem)> CompleteAsync(
        HttpRequest request, AccountChange change, FactorMethod? method, bool remember, SignInPolicy policy, CancellationToken cancellationToken)
    {
        var strength = method is null ? Strength.Password : Strength.Full;
        var response = request.HttpContext.Response;
        var device = Device.Describe(request.Headers.UserAgent);
        var deviceId = known.Find(request, change.Head.Email) ?? Tokens.NewId();
        var remembered = remember && policy.RememberDays > 0 ? RememberedDevices.Add(change, method, deviceId, device) : null;
        var series = remembered?.SeriesId ?? await SeriesOfAsync(request, change, cancellationToken);
        var session = SessionStore.New(change.Head, strength, method, device, series, change.Now);
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
        change.Credentials.Methods(policy),
        ToOf(change, proof.Method),
        proof.ExpiresAt,
        proof.ResendAt,
        policy.RememberDays,
        null);

    /// <summary>
    /// Whether the code, as <see cref="Proof.Read"/> gave it, is the proof's, and of a method that is still asked; the
    /// credentials as they are once it was used (null: not right).
    /// </summary>
    public Credentials? Check(Account account, SignInPolicy policy, string code, ProtectedSecrets secrets, DateTimeOffset now)
    {
        var (proof, credentials) = (account.Proof!.Value, account.Credentials.Value);
        if (!credentials.Methods(policy).Contains(proof.Method))
        {
            return null;
        }

        switch (proof.Method)
        {
            // A factor that was removed meanwhile, or another number, takes no code of the former one.
            case FactorMethod.Sms when credentials.Sms is { } number && number.Phone == proof.Phone:
            case FactorMethod.Email when credentials.Email is not null:
                return Tokens.AreEqual(code, root.SmsCode(proof.ChallengeId))
                    ? credentials.Right()
                    : null;
            case FactorMethod.App when credentials.App is { } app:
                return AppCodes.Accept(secrets.Unprotect(app.Secret, account.AccountId), code, app.LastStep, now) is { } step
                    ? credentials.Right() with { App = app with { LastStep = step } }
                    : null;
            case FactorMethod.Recovery when credentials.Recovery?.Find(root, code) is { } hash:
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

    /// <summary>Counts a code for the limits when the method sends one; the problem when it must not be sent now.</summary>
    private async Task<Problem?> CountCodeAsync(AccountChange change, FactorMethod method, CancellationToken cancellationToken)
    {
        if (method is not (FactorMethod.Sms or FactorMethod.Email))
        {
            return null;
        }

        var id = change.Account.AccountId;
        List<Limit> limits =
        [
            new("log-in-code", id, SecurityNumbers.LogInCodesPerHour, TimeSpan.FromHours(1))
            {
                Within = new("log-in-code-day", id, SecurityNumbers.LogInCodesPerDay, TimeSpan.FromDays(1)),
            },
        ];
        if (method == FactorMethod.Sms)
        {
            if (!sms.Value.Reaches(change.Credentials.Sms!.Phone))
            {
                return new Unavailable();
            }

            limits.Add(PhoneLimits.Budget(sms.Value));
        }

        return await throttle.TakeAsync(cancellationToken, limits) is { } retryAt ? new TooManyRequests(retryAt) : null;
    }

    /// <summary>The proof once its code is on its way, when its method sends one.</summary>
    private static Proof Send(AccountChange change, Proof proof)
    {
        if (proof.Method is not (FactorMethod.Sms or FactorMethod.Email))
        {
            return proof;
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
        return sent;
    }

    private async Task<(LogInStep? Step, Problem? Problem)> TryAfterPasswordAsync(
        HttpRequest request, AccountChange change, SignInPolicy policy, CancellationToken cancellationToken)
    {
        if (change.Credentials.Factors.Count == 0)
        {
            return await CompleteAsync(request, change, null, remember: false, policy, cancellationToken);
        }

        var cookie = change.Account.AccountId + "." + Tokens.New();
        var begun = Send(change, new Proof
        {
            Method = FirstOf(change.Credentials, policy),
            ChallengeId = Tokens.NewId(),
            ExpiresAt = change.Now + SecurityNumbers.LogInLifetime,
            Generation = change.Head.Generation,
        });
        change.PutExpiring(AccountStore.ProofRow(Tokens.Hash(cookie)), begun, begun.ExpiresAt);
        if (!await accounts.TrySaveAsync(change, cancellationToken))
        {
            return (null, new ChangedMeanwhile());
        }

        request.HttpContext.Response.SetCookie(Cookies.LogIn, cookie);
        return (StepOf(change, begun, policy), null);
    }

    /// <summary>
    /// The method a log-in begins with: no code by SMS to a country that the organisation does not send to, as long as
    /// there is another method.
    /// </summary>
    private FactorMethod FirstOf(Credentials credentials, SignInPolicy policy)
    {
        var methods = credentials.Methods(policy);
        return methods.Where(method => method != FactorMethod.Sms || sms.Value.Reaches(credentials.Sms!.Phone)).ToList() is [var first, ..]
            ? first
            : methods[0];
    }

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
