namespace Zegel.Functions.Spaces;

/// <summary>
/// What a feature keeps in a space and changes: records of a few kinds, each with a sealed note. A kind is read whole,
/// so it has a bound of its feature's, or one by one. Rows: <c>sheet~&lt;kind&gt;~&lt;id&gt;</c>, which sort after
/// everything that is read with each request.
/// </summary>
public sealed class SpaceSheets(StorageClients storage)
{
    private const string SheetPrefix = "sheet";

    /// <summary>One, or null.</summary>
    public async Task<Shelved<T>?> FindAsync<T>(
        SpaceId space, string kind, string id, CancellationToken cancellationToken)
    {
        var row = await storage.Conversations.GetEntityIfExistsAsync<TableEntity>(
            space, SheetRow(kind, id), cancellationToken: cancellationToken);
        return row.HasValue ? SpaceShelves.Read<T>(row.Value!) : null;
    }

    /// <summary>All of a kind, by id; one query.</summary>
    public async Task<IReadOnlyList<Shelved<T>>> ListAsync<T>(
        SpaceId space, string kind, CancellationToken cancellationToken) =>
    [
        .. (await storage.Conversations.ReadAllAsync(
                Row.In(space, Of(kind)), cancellationToken))
            .Select(SpaceShelves.Read<T>),
    ];

    /// <summary>The filter for the sheets of a kind.</summary>
    internal static string Of(string kind) => Row.Prefix($"{SheetPrefix}~{kind}");

    internal static bool IsSheet(string rowKey) => rowKey.StartsWith(SheetPrefix + "~", StringComparison.Ordinal);

    internal static string SheetRow(string kind, string id) => $"{SheetPrefix}~{kind}~{id}";
}
