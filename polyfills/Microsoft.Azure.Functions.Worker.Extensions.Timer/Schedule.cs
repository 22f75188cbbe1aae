// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Timer 4.3.1.
using System.Globalization;
using NCrontab;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>When a timer runs, in UTC as on Azure.</summary>
internal sealed class Schedule
{
    private readonly CrontabSchedule? cron;
    private readonly TimeSpan interval;

    private Schedule(CrontabSchedule? cron, TimeSpan interval) => (this.cron, this.interval) = (cron, interval);

    /// <exception cref="ArgumentException">The text is no schedule.</exception>
    public static Schedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
        if (fields is 5 or 6 && CrontabSchedule.TryParse(text, options) is { } cron)
        {
            return new(cron, default);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new(null, interval)
            : throw new ArgumentException($"The schedule expression '{text}' was not recognized as a valid cron " +
                "expression or timespan string.", nameof(text));
    }

    /// <summary>The first moment after <paramref name="from"/>; the end of time when there is none.</summary>
    public DateTime Next(DateTime from) => DateTime.SpecifyKind(
        cron is null ? from + interval : cron.GetNextOccurrence(from), DateTimeKind.Utc);

    /// <summary>Whether runs lie less than a minute apart, seen from <paramref name="now"/>.</summary>
    public bool IsSubMinute(DateTime now)
    {
        var first = Next(now);
        return Next(first) - first < TimeSpan.FromMinutes(1);
    }
}
