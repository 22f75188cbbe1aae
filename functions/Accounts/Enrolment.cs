namespace Zegel.Functions.Accounts;

/// <summary>Where the code went that proves a new second factor.</summary>
public sealed record EnrolmentStep(string To, DateTimeOffset ExpiresAt, DateTimeOffset? ResendAt);

/// <summary>A second factor was activated.</summary>
/// <param name="Session">The session, which is complete now.</param>
/// <param name="RecoveryCodes">Shown this once; null when the account had some.</param>
public sealed record ActivatedFactor(SessionView Session, IReadOnlyList<string>? RecoveryCodes);

/// <summary>Setting up a second factor: it is active only after its first right code (T13, T18).</summary>
public sealed class Enrolment(
    AccountStore accounts, SessionStore sessions, MailboxNames names, SignInPolicyStore policies, OtherSessions others,
    Throttle throttle, RootSecret root, IOptions<SmsOptions> sms)
{
    /// <summary>The name of the proof of a factor that is being set up; a new one replaces the old one.</summary>
    public static string ProofOf(FactorMethod method) => "new-" + FactorNames.Of(method);

    /// <summary>A proof for the session that sets a factor up.</summary>
    public static Proof New(SignedIn signedIn, FactorMethod method, DateTimeOffset now) => new()
    {
        Method = method, ChallengeId = Tokens.NewId(), ExpiresAt = now + SecurityNumbers.EnrolmentLifetime,
        Generation = signedIn.Account.Generation, SessionRow = signedIn.Session.RowKey,
    };

    /// <summary>What this session began before and can still prove; null when that is nothing.</summary>
    public static Proof? Begun(Account account, SignedIn signedIn, DateTimeOffset now) =>
        account.Proof?.Value is { } proof && proof.IsOpen(account.Head.Value, now)
            && proof.SessionRow == signedIn.Session.RowKey ? proof : null;

    /// <summary>The account of who is signed in, with the factor they are setting up.</summary>
    public async Task<Account> GetAsync(SignedIn signedIn, FactorMethod method, CancellationToken cancellationToken) =>
        await accounts.FindAsync(signedIn.AccountId, ProofOf(method), cancellationToken)
        ?? throw new InvalidOperationException("An account that is signed in has no credentials.");

    /// <summary>
    /// Begins setting up a factor by a code that is sent. Asked again, as after a reload, the code that is on its way
    /// goes on counting: it is sent again only when the wait for that is over.
    /// </summary>
    public async Task<Outcome<EnrolmentStep>> BeginAsync(
        SignedIn signedIn, FactorMethod method, string? phone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var account = await GetAsync(signedIn, method, cancellationToken);
        if (Begun(account, signedIn, now) is not { ResendAt: { } resendAt } proof || proof.Phone != phone)
        {
            return await SendAsync(account, New(signedIn, method, now) with { Phone = phone }, now, cancellationToken);
        }

        return resendAt > now ? StepOf(account, proof) : await SendAsync(account, proof, now, cancellationToken);
    }

    /// <summary>Sends the code of a factor that is being set up, and stores it.</summary>
    public async Task<Outcome<EnrolmentStep>> SendAsync(
        Account account, Proof proof, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (proof.Method == FactorMethod.Email && !(await policies.GetAsync(cancellationToken)).EmailAllowed)
        {
            return new EmailFactorForbidden();
        }

        List<Limit> limits =
            [new("enrolment-code", account.AccountId, SecurityNumbers.EnrolmentCodesPerDay, TimeSpan.FromDays(1))];
        if (proof.Method == FactorMethod.Sms)
        {
            if (!sms.Value.IsConfigured)
            {
                return new SmsUnavailable();
            }

            if (!sms.Value.Reaches(proof.Phone!))
            {
                return new BadInput("phone", "phone-country");
            }

            limits.AddRange(PhoneLimits.Of(root, proof.Phone!, sms.Value));
        }

        if (await throttle.TakeAsync(cancellationToken, limits) is { } retryAt)
        {
            return new TooManyRequests(retryAt);
        }

        var change = account.Change(now);
        var sent = proof.SentAgain(now);
        var isSms = proof.Method == FactorMethod.Sms;
        change.SendCode(
            isSms ? AccountNotices.PhoneSms : AccountNotices.AddressCodeMail, isSms
                ? proof.Phone!
                : change.Head.Email, sent);
        change.Audit(AccountEvents.LogInCodeSent, FactorNames.Of(proof.Method));
        if (account.Proof is { } earlier && earlier.Value.ChallengeId == proof.ChallengeId)
        {
            // Sent again: under its ETag, so that neither a try counted meanwhile nor its use is undone.
            change.Rows.Replace(earlier, sent);
        }
        else
        {
            change.PutExpiring(AccountStore.ProofRow(ProofOf(proof.Method)), sent, sent.ExpiresAt);
        }

        return await accounts.TrySaveAsync(change, cancellationToken)
            ? StepOf(account, sent)
            : new ChangedMeanwhile();
    }

    private static EnrolmentStep StepOf(Account account, Proof proof) =>
        new(proof.Phone is { } phone ? PhoneNumber.Mask(phone) : EmailAddress.Mask(account.Head.Value.Email),
            proof.ExpiresAt, proof.ResendAt);

    /// <summary>
    /// Activates a factor that was proved; <paramref name="change"/> already holds it in its credentials. The session
    /// is complete from now on, under a new cookie when it was not (ASVS V7.2.4). The first factor brings recovery
    /// codes.
    /// </summary>
    /// <param name="request">The request, whose session it is.</param>
    /// <param name="change">The change with the factor in it.</param>
    /// <param name="method">The factor.</param>
    /// <param name="endOthers">Whether the person is signed out everywhere else, and log-ins under way end.</param>
    public async Task<Outcome<ActivatedFactor>> ActivateAsync(
        HttpRequest request, AccountChange change, FactorMethod method, bool endOthers,
        CancellationToken cancellationToken)
    {
        var signedIn = request.SignedIn();
        var policy = await policies.GetAsync(cancellationToken);
        if (!signedIn.Session.Value.IsAlive(change.Account.Head.Value, policy, change.Now))
        {
            // Ended since it was let in, or another session was faster with the first factor.
            return new NotSignedIn();
        }

        if (method == FactorMethod.Email && !policy.EmailAllowed)
        {
            return new EmailFactorForbidden();
        }

        IReadOnlyList<string>? shown = null;
        if (change.Credentials.Recovery is null)
        {
            (shown, var recovery) = RecoveryCodes.Make(root, change.Now);
            change.Credentials = change.Credentials with { Recovery = recovery };
        }

        change.Credentials = change.Credentials.Right() with { ResetCode = null };
        change.Head = change.Head with { Reset = null };
        change.Notify(AccountNotices.FactorAdded, method);
        change.Audit(AccountEvents.FactorAdded, FactorNames.Of(method));
        var cookie = request.Cookies[Cookies.Session]!;
        if (signedIn.Strength == Strength.Password)
        {
            if (endOthers)
            {
                change.EndSessions();
            }

            var old = signedIn.Session.Value;
            var session = SessionStore.New(
                change.Head, Strength.Full, method, old.Device, old.SeriesId, change.Now, old.Asked);
            change.Rows.Delete(signedIn.Session.RowKey, ETag.All);
            change.PutExpiring(session.RowKey, session.Session, session.Session.ExpiresAt);
            cookie = session.Cookie;
        }
        else if (endOthers && !await others.EndAsync(request, change, cancellationToken))
        {
            return new NotSignedIn();
        }

        if (!await accounts.TrySaveAsync(change, cancellationToken)
            || await sessions.FindAsync(cookie, cancellationToken) is not { } after)
        {
            return new ChangedMeanwhile();
        }

        request.HttpContext.Response.SetCookie(Cookies.Session, cookie);
        return new ActivatedFactor(await SessionView.OfAsync(after, names, cancellationToken), shown);
    }
}
