using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Digests;

/// <summary>
/// When somebody is told of what others added to a folder: once, when nothing was added for ten minutes, or at seven in
/// the morning. What they saw themselves, or were told of, is not told again.
/// </summary>
internal static class DigestRule
{
    private const int Hour = 7;

    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>The moment of the newest that others added and this person does not know of; null without.</summary>
    public static DateTimeOffset? NewsFor(Participant person, IEnumerable<Participant> all) =>
        person is not { Following: { } following } || !person.Rights.HasFlag(Rights.Read) ? null
        : all.Where(other => other.ParticipantId != person.ParticipantId)
            .Max(other => other.Following?.AddedAt) is { } newest && newest > following.ToldUpTo
            ? newest
            : null;

    /// <summary>From when this person is told of news of that moment.</summary>
    public static DateTimeOffset DueAt(Participant person, DateTimeOffset news) =>
        person.Following!.IsDaily ? NextMorning(news) : news + SecurityNumbers.QuietBeforeDigest;

    /// <summary>Whether somebody added something so lately that the folder must be looked at again.</summary>
    public static bool IsBusy(IEnumerable<Participant> all, DateTimeOffset now) =>
        all.Max(person => person.Following?.AddedAt) is { } newest && now < newest + SecurityNumbers.QuietBeforeDigest;

    /// <summary>The first seven o'clock after a moment, in Amsterdam; no clock changes at that hour.</summary>
    private static DateTimeOffset NextMorning(DateTimeOffset moment)
    {
        var there = TimeZoneInfo.ConvertTime(moment, Amsterdam).DateTime;
        var day = there.Hour < Hour ? there.Date : there.Date.AddDays(1);
        var morning = day.AddHours(Hour);
        return new DateTimeOffset(morning, Amsterdam.GetUtcOffset(morning)).ToUniversalTime();
    }
}
