namespace Zegel.Functions.Accounts;

/// <summary>
/// Makes a session on a remembered device (Z7). Its token changes at every use. The former token is taken within
/// seconds (two tabs); after that by the same browser it means a lost answer or a copy: the device is ended; any other
/// token means a copy: everything of the account is ended. Both are mailed.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class ResumeSession(
    AccountStore accounts, RememberedDevices devices, KnownDevice known, SessionStore sessions, MailboxNames names,
    SignInPolicyStore policies, TimeProvider time)
{
    [Function(nameof(ResumeSession))]
    public async Task<Results<Ok<SessionView>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "login/resume")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        if (RememberedCookie.Read(request.Cookies[Cookies.Remembered]) is not { } cookie)
        {
            return new NotSignedIn().ToResult();
        }

        var session = await Conflicts.RetryAsync(() => ResumeAsync(request, cookie, cancellationToken));
        var response = request.HttpContext.Response;
        if (session is null || await sessions.FindAsync(session, cancellationToken) is not { } signedIn)
        {
            response.DeleteCookie(Cookies.Remembered);
            return new NotSignedIn().ToResult();
        }

        response.SetCookie(Cookies.Session, session);
        return TypedResults.Ok(await SessionView.OfAsync(signedIn, names, cancellationToken));
    }

    private async Task<(bool Done, string? Session)> ResumeAsync(
        HttpRequest request, RememberedCookie cookie, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var account = await accounts.FindAsync(cookie.AccountId, null, cancellationToken);
        if (account is not { Head.Value.IsActive: true }
            || await devices.FindAsync(cookie, cancellationToken) is not { } device)
        {
            return (true, null);
        }

        var policy = await policies.OfAsync(account.Head.Value, cancellationToken);
        if (device.Value.Generation != account.Head.Value.Generation || !policy.Remembers(device.Value.CreatedAt, now))
        {
            return (true, null);
        }

        var hash = Tokens.Hash(cookie.Token);
        var change = account.Change(now);
        if (Tokens.AreEqual(hash, device.Value.TokenHash))
        {
            var next = cookie.Rotate();
            change.Rows.Replace(
                device, device.Value with { TokenHash = Tokens.Hash(next.Token), FormerHash = hash, RotatedAt = now });
            var (saved, session) = await SaveSessionAsync(
                request, change, cookie.SeriesId, device.Value, policy, cancellationToken);
            if (saved)
            {
                request.HttpContext.Response.SetCookie(Cookies.Remembered, next.ToString(),
                    device.Value.CreatedAt + TimeSpan.FromDays(policy.RememberDays));
            }

            return (saved, session);
        }

        var isFormer = device.Value.FormerHash is { } former && Tokens.AreEqual(hash, former);
        if (isFormer && now < device.Value.RotatedAt + SecurityNumbers.RememberOverlap)
        {
            return await SaveSessionAsync(
                request, change, cookie.SeriesId, device.Value, policy, cancellationToken);
        }

        var isThisBrowser = isFormer && known.Find(request, account.Head.Value.Email) == device.Value.DeviceId;
        if (isThisBrowser)
        {
            change.Rows.Delete(device.RowKey, device.ETag);
        }
        else
        {
            change.EndSessions();
        }

        change.Notify(AccountNotices.DeviceCopied);
        change.Audit(AccountEvents.DeviceCopied);
        var ended = await accounts.TrySaveAsync(change, cancellationToken);
        if (ended && isThisBrowser)
        {
            await devices.EndAsync(cookie.AccountId, cookie.SeriesId, cancellationToken);
        }

        return (ended, null);
    }

    private async Task<(bool Saved, string? Session)> SaveSessionAsync(
        HttpRequest request, AccountChange change, string seriesId, RememberedDevice device, SignInPolicy policy,
        CancellationToken cancellationToken)
    {
        change.NoteLogIn();
        var session = SessionStore.New(
            change.Head, Strength.Remembered, device.Method, Device.Describe(request.Headers.UserAgent), seriesId,
            change.Now, policy.Asked);
        change.PutExpiring(
            session.RowKey, session.Session with { RememberedSince = device.CreatedAt }, session.Session.ExpiresAt);
        change.Audit(AccountEvents.LoggedIn, nameof(Strength.Remembered));
        return (await accounts.TrySaveAsync(change, cancellationToken), session.Cookie);
    }
}
