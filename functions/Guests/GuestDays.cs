namespace Zegel.Functions.Guests;

/// <summary>Last days of access.</summary>
internal static class GuestDays
{
    /// <summary>Why this cannot be a last day; null when it can.</summary>
    public static BadInput? Refuse(DateOnly day, DateTimeOffset now)
    {
        var today = SignInPolicy.DayOf(now);
        return day <= today ? new BadInput("endsOn", "date-past")
            : day > today.AddDays(SecurityNumbers.GuestMostDays) ? new BadInput("endsOn", "date-far")
            : null;
    }

    /// <summary>The last day once somebody extends without naming one.</summary>
    public static DateOnly Extended(DateOnly former, GuestPolicy policy, DateTimeOffset now)
    {
        var today = SignInPolicy.DayOf(now);
        var extended = (former > today ? former : today).AddDays(policy.ExtendDays);
        var most = today.AddDays(SecurityNumbers.GuestMostDays);
        return extended < most ? extended : most;
    }
}
