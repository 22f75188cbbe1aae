namespace Zegel.Functions.Guests;

/// <summary>
/// When the organisation lets fewer days pass without a log-in, the day noted for a guest can be too late. Then the
/// next run of the timer looks at all of them, once: a row that is written with the policy says so.
/// </summary>
public sealed class GuestRounds(StorageClients storage, GuestPointers pointers)
{
    private const string Key = "guest-round";
    private const int PageSize = 1000;

    private sealed record Round(DateTimeOffset Since);

    /// <summary>All guests must be looked at once more.</summary>
    public static void Begin(Changes changes, DateTimeOffset now) => changes.Put(Key, new Round(now));

    /// <summary>Notes all guests for today, when that was asked; safe to repeat.</summary>
    public async Task NoteAllAsync(DateOnly today, CancellationToken cancellationToken)
    {
        if (await storage.Organisation.FindAsync<Round>(
            GuestPolicyStore.Partition, Key, cancellationToken) is not { } round)
        {
            return;
        }

        string? cursor = null;
        do
        {
            (var guests, cursor) = await pointers.PageAsync(null, cursor, PageSize, cancellationToken);
            foreach (var guest in guests)
            {
                await pointers.AddDueAsync(today, guest.GuestId, cancellationToken);
            }
        }
        while (cursor is not null);

        var changes = new Changes(GuestPolicyStore.Partition);
        changes.Delete(Key, round.ETag);
        // False: another change of the policy asked for a round of its own.
        await changes.TrySubmitAsync(storage.Organisation, cancellationToken);
    }
}
