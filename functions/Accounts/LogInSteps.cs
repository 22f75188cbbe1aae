namespace Zegel.Functions.Accounts;

/// <summary>
/// What the ways of logging in share: what follows a right password, and making the session. Each writes the caller's
/// change, with what follows from it, in one transaction.
/// </summary>
public sealed class LogInSteps(
    AccountStore accounts, LogInCodes codes, SessionStore sessions, MailboxNames names, RememberedDevices devices,
    KnownDevice known, SignInPolicyStore policies)
{
    /// <summary>
    /// After the password was proved: a code is asked, or a session is made in which a second factor is chosen (T3).
    /// When the account changes at the same moment, as it does when it is logged in to twice, it is read again; one
    /// code is counted for the limits however often that happens.
    /// </summary>
    /// <param name="request">The request, whose answer gets the cookies.</param>
    /// <param name="account">The account as it was read.</param>
    /// <param name="proved">What the caller changes in what is stored now; null: it holds no more.</param>
    public async Task<Outcome<LogInStep>> AfterPasswordAsync(
        HttpRequest request, Account account, Func<Account, AccountChange?> proved, CancellationToken cancellationToken)
    {
        var policy = await policies.OfAsync(account.Head.Value, cancellationToken);
        Account? current = account;
        FactorMethod? counted = null;
        return await Conflicts.RetryAsync<Outcome<LogInStep>>(async () =>
        {
            if (current is null || proved(current) is not { } change)
            {
                return (true, new ChangedMeanwhile());
            }

            if (change.Credentials.Factors.Count > 0 && change.Credentials.Methods(policy) is { Count: > 0 } methods)
            {
                var method = codes.FirstOf(change.Credentials, policy);
                if (change.Credentials.CodesRefusedUntil(change.Now) is { } refusedUntil
                    && !methods.Contains(FactorMethod.Passkey))
                {
                    return (true, new LogInRefused(refusedUntil));
                }

                if (method != counted && await codes.CountAsync(change, method, cancellationToken) is { } refusal)
                {
                    return (true, refusal);
                }

                counted = method;
            }

            var result = await TryAfterPasswordAsync(request, change, policy, cancellationToken);
            if (!result.MetAnotherChange())
            {
                return (true, result);
            }

            current = await accounts.FindAsync(account.AccountId, null, cancellationToken);
            return (false, result);
        });
    }

    /// <summary>
    /// Makes the session, and remembers the device when that was asked. The session stands in the transaction that uses
    /// the proof up: of two right answers at once one gets a session, and a reset in between leaves none.
    /// </summary>
    /// <param name="request">The request, whose answer gets the cookies.</param>
    /// <param name="change">What the log-in changes.</param>
    /// <param name="method">The second factor that was proved; null: the password alone was.</param>
    /// <param name="remember">Whether this device stays signed in.</param>
    /// <param name="policy">The organisation's policy.</param>
    public async Task<Outcome<LogInStep>> CompleteAsync(
        HttpRequest request, AccountChange change, FactorMethod? method, bool remember, SignInPolicy policy,
        CancellationToken cancellationToken)
    {
        var strength = method is null ? Strength.Password : Strength.Full;
        var response = request.HttpContext.Response;
        var device = Device.Describe(request.Headers.UserAgent);
        var deviceId = known.Find(request, change.Head.Email) ?? Tokens.NewId();
        var remembered = remember && policy.RememberDays > 0
            ? RememberedDevices.Add(change, method, deviceId, device) : null;
        var series = remembered?.SeriesId ?? await SeriesOfAsync(request, change, cancellationToken);
        change.NoteLogIn();
        var session = SessionStore.New(
            change.Head, strength, method, device, series, change.Now, policy.Asked);
        change.PutExpiring(session.RowKey, session.Session, session.Session.ExpiresAt);
        change.Audit(AccountEvents.LoggedIn, strength.ToString());
        if (!await accounts.TrySaveAsync(change, cancellationToken))
        {
            return new ChangedMeanwhile();
        }

        // A log-in in a browser that has a session takes its place (ASVS V7.2.4).
        await sessions.EndAsync(request.Cookies[Cookies.Session], cancellationToken);
        response.SetCookie(Cookies.Session, session.Cookie);
        response.DeleteCookie(Cookies.LogIn);
        if (strength == Strength.Full)
        {
            known.Mark(response, deviceId, change.Head.Email, change.Now);
        }

        if (RememberedCookie.Read(request.Cookies[Cookies.Remembered]) is { } former
            && former.SeriesId != session.Session.SeriesId)
        {
            // This browser was remembered before, or for somebody else; what it is now takes the place of that.
            await devices.EndAsync(former, cancellationToken);
            response.DeleteCookie(Cookies.Remembered);
        }

        if (remembered is not null)
        {
            var until = change.Now + TimeSpan.FromDays(policy.RememberDays);
            response.SetCookie(Cookies.Remembered, remembered.ToString(), until);
        }

        if (await sessions.FindAsync(session.Cookie, cancellationToken) is not { } signedIn)
        {
            return new LogInExpired();
        }

        var view = await SessionView.OfAsync(signedIn, names, cancellationToken);
        var next = !signedIn.IsUsable ? NextStep.ChooseFactor
            : signedIn is { IsOnlyGuest: true, Owes: not null } ? NextStep.AcceptDocument : NextStep.Done;
        return new LogInStep(next, null, [], null, null, null, policy.RememberDays, view);
    }

    private async Task<Outcome<LogInStep>> TryAfterPasswordAsync(
        HttpRequest request, AccountChange change, SignInPolicy policy, CancellationToken cancellationToken)
    {
        if (change.Credentials.Factors.Count == 0)
        {
            return await CompleteAsync(request, change, null, remember: false, policy, cancellationToken);
        }

        var cookie = change.Account.AccountId + "." + Tokens.New();
        var begun = LogInCodes.Send(change, new Proof
        {
            Method = codes.FirstOf(change.Credentials, policy), ChallengeId = Tokens.NewId(),
            ExpiresAt = change.Now + SecurityNumbers.LogInLifetime, Generation = change.Head.Generation,
        });
        change.PutExpiring(AccountStore.ProofRow(Tokens.Hash(cookie)), begun, begun.ExpiresAt);
        if (!await accounts.TrySaveAsync(change, cancellationToken))
        {
            return new ChangedMeanwhile();
        }

        request.HttpContext.Response.SetCookie(Cookies.LogIn, cookie);
        return LogInCodes.StepOf(change, begun, policy);
    }

    /// <summary>The device that this browser already is, when it logs in again.</summary>
    private async Task<string?> SeriesOfAsync(
        HttpRequest request, AccountChange change, CancellationToken cancellationToken) =>
        RememberedCookie.Read(request.Cookies[Cookies.Remembered]) is { } cookie
        && cookie.AccountId == change.Account.AccountId
        && await devices.FindAsync(cookie, cancellationToken) is { } device
        && device.Value.Generation == change.Head.Generation
            ? cookie.SeriesId : null;
}
