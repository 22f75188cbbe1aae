using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Shelving;

namespace Zegel.Functions.Maintenance;

/// <summary>
/// After a key of the vault got a new version: wraps what is under older ones anew, a batch a run, until nothing is
/// left and old versions can be disabled. What is left stands in <see cref="KeyPlaces"/>, so a run goes on where
/// another was cut off, and one that finds nothing costs four queries. Every change is under the row's ETag; safe to
/// run twice and beside itself. Content is not touched: the keys stay the same.
/// </summary>
public sealed partial class WrapKeysAnew(
    StorageClients storage, SpaceStore spaces, SealKeys sealKeys, KeyPlaces places, TimeProvider time,
    ILogger<WrapKeysAnew> log)
{
    private const int AtOnce = 8;
    private const string AuditPartition = "key-rotation";

    private enum Wrapping
    {
        Wrapped,
        NothingToDo,
        Refused,
    }

    [Function(nameof(WrapKeysAnew))]
    public async Task Run([TimerTrigger("45 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var batch = sealKeys.FindOldAsync(cancellationToken)
            .Where(old => !(old.Place.Value.RefusedAt > now - SecurityNumbers.RefusedKeyRetry))
            .Take(SecurityNumbers.KeysWrappedAtOnce);
        var wrapped = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batch, parallel, async (old, cancellation) =>
        {
            try
            {
                if (await WrapAsync(old.Context, old.Place, cancellation) == Wrapping.Wrapped)
                {
                    Interlocked.Increment(ref wrapped);
                }
            }
            catch (Exception exception) when (exception is RequestFailedException or ConflictException)
            {
                // Its place stays for the next run; one that resists must not keep the others where they are.
                LogResists(exception, old.Context.ToString());
            }
        });

        if (wrapped > 0)
        {
            var changes = new Changes(AuditPartition);
            changes.Audit(new AuditRecord(SealingEvents.KeysWrappedAnew, now, "system"));
            await changes.TrySubmitAsync(storage.Organisation, cancellationToken);
            LogWrapped(wrapped);
        }
    }

    private async Task<Wrapping> WrapAsync(
        KeyContext context, Stored<KeyPlace> place, CancellationToken cancellationToken)
    {
        var wrapping = await Conflicts.RetryAsync<Wrapping>(() => context.Kind switch
        {
            "root-secret" => WrapAsync(
                context, storage.Organisation, storage.Organisation.FindAsync<WrappedSealKey>(
                    RootSecretLoader.Place, RootSecretLoader.Place, cancellationToken),
                key => key, (_, key) => key, cancellationToken),
            "mailbox" => WrapAsync(
                context, storage.Mailboxes, storage.Mailboxes.FindAsync<Mailbox>(
                    context.Id, MailboxStore.MailboxRow, cancellationToken),
                mailbox => mailbox.SealKey, (mailbox, key) => mailbox with { SealKey = key }, cancellationToken),
            "shelf" => WrapAsync(
                context, storage.Accounts, storage.Accounts.FindAsync<WrappedSealKey>(
                    context.Id, ShelfKeys.KeyRow, cancellationToken),
                key => key, (_, key) => key, cancellationToken),
            _ when spaces.Knows(context.Kind) => WrapAsync(
                context, storage.Conversations, spaces.FindAsync(SpaceId.From(context.Id), cancellationToken),
                space => space.SealKey, (space, key) => space with { SealKey = key }, cancellationToken),
            _ => throw new InvalidOperationException($"Nothing knows where the key of a {context.Kind} stands."),
        });

        // A place that was noted a moment ago may belong to a key that is about to be stored.
        var isOld = place.Value.At + SecurityNumbers.KeyPlaceKept <= time.GetUtcNow();
        if (wrapping == Wrapping.Wrapped || (wrapping == Wrapping.NothingToDo && isOld))
        {
            await places.RemoveAsync(place, cancellationToken);
        }
        else if (wrapping == Wrapping.Refused)
        {
            await places.RefuseAsync(place, cancellationToken);
        }

        return wrapping;
    }

    /// <summary>One try at one row.</summary>
    private async Task<(bool Done, Wrapping Wrapping)> WrapAsync<T>(
        KeyContext context, TableClient table, Task<Stored<T>?> find,
        Func<T, WrappedSealKey?> read, Func<T, WrappedSealKey, T> write, CancellationToken cancellationToken)
    {
        if (await find is not { } stored || read(stored.Value) is not { } key)
        {
            return (true, Wrapping.NothingToDo);
        }

        if (await sealKeys.IsNewestAsync(context, key, cancellationToken))
        {
            await sealKeys.NoteAsync(context, key, cancellationToken);
            return (true, Wrapping.Wrapped);
        }

        var changes = new Changes(stored.PartitionKey);
        if (await sealKeys.WrapAnewAsync(context, key, cancellationToken) is not { } anew)
        {
            var about = context.Id.Length == 0 ? null : context.Id;
            changes.Audit(new AuditRecord(SealingEvents.SealKeyRefused, time.GetUtcNow(), "system", about));
            await changes.TrySubmitAsync(table, cancellationToken);
            return (true, Wrapping.Refused);
        }

        changes.Replace(stored, write(stored.Value, anew));
        return (await changes.TrySubmitAsync(table, cancellationToken), Wrapping.Wrapped);
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The key of the {Space} cannot be wrapped anew; the next run tries again")]
    private partial void LogResists(Exception exception, string space);

    [LoggerMessage(Level = LogLevel.Information, Message = "Wrapped {Count} keys under the newest version")]
    private partial void LogWrapped(int count);
}
