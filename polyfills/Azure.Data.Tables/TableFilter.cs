// Stands in for Azure.Data.Tables 12.11.0.
using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>Values as OData writes them in a filter.</summary>
internal static class TableFilter
{
    public static string Of(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = filter.GetArguments().Select(Literal).ToArray<object>();
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    /// <exception cref="ArgumentException">The value's type has no literal.</exception>
    public static string Literal(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        sbyte or byte or short or ushort or int or uint or float or double or decimal =>
            Convert.ToString(value, CultureInfo.InvariantCulture)!,
        long or ulong => Convert.ToString(value, CultureInfo.InvariantCulture) + "L",
        Guid id => $"guid'{id}'",
        DateTimeOffset time => $"datetime'{EntityTime.Format(time)}'",
        DateTime time => $"datetime'{EntityTime.Format(time.ToUniversalTime())}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        string or char => Quote(value.ToString()!),
        _ => throw new ArgumentException(
            $"Unable to convert argument of type {value.GetType()} to an OData literal.", nameof(value)),
    };

    private static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
