// Stands in for Azure.Data.Tables 12.11.0.
using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>Times as the service writes them: UTC, in steps of 100 nanoseconds.</summary>
internal static class EntityTime
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <exception cref="NotSupportedException">Whether the time is UTC is not known.</exception>
    public static string Format(DateTime time) => time.Kind == DateTimeKind.Utc
        ? time.ToString("O", CultureInfo.InvariantCulture)
        : throw new NotSupportedException(
            $"DateTime {time} has a Kind of {time.Kind}. Azure SDK requires it to be UTC. " +
            "You can call DateTime.SpecifyKind to change Kind property value to DateTimeKind.Utc.");

    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
