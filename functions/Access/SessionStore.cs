namespace Zegel.Functions.Access;

/// <summary>What was proved when a session was made.</summary>
public enum Strength
{
    /// <summary>The password only: enough to choose a second factor, or to postpone that while it is allowed.</summary>
    Password,

    /// <summary>A device that was remembered after a complete log-in (Z7): enough for all but sensitive acts.</summary>
    Remembered,

    /// <summary>Password and second factor, or a passkey.</summary>
    Full,
}

/// <summary>A session of an account; a row in the account's partition.</summary>
public sealed record Session
{
    /// <summary>When it was made: the moment of the log-in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was used last, to a minute.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When it ends in any case.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What was proved; what it counts for now says <see cref="StrengthNow"/>.</summary>
    public required Strength Strength { get; init; }

    /// <summary>By which second factor, of a remembered device that of its log-in; null: password alone.</summary>
    public FactorMethod? Method { get; init; }

    /// <summary>When the device was remembered from which it came; null for a log-in.</summary>
    public DateTimeOffset? RememberedSince { get; init; }

    /// <summary>The account's generation at that time; another one means it was ended.</summary>
    public required int Generation { get; init; }

    /// <summary>Browser and system, such as <c>Firefox · Windows</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Whether choosing a second factor was postponed in it (T22).</summary>
    public bool Postponed { get; init; }

    /// <summary>Whether the service desk's code was typed in it: a second factor can be set up (T26).</summary>
    public bool ResetProved { get; init; }

    /// <summary>A guest's documents at the log-in: what is older must be accepted anew; null: no guest.</summary>
    public GuestVersions? Asked { get; init; }

    /// <summary>The remembered device it came from or made; null without one.</summary>
    public string? SeriesId { get; init; }

    /// <summary>When it ends if it is not used.</summary>
    public DateTimeOffset IdleEndsAt => LastSeenAt + SecurityNumbers.SessionIdle;

    /// <summary>
    /// What it counts for under this policy: what was proved by a factor that the organisation takes no more, or for an
    /// account that has none that counts, is no more than the password.
    /// </summary>
    public Strength StrengthNow(AccountHead account, SignInPolicy policy) =>
        account.HasFactor(policy) && (policy.EmailAllowed || Method != FactorMethod.Email)
            ? Strength : Strength.Password;

    /// <summary>
    /// Whether it still counts: not idle too long, not too old, not ended, and no longer on a remembered device than
    /// the organisation allows now. A password alone is worth nothing once the account has a second factor; else
    /// whoever knows it could add a factor in a session from before.
    /// </summary>
    public bool IsAlive(AccountHead account, SignInPolicy policy, DateTimeOffset now) =>
        now < ExpiresAt && now < IdleEndsAt && Generation == account.Generation
        && (StrengthNow(account, policy) != Strength.Password
            || !(Strength == Strength.Password ? account.HasSecondFactor : account.HasFactor(policy)))
        && (RememberedSince is not { } since || policy.Remembers(since, now));

    /// <summary>Whether the policy can make a difference to it; a request of any other need not read it.</summary>
    public bool HangsOnPolicy(AccountHead account) =>
        Strength != Strength.Full || Method == FactorMethod.Email || !account.HasStrongFactor;

    /// <summary>Whether a sensitive act may follow without logging in again.</summary>
    public bool IsRecent(DateTimeOffset now) =>
        Strength != Strength.Remembered && now < CreatedAt + SecurityNumbers.RecentLogIn;
}

/// <summary>A session that is not stored yet, with the cookie that only the browser gets.</summary>
public sealed record NewSession(string Cookie, string RowKey, Session Session);

