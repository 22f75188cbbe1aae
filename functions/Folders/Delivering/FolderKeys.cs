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

    /// <summary>Hands it to those who do not have it, or some of them.</summary>
    /// <returns>Null when all have it; else why it must be looked at again, or never can be.</returns>
    public async Task<Problem?> HandOverAsync(SpaceRead read, CancellationToken cancellationToken)
    {
        Stored<Participant>[] without =
        [
            .. read.Participants.Where(
                person => person.Value.WrappedSealKey is null && person.Value.Rights.HasFlag(Rights.Read)).Take(AtOnce),
        ];
        if (without.Length == 0)
        {
            return null;
        }

        var folder = (Folder)read.Space.Value;
        var released = await release.ReleaseAsync(
            folder,
            async sealKey =>
            {
                var change = new SpaceChange(folder.Id, time.GetUtcNow());
                foreach (var person in without)
                {
                    var wrapped = await WrapAsync(folder, person.Value, sealKey, cancellationToken);
                    change.Replace(person, person.Value with { WrappedSealKey = wrapped });
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

    private async Task<byte[]> WrapAsync(
        Folder folder, Participant person, byte[] sealKey, CancellationToken cancellationToken)
    {
        if (person.AccountId is not { } account)
        {
            return await mailboxes.WrapAsync(folder.MailboxId, folder.KeyContext, sealKey, cancellationToken);
        }

        var shelfKey = await shelf.KeyAsync(account, make: true, cancellationToken);
        return await SealKeys.WrapUnderAsync(shelfKey!, folder.KeyContext, sealKey, cancellationToken);
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
