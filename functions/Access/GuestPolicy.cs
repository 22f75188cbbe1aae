namespace Zegel.Functions.Access;

/// <summary>What a guest accepts, in this order.</summary>
public enum GuestDocument
{
    /// <summary>The terms of use, before a second factor is chosen (A7).</summary>
    Terms,

    /// <summary>Confidentiality and privacy, after it (A11).</summary>
    Confidentiality,
}

/// <summary>Why a guest was removed.</summary>
public enum RemovalReason
{
    /// <summary>It was not used for the organisation's number of days (A25).</summary>
    Unused,

    /// <summary>Its last day has passed (X18).</summary>
    Ended,

    /// <summary>Its sponsor, or the service desk, removed it.</summary>
    ByHand,
}

/// <summary>Versions of the two documents.</summary>
/// <param name="Terms">From 1; 0: none.</param>
/// <param name="Confidentiality">From 1; 0: none.</param>
public sealed record GuestVersions(int Terms, int Confidentiality)
{
    /// <summary>Nothing was accepted.</summary>
    public static GuestVersions None { get; } = new(0, 0);

    /// <summary>The first document of which this is newer than what was accepted; null: none.</summary>
    public GuestDocument? FirstBeyond(GuestVersions accepted) =>
        accepted.Terms < Terms ? GuestDocument.Terms
        : accepted.Confidentiality < Confidentiality ? GuestDocument.Confidentiality
        : null;

    /// <summary>The version of one.</summary>
    public int Of(GuestDocument document) => document == GuestDocument.Terms ? Terms : Confidentiality;

    /// <summary>These with another version of one.</summary>
    public GuestVersions With(GuestDocument document, int version) =>
        document == GuestDocument.Terms ? this with { Terms = version } : this with { Confidentiality = version };
}

/// <summary>What the organisation decided about guests.</summary>
/// <param name="InactiveDays">After so many days without a log-in a guest is removed (A25).</param>
/// <param name="ExtendDays">How many days "Keep my access" adds.</param>
/// <param name="NeedsSecondYes">Whether inviting one needs a second person's yes.</param>
/// <param name="MayBeRemembered">Whether a guest's device can stay signed in (A28).</param>
/// <param name="Documents">The newest versions of what a guest accepts.</param>
public sealed record GuestPolicy(
    int InactiveDays, int ExtendDays, bool NeedsSecondYes, bool MayBeRemembered, GuestVersions Documents)
{
    /// <summary>How it is until somebody decides otherwise, with the texts of the product.</summary>
    public static GuestPolicy Default { get; } = new(
        SecurityNumbers.GuestInactiveDays, SecurityNumbers.GuestExtendDays, NeedsSecondYes: false,
        MayBeRemembered: false, new GuestVersions(1, 1));
}

/// <summary>The one row with it, beside the sign-in policy.</summary>
public sealed class GuestPolicyStore(StorageClients storage)
{
    /// <summary>The partition of what the organisation decided.</summary>
    public const string Partition = "organisation";

    private const string Key = "guest-policy";

    /// <summary>The policy.</summary>
    public async Task<GuestPolicy> GetAsync(CancellationToken cancellationToken) =>
        (await FindAsync(cancellationToken))?.Value ?? GuestPolicy.Default;

    /// <summary>Changes the policy; of two at once both count.</summary>
    /// <param name="change">What it becomes, and what else is written in the same transaction.</param>
    public Task<GuestPolicy> ChangeAsync(
        Func<GuestPolicy, Changes, GuestPolicy?> change, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<GuestPolicy>(async () =>
        {
            var stored = await FindAsync(cancellationToken);
            var former = stored?.Value ?? GuestPolicy.Default;
            var changes = new Changes(Partition);
            if (change(former, changes) is not { } wanted)
            {
                return (true, former);
            }

            if (stored is null)
            {
                changes.Insert(Key, wanted);
            }
            else
            {
                changes.Replace(stored, wanted);
            }

            return (await changes.TrySubmitAsync(storage.Organisation, cancellationToken), wanted);
        });

    private Task<Stored<GuestPolicy>?> FindAsync(CancellationToken cancellationToken) =>
        storage.Organisation.FindAsync<GuestPolicy>(Partition, Key, cancellationToken);
}
