namespace Zegel.Functions.Spaces.Files;

/// <summary>That somebody was handed a file: a row for each file and person.</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="Name">The name of whose account it was.</param>
/// <param name="At">The first time.</param>
/// <param name="LastAt">The last time.</param>
/// <param name="InDay">How often on the day, of UTC, of the last time.</param>
public sealed record FileView(
    ParticipantId ParticipantId, string Name, DateTimeOffset At, DateTimeOffset LastAt, int InDay)
{
    /// <summary>Handed once more; after too often in a day it must wait for the next.</summary>
    public Outcome<FileView> Again(DateTimeOffset now)
    {
        var isSameDay = LastAt.UtcDateTime.Date == now.UtcDateTime.Date;
        return isSameDay && InDay >= SecurityNumbers.DownloadTicketsPerFilePerDay
            ? new TooManyRequests(new DateTimeOffset(LastAt.UtcDateTime.Date.AddDays(1), TimeSpan.Zero))
            : this with { LastAt = now, InDay = isSameDay ? InDay + 1 : 1 };
    }
}
