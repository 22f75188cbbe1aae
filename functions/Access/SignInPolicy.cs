using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Access;

/// <summary>What the organisation decided about logging in.</summary>
/// <param name="SecondFactorFrom">
/// The day, in Amsterdam, from which nobody is let in without a second factor; null: at once (T1, T22).
/// </param>
/// <param name="EmailAllowed">Whether codes by mail count as a second factor.</param>
/// <param name="RememberDays">How many days a device is remembered at most; 0: never (Z7).</param>
/// <param name="ResetProof">What is needed after a reset of the second factors (T26).</param>
public sealed record SignInPolicy(DateOnly? SecondFactorFrom, bool EmailAllowed, int RememberDays, ResetProof ResetProof = ResetProof.Code)
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>How it is until somebody decides otherwise.</summary>
    public static SignInPolicy Default { get; } = new(null, EmailAllowed: true, (int)SecurityNumbers.RememberLifetime.TotalDays);

    /// <summary>The first moment of <see cref="SecondFactorFrom"/>; null when a second factor is required at once.</summary>
    public DateTimeOffset? GraceEnd => SecondFactorFrom is { } day ? StartOf(day) : null;

    /// <summary>The first moment of a day in Amsterdam; summer time never begins or ends at midnight there.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Amsterdam.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

/// <summary>The one row with the policy.</summary>
public sealed class SignInPolicyStore(StorageClients storage)
{
    private const string Partition = "organisation";
    private const string Key = "sign-in-policy";

    /// <summary>The policy.</summary>
    public async Task<SignInPolicy> GetAsync(CancellationToken cancellationToken) =>
        (await storage.Organisation.FindAsync<SignInPolicy>(Partition, Key, cancellationToken))?.Value ?? SignInPolicy.Default;

    /// <summary>Sets the policy; of two at once the last counts.</summary>
    /// <param name="policy">What it becomes.</param>
    /// <param name="beside">Adds what else is written in the same transaction.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SetAsync(SignInPolicy policy, CancellationToken cancellationToken, Action<Changes>? beside = null)
    {
        var changes = new Changes(Partition);
        changes.Put(Key, policy);
        beside?.Invoke(changes);
        return changes.TrySubmitAsync(storage.Organisation, cancellationToken);
    }
}
