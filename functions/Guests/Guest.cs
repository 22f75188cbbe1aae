namespace Zegel.Functions.Guests;

/// <summary>That an account is a guest: a row of its partition. Who answers for it, why, and how long (X18).</summary>
public sealed record Guest
{
    /// <summary>The row's key.</summary>
    public const string RowKey = AccountStore.GuestRow;

    /// <summary>The id of the guest's account.</summary>
    public required AccountId GuestId { get; init; }

    /// <summary>The id that the browser gave the request; another one when the address had an account.</summary>
    public required string RequestId { get; init; }

    /// <summary>Who answers for it.</summary>
    public required AccountId SponsorId { get; init; }

    /// <summary>The name, as it was asked for; the account's own counts once it has one.</summary>
    public required string Name { get; init; }

    /// <summary>The address, as it was asked for; the account's own counts once it is there.</summary>
    public required string Email { get; init; }

    /// <summary>E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary><c>nl</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The last day of its access.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>When that was decided: a warning for a day before it is none.</summary>
    public required DateTimeOffset EndSetAt { get; init; }

    /// <summary>Who asked.</summary>
    public required AccountId AskedBy { get; init; }

    /// <summary>When it was let in; null: a second person's yes is needed.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>When everything was accepted and proved; null: not yet.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When somebody said last that the access is to be kept; null: nobody did.</summary>
    public DateTimeOffset? KeptAt { get; init; }

    /// <summary>The last warning that was mailed; null: none.</summary>
    public GuestWarning? Warned { get; init; }

    /// <summary>What was told when it was removed; null: it is not.</summary>
    public GuestRemoved? Removed { get; init; }

    /// <summary>Whether it is being taken away for good: nothing can be restored any more.</summary>
    public bool IsGone { get; init; }

    /// <summary>How far it is.</summary>
    [JsonIgnore]
    public GuestState State => ApprovedAt is null ? GuestState.Asked
        : Removed is not null ? GuestState.Removed
        : AcceptedAt is null ? GuestState.Invited
        : GuestState.Active;

    /// <summary>When it was used last: a log-in, or somebody who said that it is needed.</summary>
    public DateTimeOffset UsedAt(AccountHead head) =>
        new[] { ApprovedAt, AcceptedAt, KeptAt, head.LastLogInAt }.Max() ?? EndSetAt;

    /// <summary>The day on whose first moment it is removed as things are, why, and from when that is so.</summary>
    public (DateOnly Day, RemovalReason Why, DateOnly Since) Removal(AccountHead head, GuestPolicy policy)
    {
        var used = SignInPolicy.DayOf(UsedAt(head));
        var unused = used.AddDays(policy.InactiveDays);
        var ended = EndsOn.AddDays(1);
        return ended <= unused
            ? (ended, RemovalReason.Ended, SignInPolicy.DayOf(EndSetAt))
            : (unused, RemovalReason.Unused, used);
    }

    /// <summary>
    /// The warning that is due on a day, when it was not mailed yet. One whose day had passed when the removal was
    /// fixed is none; of two that were missed the later one is made up for.
    /// </summary>
    public GuestWarning? WarningOn(DateOnly today, AccountHead head, GuestPolicy policy)
    {
        var removal = Removal(head, policy);
        var due = SecurityNumbers.GuestWarningDays.Order()
            .Where(days => removal.Day.AddDays(-days) > removal.Since && removal.Day.AddDays(-days) <= today)
            .Select(days => new GuestWarning(removal.Day, days)).FirstOrDefault();
        return due is null || (Warned?.RemovedOn == due.RemovedOn && Warned.DaysBefore <= due.DaysBefore) ? null : due;
    }

    /// <summary>The next day after this one on which something must be done; it is never too late.</summary>
    public DateOnly NextDay(DateOnly today, AccountHead head, GuestPolicy policy)
    {
        if (Removed is { } removed)
        {
            return Later(SignInPolicy.DayOf(removed.RestorableUntil), today);
        }

        var day = Removal(head, policy).Day;
        var next = SecurityNumbers.GuestWarningDays.Select(days => day.AddDays(-days)).Append(day)
            .Where(one => one > today).DefaultIfEmpty(today).Min();
        return Later(next, today);
    }

    private static DateOnly Later(DateOnly day, DateOnly today) => day > today ? day : today.AddDays(1);
}

/// <summary>A warning of a guest's removal.</summary>
/// <param name="RemovedOn">The day of the removal that it warned of.</param>
/// <param name="DaysBefore">One of <see cref="SecurityNumbers.GuestWarningDays"/>.</param>
public sealed record GuestWarning(DateOnly RemovedOn, int DaysBefore);
