using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Spaces.Receipts;
using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Spaces;

/// <summary>
/// Spaces; a partition a space, with everything in it. Rows: the space itself under the name of its kind,
/// <c>participant~nn</c>, <c>grant~nn~&lt;browser&gt;</c>, <c>message~&lt;newest first&gt;</c> (its entries),
/// <c>sent~&lt;entry&gt;</c>, <c>file~&lt;id&gt;</c>, <c>receipt~…</c>, <c>handed~nn~&lt;file&gt;</c>,
/// <c>notified~nn~&lt;notice&gt;</c>, <c>outbox~…</c>, <c>audit~…</c>; and what may
/// be thousands (<see cref="SpaceShelves"/>), whose keys sort after all that is read with a request. Nobody else sees a
/// row or a key of one.
/// </summary>
public sealed partial class SpaceStore(
    StorageClients storage, IEnumerable<SpaceKind> kinds, Outbox outbox, Expiries expiries, SealKeys sealKeys,
    ILogger<SpaceStore> log)
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Of files that were sent where there may be thousands.</summary>
    internal const string KeptPrefix = "stored";

    /// <summary>Rows that are deleted at once.</summary>
    private const int AtOnce = 16;

    private const string EntryPrefix = "message";
    private const string NoteColumn = "Note";
    private const string HeaderColumn = "Header";
    private const string FileNamesColumn = "FileNames";

    private readonly Dictionary<string, SpaceKind> kinds =
        kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Whether there is such a kind of space.</summary>
    public bool Knows(string kind) => kinds.ContainsKey(kind);

    /// <summary>The space and what is asked of it, in one query; null when there is none.</summary>
    public async Task<SpaceRead?> ReadAsync(SpaceId id, SpaceQuery query, CancellationToken cancellationToken)
    {
        List<string> filters =
        [
            .. kinds.Keys.Select(Row.Key),
            query.Only is { } only ? Row.Key(ParticipantRow(only)) : Row.Prefix("participant"),
        ];
        var grantRow = query.Grant is { } grant ? GrantRow(grant.Participant, grant.Browser) : null;
        Add(grantRow is null ? null : Row.Key(grantRow));
        Add(query.GrantsOf is { } unlocked ? Row.Prefix(GrantRow(unlocked, "")[..^1]) : null);
        Add(query.Files ? Row.Prefix("file") : null);
        Add(query.File is { } file ? Row.Key(FileRow(file)) : null);
        Add(query.Receipts ? Row.Prefix("receipt") : null);
        Add(query.Posted is { Length: > 0 } posted ? Row.Key(PostedRow(posted)) : null);
        Add(query.Posted is "" ? Row.Prefix("sent") : null);
        Add(query.Notices ? Row.Prefix(OutboxChanges.Prefix) : null);
        Add(query.Sheets is { } sheets ? SpaceSheets.Of(sheets) : null);
        filters.AddRange(ReceiptsIn(query));
        var rows = await storage.Conversations.ReadAllAsync(Row.In(id, [.. filters]), cancellationToken);
        if (query.File is { } kept && !rows.Exists(row => row.RowKey == FileRow(kept)))
        {
            rows.AddRange(await storage.Conversations.ReadAllAsync(
                Row.In(id, Row.Key(KeptRow(kept))), cancellationToken));
        }

        var own = All<Grant>("grant").SingleOrDefault(one => one.RowKey == grantRow);
        // It may stand in another partition: one proof opens several spaces.
        var device = own?.Value.Device is { } by
            ? await FindDeviceAsync(by.ParticipantId, by.DeviceId, cancellationToken) : null;
        return rows.Find(row => kinds.ContainsKey(row.RowKey)) is not { } space ? null : new SpaceRead(
            kinds[space.RowKey].Read(space),
            All<Participant>("participant"),
            own,
            All<SealedFile>("file").Concat(All<SealedFile>(KeptPrefix)).ToDictionary(one => one.Value.FileId),
            All<Receipt>("receipt").ConvertAll(receipt => receipt.Value),
            All<PostedEntry>("sent").ConvertAll(entry => entry.Value),
            All<OutboxItem>(OutboxChanges.Prefix))
        {
            GrantedBy = device?.Value,
            Grants = All<Grant>("grant").FindAll(one => one.RowKey != grantRow),
            SheetRows = [.. rows.Where(row => SpaceSheets.IsSheet(row.RowKey))],
            Told = All<SentNotice>("notified"),
            Handed = All<FileReceipt>("handed").ConvertAll(handed => handed.Value),
        };

        void Add(string? filter)
        {
            if (filter is not null)
            {
                filters.Add(filter);
            }
        }

        List<Stored<T>> All<T>(string prefix) =>
            [.. rows.Where(row => row.RowKey.StartsWith(prefix + "~", StringComparison.Ordinal)).Select(Row.Read<T>)];
    }

    /// <summary>The space alone, or null.</summary>
    public async Task<Stored<Space>?> FindAsync(SpaceId id, CancellationToken cancellationToken)
    {
        var rows = await storage.Conversations.ReadAllAsync(
            Row.In(id, [.. kinds.Keys.Select(Row.Key)]), cancellationToken);
        return rows is [var row] ? kinds[row.RowKey].Read(row) : null;
    }

    /// <summary>A file, or null.</summary>
    public async Task<Stored<SealedFile>?> FindFileAsync(
        SpaceId space, FileId fileId, CancellationToken cancellationToken) =>
        await storage.Conversations.FindAsync<SealedFile>(space, FileRow(fileId), cancellationToken)
            ?? await storage.Conversations.FindAsync<SealedFile>(space, KeptRow(fileId), cancellationToken);

    /// <summary>A page of entries, newest first.</summary>
    /// <param name="space">The space.</param>
    /// <param name="before">The key of the oldest entry of the page before, or null.</param>
    public async Task<(IReadOnlyList<ListedEntry> Entries, string? Earlier)> PageAsync(
        SpaceId space, string? before, CancellationToken cancellationToken)
    {
        var after = before?[(EntryPrefix.Length + 1)..];
        var (rows, next) = await storage.Conversations.PageAsync(
            space, EntryPrefix, after, PageSize, cancellationToken);
        return (
            [.. rows.Select(row => new ListedEntry(
                row.RowKey, Row.Read<Entry>(row).Value, SealedNote.FindInRow(row, NoteColumn),
                SealedNote.FindInRow(row, FileNamesColumn)))],
            next is null ? null : $"{EntryPrefix}~{next}");
    }

    /// <summary>Whether a page could end with this key.</summary>
    public static bool IsEntryKey(string key) =>
        key.StartsWith(EntryPrefix + "~", StringComparison.Ordinal) && key.Length <= 80
        && key[(EntryPrefix.Length + 1)..].All(character => char.IsAsciiHexDigitLower(character) || character == '-');

    /// <summary>The header of an entry, for lists; null when it expired.</summary>
    public async Task<SealedNote?> GetHeaderAsync(SpaceId space, string key, CancellationToken cancellationToken) =>
        HeaderOf(await storage.Conversations.GetEntityAsync<TableEntity>(
            space, key, cancellationToken: cancellationToken));

    /// <summary>
    /// Makes a change, all of it or nothing: what it points to is noted before (notices, expiries, where a wrapped key
    /// stands), and after it the worker is told. False when something was changed meanwhile; nothing is no change.
    /// </summary>
    public async Task<bool> TrySaveAsync(SpaceChange change, CancellationToken cancellationToken)
    {
        var (space, key) = (change.Space, change.NewKey);
        change.GuardRow();
        var pointing = change.IsDelivered
            ? outbox.PrepareAsync(OutboxOf.Conversations, space, cancellationToken)
            : null;
        List<Task> noting = [expiries.AddAsync(change.Expiring, cancellationToken)];
        noting.AddRange(pointing is null ? [] : [pointing]);
        noting.AddRange(key is null ? [] : [sealKeys.NoteAsync(key.Value.Context, key.Value.Key, cancellationToken)]);
        await Task.WhenAll(noting);
        var refreshing = change.IsRefreshedSoon ? RefreshAsync(space, cancellationToken, Soon) : Task.CompletedTask;
        var isMade = change.IsEmpty || await change.Rows.TrySubmitAsync(storage.Conversations, cancellationToken);
        await refreshing;
        if (!isMade)
        {
            return false;
        }

        if (pointing is not null)
        {
            await outbox.HintAsync(
                OutboxOf.Conversations, await pointing, cancellationToken, change.DeliveredAfter);
        }
        else if (change.IsRefreshed)
        {
            await RefreshAsync(space, cancellationToken);
        }

        return true;
    }

    /// <summary>A hint that can be lost must not make a change that was made look as if it were not.</summary>
    private async Task RefreshAsync(SpaceId space, CancellationToken cancellationToken, TimeSpan? after = null)
    {
        try
        {
            await outbox.HintAsync(OutboxOf.Conversations, new Hint(space, null), cancellationToken, after);
        }
        catch (Exception away) when (away is RequestFailedException or AggregateException)
        {
            LogNoHint(away);
        }
    }

    /// <summary>Changes one participant, as often as it takes; does nothing when there is none.</summary>
    /// <param name="id">Which.</param>
    /// <param name="now">When.</param>
    /// <param name="decide">Adds what changes; of what is read.</param>
    public Task<bool> ChangeAsync(
        ParticipantId id, DateTimeOffset now, Action<SpaceChange, Stored<Space>, Stored<Participant>> decide,
        CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            if (await ReadAsync(
                id.Space, new SpaceQuery { Only = id }, cancellationToken) is not { Participants: [var found] } read)
            {
                return (true, false);
            }

            var change = new SpaceChange(id.Space, now);
            decide(change, read.Space, found);
            return (await TrySaveAsync(change, cancellationToken), true);
        });

    /// <summary>Ends what a browser unlocked.</summary>
    public Task EndGrantAsync(ParticipantId participant, string browser, CancellationToken cancellationToken) =>
        storage.Conversations.DeleteEntityAsync(
            participant.Space, GrantRow(participant, browser), ETag.All, cancellationToken);

    /// <summary>Takes the row of a file away whose blobs are gone.</summary>
    public Task ForgetFileAsync(SpaceId space, FileId fileId, CancellationToken cancellationToken) =>
        storage.Conversations.DeleteEntityAsync(space, FileRow(fileId), ETag.All, cancellationToken);

    /// <summary>Takes away what is left of a space whose own row is gone: all but what was written down.</summary>
    /// <param name="id">Which.</param>
    /// <param name="endFile">Called for a file, before its row goes.</param>
    public async Task ClearAsync(SpaceId id, Func<SealedFile, Task> endFile, CancellationToken cancellationToken)
    {
        var rows = await storage.Conversations.ReadAllAsync(Row.In(id), cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(rows, parallel, async (row, cancellation) =>
        {
            if (row.RowKey.Split('~')[0] is "file" or KeptPrefix)
            {
                await endFile(Row.Read<SealedFile>(row).Value);
            }

            if (!row.RowKey.StartsWith(WrittenAudit.Prefix + "~", StringComparison.Ordinal))
            {
                await storage.Conversations.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
            }
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A space's worker was not told; the next change tells it")]
    private partial void LogNoHint(Exception exception);
}
