using Zegel.Functions.Accounts.Passkeys;

namespace Zegel.Functions.Accounts;

/// <summary>What a person sees of their own account.</summary>
public sealed class AccountDetails(
    StorageClients storage, AccountStore accounts, SignInPolicyStore policies, IOptions<SmsOptions> sms,
    TimeProvider time)
{
    /// <summary>The whole of it.</summary>
    public sealed record View(
        string Name, string Email, string Language, IReadOnlyList<Role> Roles, string? Phone,
        IReadOnlyList<FactorItem> Factors, bool EmailAllowed, bool SmsAvailable, IReadOnlyList<PasskeyItem> Passkeys,
        RecoveryItem? RecoveryCodes, NoticeChoices Notices, int RememberDays, IReadOnlyList<SessionItem> Sessions,
        DateTimeOffset? FactorRequiredFrom, DateTimeOffset? PostponeUntil, ResetItem? Reset);

    /// <summary>What a new second factor needs after a reset by the service desk.</summary>
    /// <param name="Proof">A code, or a wait.</param>
    /// <param name="OpensAt">From when.</param>
    /// <param name="IsOpen">Whether one can be set up in this session now.</param>
    public sealed record ResetItem(ResetProof Proof, DateTimeOffset OpensAt, bool IsOpen);

    /// <summary>A second factor with a code; where codes go, masked; whether it counts under the policy.</summary>
    public sealed record FactorItem(FactorMethod Method, DateTimeOffset Since, string? To, bool Counts);

    /// <summary>A passkey; since when it lets nobody in because a copy of it was used, or null.</summary>
    public sealed record PasskeyItem(
        string PasskeyId, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt,
        DateTimeOffset? SuspendedAt);

    /// <summary>How many recovery codes are left.</summary>
    public sealed record RecoveryItem(int Left, DateTimeOffset MadeAt, bool Tried);

    /// <summary>Which mails the person wants; those about safety always come.</summary>
    public sealed record NoticeChoices(bool NewMessage);

    /// <summary>A browser that is signed in, or stays so.</summary>
    public sealed record SessionItem(
        string SessionId, string Device, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool Remembered,
        bool IsThis);

    /// <summary>The details of who is signed in.</summary>
    public async Task<View> GetAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        var account = (await accounts.FindAsync(signedIn.AccountId, null, cancellationToken))!;
        var policy = await policies.OfAsync(account.Head.Value, cancellationToken);
        var rows = await storage.Accounts.ReadAllAsync(
            Row.In(signedIn.AccountId, Row.Prefix(SessionStore.Prefix), Row.Prefix(RememberedDevices.Prefix),
                Row.Prefix(StoredPasskey.Prefix)),
            cancellationToken);
        var (head, credentials) = (account.Head.Value, account.Credentials.Value);
        return new View(
            head.Name,
            head.Email,
            head.Language,
            head.Roles,
            credentials.Sms is { } phone ? PhoneNumber.Mask(phone.Phone) : null,
            [
                .. credentials.App is { } app
                    ? (FactorItem[])[new(FactorMethod.App, app.Since, null, Counts: true)] : [],
                .. credentials.Sms is { } number
                    ? (FactorItem[])[new(FactorMethod.Sms, number.Since, PhoneNumber.Mask(number.Phone), Counts: true)]
                    : [],
                .. credentials.Email is { } mail
                    ? (FactorItem[])[
                        new(FactorMethod.Email, mail.Since, EmailAddress.Mask(head.Email), policy.EmailAllowed)]
                    : [],
            ],
            policy.EmailAllowed,
            sms.Value.IsConfigured,
            [.. Of<StoredPasskey>(StoredPasskey.Prefix).Select(passkey => new PasskeyItem(
                passkey.RowKey[(StoredPasskey.Prefix.Length + 1)..], passkey.Value.Name, passkey.Value.CreatedAt,
                passkey.Value.LastUsedAt, passkey.Value.SuspendedAt))],
            credentials.Recovery is { } recovery
                ? new RecoveryItem(recovery.Hashes.Count, recovery.MadeAt, recovery.Tried) : null,
            new NoticeChoices(head.MailAboutMessages),
            policy.RememberDays,
            SessionsOf(
                head, signedIn.Session, [.. Of<Session>(SessionStore.Prefix)],
                [.. Of<RememberedDevice>(RememberedDevices.Prefix)], policy),
            policy.GraceEnd,
            signedIn.GraceEnds,
            head.Reset is { } reset
                ? new ResetItem(
                    reset.Proof, reset.OpensAt, reset.Refuse(signedIn.Session.Value, time.GetUtcNow()) is null)
                : null);

        IEnumerable<Stored<T>> Of<T>(string prefix) =>
            rows.Where(row => row.RowKey.StartsWith(prefix + "~", StringComparison.Ordinal)).Select(Row.Read<T>);
    }

    /// <summary>Remembered devices with their sessions as one, then the other sessions.</summary>
    private List<SessionItem> SessionsOf(
        AccountHead head, Stored<Session> own, IReadOnlyList<Stored<Session>> sessions,
        IReadOnlyList<Stored<RememberedDevice>> devices, SignInPolicy policy)
    {
        var now = time.GetUtcNow();
        var alive = sessions.Where(session => session.Value.IsAlive(head, policy, now)).ToList();
        var remembered = devices
            .Where(
                device => device.Value.Generation == head.Generation && policy.Remembers(device.Value.CreatedAt, now))
            .ToDictionary(
                device => device.RowKey[(RememberedDevices.Prefix.Length + 1)..], device => device.Value,
                StringComparer.Ordinal);
        return
        [
            .. remembered.Select(device => new SessionItem(
                device.Key,
                device.Value.Device,
                device.Value.CreatedAt,
                alive.Where(session => session.Value.SeriesId == device.Key).Select(session => session.Value.LastSeenAt)
                    .Append(device.Value.RotatedAt).Max(),
                Remembered: true,
                own.Value.SeriesId == device.Key)),
            .. alive.Where(session => session.Value.SeriesId is not { } series || !remembered.ContainsKey(series))
                .Select(session => new SessionItem(
                    IdOf(session.RowKey), session.Value.Device, session.Value.CreatedAt, session.Value.LastSeenAt,
                    Remembered: false, session.RowKey == own.RowKey)),
        ];
    }

    /// <summary>The id under which a session is shown: the beginning of its cookie's hash.</summary>
    public static string IdOf(string sessionRow) => sessionRow.Substring(SessionStore.Prefix.Length + 1, Ids.Length);
}
