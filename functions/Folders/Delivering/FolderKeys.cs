using Zegel.Functions.Folders.Shelves;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Delivering;

/// <summary>
/// Hands the mailbox, and everybody with whom a folder is shared, its seal key for their lists: once, wrapped under a
/// key of their own, and written down.
/// </summary>
public sealed class FolderKeys(
    SealKeyRelease release, MailboxKeys mailboxes, Shelf shelf, TimeProvider time)
{
    /// <summary>Each takes two rows of a transaction.</summary>
    private const int AtOnce = 40;

    /// <summary>Hands it to those who do not have it, or some of them; accounts that are gone get none.</summary>
    /// <returns>Null when all have it; else why it must be looked at again, or never can be.</returns>
    public async Task<Problem?> HandOverAsync(SpaceRead read, CancellationToken cancellationToken)
    {
        Stored<Participant>[] without =
        [
            .. read.Participants.Where(
                person => person.Value.WrappedSealKey is null && person.Value.Rights.HasFlag(Rights.Read)).Take(AtOnce),
        ];
        var folder = (Folder)read.Space.Value;
        var under = await WrapsAsync(without, folder, cancellationToken);
        if (under.Count == 0)
        {
            return null;
        }

        var released = await release.ReleaseAsync(
            folder,
            async sealKey =>
            {
                var change = new SpaceChange(folder.Id, time.GetUtcNow());
                foreach (var (person, wrap) in under)
                {
                    change.Replace(person, person.Value with { WrappedSealKey = await wrap(sealKey) });
                    change.Audit(new AuditRecord(
                        FolderEvents.FolderKeyDelivered, change.Now, "system", folder.Id,
                        OnBehalfOf: person.Value.ParticipantId));
                }

                return change;
            },
            () => Task.FromResult(Unreadable(read, folder)),
            cancellationToken);
        return released.IsRefused(out var problem, out _) ? problem : new ChangedMeanwhile();
    }

    /// <summary>How the key is wrapped for each; not in it is an account that is gone.</summary>
    private async Task<List<(Stored<Participant> Person, Func<byte[], Task<byte[]>> Wrap)>> WrapsAsync(
        IEnumerable<Stored<Participant>> people, Folder folder, CancellationToken cancellationToken)
    {
        var wraps = new List<(Stored<Participant>, Func<byte[], Task<byte[]>>)>();
        foreach (var person in people)
        {
            if (person.Value.AccountId is not { } account)
            {
                wraps.Add((person, key =>
                    mailboxes.WrapAsync(folder.MailboxId, folder.KeyContext, key, cancellationToken)));
            }
            else if (await shelf.KeyAsync(account, make: true, cancellationToken) is { } shelfKey)
            {
                wraps.Add((person, key =>
                    SealKeys.WrapUnderAsync(shelfKey, folder.KeyContext, key, cancellationToken)));
            }
        }

        return wraps;
    }

    /// <summary>What was wrapped is no seal key of this folder: nothing more is written or read in it.</summary>
    private SpaceChange Unreadable(SpaceRead read, Folder folder)
    {
        var change = new SpaceChange(folder.Id, time.GetUtcNow());
        if (!folder.IsUnreadable)
        {
            change.Replace(read.Space, folder with { IsUnreadable = true });
            change.Audit(new AuditRecord(SealingEvents.SealKeyRefused, change.Now, "system", folder.Id));
        }

        return change;
    }
}
