namespace Zegel.Functions.Maintenance;

/// <summary>How near the date is from which a second factor is required.</summary>
/// <param name="Date">The date, in Amsterdam.</param>
/// <param name="DaysBefore">One of <see cref="SecurityNumbers.ReminderDays"/>, or 0: it has come.</param>
public sealed record GraceStage(DateOnly Date, int DaysBefore)
{
    /// <summary>
    /// The stage that began last; null before the first. Of stages that were missed only the last
    /// one is made up for, so that a date that is set late, or a timer that stood still, mails once.
    /// </summary>
    public static GraceStage? At(SignInPolicy policy, DateTimeOffset now) =>
        policy.SecondFactorFrom is not { } date
            // At once: the day is the one on which that was decided; null when it never was otherwise.
            ? policy.StricterSince is { } since ? new GraceStage(SignInPolicy.DayOf(since), 0) : null
            : SecurityNumbers.ReminderDays.Append(0).Order()
            // Days, not hours: a day is 23 or 25 hours long when summer time begins or ends.
            .Where(days => now >= SignInPolicy.StartOf(date.AddDays(-days)))
            .Select(days => new GraceStage(date, days)).FirstOrDefault();

    /// <summary>
    /// The stage of whoever has codes by mail alone, once those count no more: they choose another factor at once,
    /// whatever the date. Null while mail counts.
    /// </summary>
    public static GraceStage? OfMail(SignInPolicy policy) =>
        !policy.EmailAllowed && policy.StricterSince is { } since ? new GraceStage(SignInPolicy.DayOf(since), 0) : null;

    /// <summary>Whether whoever got <paramref name="marker"/> knows all that this stage has to say.</summary>
    public bool IsCoveredBy(string? marker) =>
        marker?.Split('~') is [var date, var days]
        && date == DateText
        && int.Parse(days, CultureInfo.InvariantCulture) <= DaysBefore;

    /// <summary>The form in which it is stored: <c>2026-12-01~7</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DateText}~{DaysBefore}");

    private string DateText => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
