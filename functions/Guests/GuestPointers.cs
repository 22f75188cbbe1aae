namespace Zegel.Functions.Guests;

/// <summary>
/// Where guests stand, in <c>lookups</c>: partition <c>guests~&lt;sponsor&gt;</c> has those of a sponsor,
/// <c>guests-asked</c> those that wait for a yes, <c>guests-due~&lt;yyyyMMdd&gt;</c> those for whom something must be
/// done on a day, <c>guests-left</c> the sponsors who were shut out, <c>guests-news</c> those who must be told
/// something. Each is written before what it points to and taken away after it, and only read with what it points to.
/// </summary>
public sealed class GuestPointers(StorageClients storage)
{
    private const string OfSponsor = "guests~";
    private const string Asked = "guests-asked";
    private const string Due = "guests-due~";
    private const string Left = "guests-left";
    private const string News = "guests-news";

    /// <summary>Notes that something must be done for a guest on a day; again changes nothing.</summary>
    public Task AddDueAsync(DateOnly day, AccountId guestId, CancellationToken cancellationToken) =>
        PutAsync(Due + NameOf(day), guestId, cancellationToken);

    /// <summary>Notes a guest among those of its sponsor and, when it needs a yes, among those.</summary>
    public async Task AddToListsAsync(Guest guest, CancellationToken cancellationToken)
    {
        await PutAsync(OfSponsor + guest.SponsorId, guest.GuestId, cancellationToken);
        if (guest.State == GuestState.Asked)
        {
            await PutAsync(Asked, guest.GuestId, cancellationToken);
        }
    }

    /// <summary>It needs no yes any more.</summary>
    public Task RemoveAskedAsync(AccountId guestId, CancellationToken cancellationToken) =>
        DeleteAsync(Asked, guestId, cancellationToken);

    /// <summary>It is no longer this sponsor's.</summary>
    public Task RemoveOfSponsorAsync(AccountId sponsorId, AccountId guestId, CancellationToken cancellationToken) =>
        DeleteAsync(OfSponsor + sponsorId, guestId, cancellationToken);

    /// <summary>Notes that a sponsor is about to be shut out, if they have guests.</summary>
    public async Task NoteLeftAsync(AccountId sponsorId, CancellationToken cancellationToken)
    {
        var (guests, _) = await PageAsync(sponsorId, null, 1, cancellationToken);
        if (guests.Count > 0)
        {
            await PutAsync(Left, sponsorId, cancellationToken);
        }
    }

    /// <summary>A sponsor has no guests left, or is back.</summary>
    public Task RemoveLeftAsync(AccountId sponsorId, CancellationToken cancellationToken) =>
        DeleteAsync(Left, sponsorId, cancellationToken);

    /// <summary>The sponsors who may have been shut out.</summary>
    public Task<IReadOnlyList<AccountId>> LeftAsync(CancellationToken cancellationToken) =>
        ListAsync(Left, cancellationToken);

    /// <summary>A part of those of a sponsor (null: of all).</summary>
    /// <param name="cursor">What the part before gave as next, or null.</param>
    public async Task<(IReadOnlyList<(AccountId SponsorId, AccountId GuestId)> Guests, string? Next)> PageAsync(
        AccountId? sponsorId, string? cursor, int size, CancellationToken cancellationToken)
    {
        var filter = (sponsorId, cursor?.Split('~')) switch
        {
            ({ } one, [_, var guest]) => TableClient.CreateQueryFilter(
                $"PartitionKey eq {OfSponsor + one} and RowKey gt {guest}"),
            ({ } one, _) => TableClient.CreateQueryFilter($"PartitionKey eq {OfSponsor + one}"),
            (null, [var sponsor, var guest]) => TableClient.CreateQueryFilter(
                $"(PartitionKey eq {OfSponsor + sponsor} and RowKey gt {guest})")
                + TableClient.CreateQueryFilter(
                    $" or (PartitionKey gt {OfSponsor + sponsor} and PartitionKey lt {OfSponsor + "~"})"),
            _ => TableClient.CreateQueryFilter($"PartitionKey ge {OfSponsor} and PartitionKey lt {OfSponsor + "~"}"),
        };
        var found = await storage.LookUps.QueryAsync<TableEntity>(filter, size, cancellationToken: cancellationToken)
            .Select(row => (AccountId.From(row.PartitionKey[OfSponsor.Length..]), AccountId.From(row.RowKey)))
            .Take(size).ToListAsync(cancellationToken);
        return (found, found.Count < size ? null : $"{found[^1].Item1}~{found[^1].Item2}");
    }

    /// <summary>Notes that a sponsor must be told something; again changes nothing.</summary>
    public Task AddNewsAsync(AccountId sponsorId, CancellationToken cancellationToken) =>
        PutAsync(News, sponsorId, cancellationToken);

    /// <summary>The sponsors who must be told something.</summary>
    public async Task<IReadOnlyList<(AccountId SponsorId, TableEntity Pointer)>> NewsAsync(
        CancellationToken cancellationToken) =>
    [
        .. (await storage.LookUps.ReadAllAsync(Row.In(News), cancellationToken))
            .Select(row => (AccountId.From(row.RowKey), row)),
    ];

    /// <summary>A sponsor was told; one who must be told of more since keeps the pointer.</summary>
    public async Task RemoveNewsAsync(TableEntity news, CancellationToken cancellationToken)
    {
        try
        {
            await storage.LookUps.DeleteEntityAsync(
                news.PartitionKey, news.RowKey, news.ETag, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // It was noted again.
        }
    }

    /// <summary>Those that wait for a yes.</summary>
    public Task<IReadOnlyList<AccountId>> AskedAsync(CancellationToken cancellationToken) =>
        ListAsync(Asked, cancellationToken);

    /// <summary>All for whom something must be done on a day or before it; reads only what is due.</summary>
    public async IAsyncEnumerable<(AccountId GuestId, TableEntity Pointer)> DueAsync(
        DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {Due} and PartitionKey le {Due + NameOf(day)}");
        await foreach (
            var row in storage.LookUps.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return (AccountId.From(row.RowKey), row);
        }
    }

    /// <summary>It was done, and what comes next is noted.</summary>
    public Task RemoveDueAsync(TableEntity due, CancellationToken cancellationToken) =>
        DeleteAsync(due.PartitionKey, due.RowKey, cancellationToken);

    private static string NameOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<AccountId>> ListAsync(string partition, CancellationToken cancellationToken) =>
    [
        .. (await storage.LookUps.ReadAllAsync(Row.In(partition), cancellationToken))
            .Select(row => AccountId.From(row.RowKey)),
    ];

    private async Task PutAsync(string partition, string row, CancellationToken cancellationToken) =>
        await storage.LookUps.UpsertEntityAsync(
            new TableEntity(partition, row), TableUpdateMode.Replace, cancellationToken);

    private async Task DeleteAsync(string partition, string row, CancellationToken cancellationToken) =>
        await storage.LookUps.DeleteEntityAsync(partition, row, ETag.All, cancellationToken);
}
