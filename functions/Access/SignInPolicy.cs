namespace Zegel.Functions.Access;

/// <summary>What the organisation decided about logging in.</summary>
/// <param name="SecondFactorFrom">
/// The day, in Amsterdam, from which nobody is let in without a second factor; null: at once (T1, T22).
/// </param>
/// <param name="EmailAllowed">Whether codes by mail count as a second factor.</param>
/// <param name="RememberDays">How many days a device is remembered at most; 0: never (Z7).</param>
/// <param name="ResetProof">What is needed after a reset of the second factors (T26).</param>
/// <param name="StricterSince">When second factors were last asked sooner, or fewer counted; null: never.</param>
public sealed record SignInPolicy(
    DateOnly? SecondFactorFrom, bool EmailAllowed, int RememberDays, ResetProof ResetProof = ResetProof.Code,
    DateTimeOffset? StricterSince = null)
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>The documents that a guest must have accepted; null: whoever logs in is none.</summary>
    [JsonIgnore]
    public GuestVersions? Asked { get; init; }

    /// <summary>How it is until somebody decides otherwise.</summary>
    public static SignInPolicy Default { get; } =
        new(null, EmailAllowed: true, (int)SecurityNumbers.RememberLifetime.TotalDays);

    /// <summary>The first moment of <see cref="SecondFactorFrom"/>; null: a second factor is required.</summary>
    public DateTimeOffset? GraceEnd => SecondFactorFrom is { } day ? StartOf(day) : null;

    /// <summary>Whether a device that was remembered then still is.</summary>
    public bool Remembers(DateTimeOffset since, DateTimeOffset now) => now < since + TimeSpan.FromDays(RememberDays);

    /// <summary>This policy, as it follows on another one.</summary>
    public SignInPolicy After(SignInPolicy former, DateTimeOffset now)
    {
        var isSooner = former.SecondFactorFrom is { } then && !(SecondFactorFrom >= then);
        var isStricter = isSooner || (former.EmailAllowed && !EmailAllowed);
        return this with { StricterSince = isStricter ? now : former.StricterSince };
    }

    /// <summary>The day in Amsterdam.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Amsterdam).DateTime);

    /// <summary>The first moment of a day in Amsterdam; summer time never begins or ends at midnight there.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Amsterdam.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

/// <summary>The one row with the policy.</summary>
public sealed class SignInPolicyStore(StorageClients storage, GuestPolicyStore guests)
{
    private const string Partition = "organisation";
    private const string Key = "sign-in-policy";

    /// <summary>The policy.</summary>
    public async Task<SignInPolicy> GetAsync(CancellationToken cancellationToken) =>
        (await storage.Organisation.FindAsync<SignInPolicy>(Partition, Key, cancellationToken))?.Value
            ?? SignInPolicy.Default;

    /// <summary>The policy as it holds for an account's log-in: a guest's costs a read more.</summary>
    public async Task<SignInPolicy> OfAsync(AccountHead account, CancellationToken cancellationToken)
    {
        var policy = await GetAsync(cancellationToken);
        if (!account.Roles.Contains(Role.Guest))
        {
            return policy;
        }

        var ofGuests = await guests.GetAsync(cancellationToken);
        var days = ofGuests.MayBeRemembered ? policy.RememberDays : 0;
        return policy with { Asked = ofGuests.Documents, RememberDays = days };
    }

    /// <summary>Sets the policy; of two at once the last counts.</summary>
    /// <param name="policy">What it becomes.</param>
    /// <param name="beside">Adds what else is written in the same transaction.</param>
    public Task SetAsync(SignInPolicy policy, CancellationToken cancellationToken, Action<Changes>? beside = null)
    {
        var changes = new Changes(Partition);
        changes.Put(Key, policy);
        beside?.Invoke(changes);
        return changes.TrySubmitAsync(storage.Organisation, cancellationToken);
    }
}