/// <summary>
/// Sessions of accounts. The cookie is <c>&lt;account id&gt;.&lt;256 random bits&gt;</c> and its hash is the row's key
/// in the account's partition, so that one query brings the account, its memberships and the session, and a change of
/// the account can end them all.
/// </summary>
public sealed class SessionStore(
    StorageClients storage, SignInPolicyStore policies, LiveSessions live, KnownSessions known, TimeProvider time)
{
    /// <summary>The row of the account itself.</summary>
    public const string HeadRow = "head";

    /// <summary>The prefix of the mailboxes that the account may use.</summary>
    public const string MemberPrefix = "member";

    /// <summary>The prefix of sessions.</summary>
    public const string Prefix = "session";

    /// <summary>A new session; whoever proved it stores it in the transaction that uses the proof up.</summary>
    public static NewSession New(
        AccountHead account, Strength strength, FactorMethod? method, string device, string? seriesId,
        DateTimeOffset now, GuestVersions? asked = null)
    {
        var cookie = account.AccountId + "." + Tokens.New();
        return new NewSession(cookie, RowOf(cookie), new Session
        {
            CreatedAt = now, LastSeenAt = now, ExpiresAt = now + SecurityNumbers.SessionLifetime, Strength = strength,
            Method = method, Generation = account.Generation, Device = device, SeriesId = seriesId,
            Asked = asked,
        });
    }

    /// <summary>Who this cookie is, or null. Notes that it is in use, unless a page asks by itself (T15).</summary>
    public async Task<SignedIn?> FindAsync(
        string? cookie, CancellationToken cancellationToken, bool isUnattended = false)
    {
        if (AccountOf(cookie) is not { } accountId)
        {
            return null;
        }

        var rows = await storage.Accounts.ReadAllAsync(
            Row.In(accountId, Row.Key(HeadRow), Row.Key(RowOf(cookie!)), Row.Prefix(MemberPrefix)), cancellationToken);
        var head = rows.Where(row => row.RowKey == HeadRow).Select(Row.Read<AccountHead>).SingleOrDefault();
        var session = rows.Where(row => row.RowKey == RowOf(cookie!)).Select(Row.Read<Session>).SingleOrDefault();
        var now = time.GetUtcNow();
        if (head is not { Value: { IsActive: true } account } || session is null)
        {
            return null;
        }

        var policy = session.Value.HangsOnPolicy(account)
            ? await policies.GetAsync(cancellationToken) : SignInPolicy.Default;
        if (!session.Value.IsAlive(account, policy, now))
        {
            return null;
        }

        if (!isUnattended && now >= session.Value.LastSeenAt + SecurityNumbers.SessionTouch)
        {
            var used = session.Value with { LastSeenAt = now };
            var changes = new Changes(accountId);
            changes.Replace(session, used);
            // False: another request of the same session noted it, or ended it.
            if (await changes.TrySubmitAsync(storage.Accounts, cancellationToken))
            {
                session = changes.Written(session.RowKey, used);
            }
        }

        var memberships = rows.Where(row => row.RowKey.StartsWith(MemberPrefix + "~", StringComparison.Ordinal))
            .Select(row => Row.Read<Membership>(row).Value).Where(membership => membership.Counts(now)).ToList();
        return Judge(account, session, memberships, policy, now);
    }

    /// <summary>
    /// What the session may be used for now: decided at every request, whatever was decided before (T25). Whoever had
    /// second factors that were reset, or do not count any more, postpones nothing.
    /// </summary>
    private static SignedIn Judge(
        AccountHead account, Stored<Session> session, IReadOnlyList<Membership> memberships, SignInPolicy policy,
        DateTimeOffset now)
    {
        var strength = session.Value.StrengthNow(account, policy);
        return strength != Strength.Password
            ? new SignedIn(account, session, strength, memberships, null, IsUsable: true)
            // A guest proves a second factor at every log-in (A28): nothing is postponed.
            : account is { Reset: null, HasSecondFactor: false, Roles: not [Role.Guest] }
                && policy.GraceEnd is { } end && now < end
                ? new SignedIn(account, session, strength, memberships, end, session.Value.Postponed)
                : new SignedIn(account, session, strength, memberships, null, IsUsable: false);
    }

    /// <summary>Ends the session of this cookie.</summary>
    public async Task EndAsync(string? cookie, CancellationToken cancellationToken)
    {
        if (AccountOf(cookie) is { } accountId)
        {
            live.Forget(cookie);
            known.Forget(cookie);
            await storage.Accounts.DeleteEntityAsync(accountId, RowOf(cookie!), ETag.All, cancellationToken);
            // Also what was noted while it was being deleted.
            live.Forget(cookie);
            known.Forget(cookie);
        }
    }

    /// <summary>The account a cookie of the form <c>&lt;account id&gt;.&lt;token&gt;</c> names, or null.</summary>
    public static AccountId? AccountOf(string? cookie) =>
        cookie is { Length: Ids.Length + 1 + 43 } && cookie[Ids.Length] == '.'
        && AccountId.TryFrom(cookie[..Ids.Length], out var accountId)
            ? accountId : null;

    /// <summary>The row that lets an account use a mailbox.</summary>
    public static string MemberRow(string mailboxId) => $"{MemberPrefix}~{mailboxId}";

    /// <summary>The row of a session's cookie.</summary>
    public static string RowOf(string cookie) => $"{Prefix}~{Tokens.Hash(cookie)}";
}
