namespace Zegel.Functions.Lists;

/// <summary>Where a page of a list goes on.</summary>
internal static class ListCursor
{
    /// <summary>What the page before gave as next; null for the first. False for what no page gave.</summary>
    public static bool TryRead(HttpRequest request, out string? cursor)
    {
        var asked = request.Query["cursor"];
        cursor = asked.Count == 0 ? null : asked.ToString();
        return asked.Count <= 1 && (cursor ?? "").Length <= 60
            && (cursor ?? "").All(character => char.IsAsciiHexDigitLower(character) || character == '-');
    }
}
