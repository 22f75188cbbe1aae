namespace Zegel.Functions.Spaces;

/// <summary>
/// Entries of a space that stand in tabs, newest first, with what lists show of each; its text, which is read when it
/// is opened, stands apart. Rows: <c>tab~&lt;tab&gt;~&lt;newest first&gt;-&lt;id&gt;</c> and <c>text~&lt;id&gt;</c>.
/// There may be thousands: nothing reads them but a page at a time.
/// </summary>
public sealed class SpaceTabs(StorageClients storage)
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 100;

    private const string TabPrefix = "tab";
    private const string TextPrefix = "text";

    /// <summary>A page of a tab, in one query.</summary>
    /// <param name="space">The space.</param>
    /// <param name="tab">Which.</param>
    /// <param name="cursor">What the page before gave as next, or null.</param>
    public async Task<(IReadOnlyList<Shelved<T>> Entries, string? Next)> PageAsync<T>(
        SpaceId space, string tab, string? cursor, CancellationToken cancellationToken)
    {
        var (rows, next) = await storage.Conversations.PageAsync(
            space, $"{TabPrefix}~{tab}", cursor, PageSize, cancellationToken);
        return ([.. rows.Select(SpaceShelves.Read<T>)], next);
    }

    /// <summary>That the id of an entry in tabs was taken, or null.</summary>
    public async Task<PostedEntry?> FindPostedAsync(
        SpaceId space, string entryId, CancellationToken cancellationToken) =>
        (await storage.Conversations.FindAsync<PostedEntry>(
            space, SpaceStore.PostedRow(entryId), cancellationToken))?.Value;

    /// <summary>
    /// An entry where it stands, in the order of its tabs, and its text if it has one. Row by row and at once: one
    /// query for all of them would read what lies between.
    /// </summary>
    public async Task<(IReadOnlyList<Shelved<T>> Entries, SealedNote? Text)> FindAsync<T>(
        SpaceId space, PostedEntry posted, string entryId, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(posted.Tabs!.Split(' ').Select(tab => EntryRow(tab, posted.At, entryId))
            .Append(TextRow(entryId))
            .Select(row => storage.Conversations.GetEntityIfExistsAsync<TableEntity>(
                space, row, cancellationToken: cancellationToken)));
        return (
            [.. rows[..^1].Select(row => SpaceShelves.Read<T>(row.Value!))],
            rows[^1] is { HasValue: true, Value: { } text } ? SpaceShelves.NoteOf(text) : null);
    }

    /// <summary>What lists show of an entry.</summary>
    public async Task<SealedNote> GetHeaderAsync(
        SpaceId space, string tab, DateTimeOffset at, string entryId, CancellationToken cancellationToken) =>
        SpaceShelves.NoteOf(await storage.Conversations.GetEntityAsync<TableEntity>(
            space, EntryRow(tab, at, entryId), cancellationToken: cancellationToken));

    internal static string EntryRow(string tab, DateTimeOffset at, string entryId) =>
        $"{TabPrefix}~{tab}~{Row.NewestFirst(at)}-{entryId}";

    internal static string TextRow(string entryId) => $"{TextPrefix}~{entryId}";
}
