namespace Zegel.Functions.Spaces;

/// <summary>How much somebody outside, or all of them, wrote in a space; by hours and days of UTC.</summary>
/// <param name="Hour">The hour of <paramref name="InHour"/>.</param>
/// <param name="InHour">Messages in that hour.</param>
/// <param name="InDay">Messages in the day of that hour.</param>
/// <param name="NoteBytes">What all notes take together.</param>
public sealed record WrittenSoFar(DateTimeOffset Hour, int InHour, int InDay, long NoteBytes)
{
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    /// <summary>Nothing yet.</summary>
    public static WrittenSoFar Nothing { get; } = new(DateTimeOffset.UnixEpoch, 0, 0, 0);

    /// <summary>With one more message of so many bytes.</summary>
    public WrittenSoFar With(long bytes, DateTimeOffset now)
    {
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % OneHour.Ticks), TimeSpan.Zero);
        var isSameDay = Hour.UtcDateTime.Date == hour.UtcDateTime.Date;
        return new WrittenSoFar(hour, Hour == hour ? InHour + 1 : 1, isSameDay ? InDay + 1 : 1, NoteBytes + bytes);
    }

    /// <summary>When another message can be written if this is too many; null when it is not.</summary>
    public DateTimeOffset? RetryAt(int perHour, int perDay) =>
        InDay > perDay ? new DateTimeOffset(Hour.UtcDateTime.Date.AddDays(1), TimeSpan.Zero)
        : InHour > perHour ? Hour + OneHour
        : null;
}
