using Zegel.Functions.Spaces.Files;

namespace Zegel.Functions.Spaces;

/// <summary>Something that was put in a space, with its note, and with what lists show of it, if any.</summary>
public sealed record Shelved<T>(Stored<T> Item, SealedNote Note, SealedNote? Header = null);

/// <summary>
/// What a space may hold thousands of, each under an id of its own and not in order of time: entries of a folder with
/// their names and files, and who was handed those. Rows: <c>within~&lt;id&gt;</c>, <c>taken~&lt;place&gt;~&lt;name's
/// tag&gt;</c>, <c>stored~&lt;file&gt;</c>, <c>viewed~&lt;file&gt;~&lt;who&gt;</c>. Their keys sort after everything
/// that <see cref="SpaceStore"/> reads with each request, so that a request costs the same with ten thousand of them.
/// </summary>
public sealed class SpaceShelves(StorageClients storage)
{
    private const string ItemPrefix = "within";
    private const string NamePrefix = "taken";
    private const string ViewPrefix = "viewed";
    private const string NoteColumn = "Note";
    private const string Digits = "0123456789abcdef";

    /// <summary>The largest number of parts in which items are read.</summary>
    public const int Parts = 16;

    /// <summary>One item, or null.</summary>
    public async Task<Shelved<T>?> FindAsync<T>(SpaceId space, string id, CancellationToken cancellationToken)
    {
        var row = await storage.Conversations.GetEntityIfExistsAsync<TableEntity>(
            space, ItemRow(id), cancellationToken: cancellationToken);
        return row.HasValue ? Read<T>(row.Value!) : null;
    }

    /// <summary>Items by their ids, those that there are; all asked at once.</summary>
    public async Task<IReadOnlyDictionary<string, Shelved<T>>> FindAsync<T>(
        SpaceId space, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(ids.Distinct(StringComparer.Ordinal)
            .Select(async id => (Id: id, Item: await FindAsync<T>(space, id, cancellationToken))));
        return found.Where(one => one.Item is not null)
            .ToDictionary(one => one.Id, one => one.Item!, StringComparer.Ordinal);
    }

    /// <summary>A part of the items, to its end: those whose ids begin with so many of the digits.</summary>
    /// <param name="space">The space.</param>
    /// <param name="part">Which, from 0.</param>
    /// <param name="parts">1 or <see cref="Parts"/>.</param>
    public async Task<IReadOnlyList<Shelved<T>>> PartAsync<T>(
        SpaceId space, int part, int parts, CancellationToken cancellationToken)
    {
        var all = Row.Prefix(ItemPrefix);
        if (parts == Parts)
        {
            var from = ItemRow(Digits[part].ToString());
            all = TableClient.CreateQueryFilter($"(RowKey ge {from} and RowKey lt {from + "~"})");
        }

        return
        [
            .. (await storage.Conversations.ReadAllAsync(Row.In(space, all), cancellationToken)).Select(Read<T>),
        ];
    }

    /// <summary>Which of these names are taken.</summary>
    public async Task<IReadOnlySet<(string Place, string Tag)>> TakenAsync(
        SpaceId space, IEnumerable<(string Place, string Tag)> names, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(names.Select(async name => (
            Name: name,
            Row: await storage.Conversations.GetEntityIfExistsAsync<TableEntity>(
                space, NameRow(name.Place, name.Tag), ["RowKey"], cancellationToken))));
        return found.Where(one => one.Row.HasValue).Select(one => one.Name).ToHashSet();
    }

    /// <summary>Whether nothing stands in a place.</summary>
    public async Task<bool> IsEmptyAsync(SpaceId space, string place, CancellationToken cancellationToken)
    {
        var rows = storage.Conversations.QueryAsync<TableEntity>(
            Row.In(space, Row.Prefix($"{NamePrefix}~{place}")), 1, ["RowKey"], cancellationToken);
        await foreach (var _ in rows)
        {
            return false;
        }

        return true;
    }

    /// <summary>Files that were sent, by their ids, those that there are; all asked at once.</summary>
    public async Task<IReadOnlyDictionary<FileId, Stored<SealedFile>>> FindFilesAsync(
        SpaceId space, IEnumerable<FileId> ids, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(ids.Distinct().Select(id => storage.Conversations.FindAsync<SealedFile>(
            space, SpaceStore.KeptRow(id), cancellationToken)));
        return found.OfType<Stored<SealedFile>>().ToDictionary(file => file.Value.FileId);
    }

    /// <summary>Who was handed a file.</summary>
    public async Task<IReadOnlyList<FileView>> ViewsAsync(
        SpaceId space, FileId file, CancellationToken cancellationToken) =>
        [
            .. (await storage.Conversations.ReadAllAsync(
                    Row.In(space, Row.Prefix($"{ViewPrefix}~{file}")), cancellationToken))
                .Select(row => Row.Read<FileView>(row).Value),
        ];

    /// <summary>When somebody was handed each of these files; all asked at once.</summary>
    public async Task<IReadOnlyDictionary<FileId, Stored<FileView>>> ViewsOfAsync(
        SpaceId space, string who, IEnumerable<FileId> files, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(files.Distinct().Select(async file => (
            File: file,
            View: await storage.Conversations.FindAsync<FileView>(space, ViewRow(file, who), cancellationToken))));
        return found.Where(one => one.View is not null).ToDictionary(one => one.File, one => one.View!);
    }

    internal static string ItemRow(string id) => $"{ItemPrefix}~{id}";

    internal static string NameRow(string place, string tag) => $"{NamePrefix}~{place}~{tag}";

    internal static string ViewRow(FileId file, string who) => $"{ViewPrefix}~{file}~{who}";

    internal static (string, byte[])[] ColumnsOf(SealedNote note) => note.Columns(NoteColumn);

    internal static Shelved<T> Read<T>(TableEntity row) => new(Row.Read<T>(row), NoteOf(row), SpaceStore.HeaderOf(row));

    internal static SealedNote NoteOf(TableEntity row) => SealedNote.FromRow(row, NoteColumn);
}
