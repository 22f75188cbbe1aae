using Zegel.Functions.Folders.Digests;
using Zegel.Functions.Folders.Shelves;
using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Shelving;

namespace Zegel.Functions.Folders.Delivering;

/// <summary>
/// After a change of a folder: hands its key to who lacks it, brings it where it is listed, takes it off the lists of
/// those from whom it was taken, and tells whose time it is.
/// </summary>
public sealed class FolderDelivery(
    SpaceStore spaces, SpaceShelves shelves, KeyHandover keys, FolderList list, Shelf shelf, FolderDigests digests)
    : ISpaceDelivery
{
    /// <inheritdoc/>
    public Task<bool> DeliverAsync(SpaceId id, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var read = await spaces.ReadAsync(id, SpaceQuery.Participants, cancellationToken);
            if (read?.Space.Value is not Folder { IsUnreadable: false } folder)
            {
                return (true, false);
            }

            if (folder.EndedAt is not null)
            {
                await UnlistAsync(folder, read.Participants, cancellationToken);
                return (true, false);
            }

            // Each time keys are handed over everything is read again, with them.
            if (await keys.HandOverAsync(read, FolderEvents.FolderKeyDelivered, cancellationToken) is { } problem)
            {
                return (problem is not ChangedMeanwhile, false);
            }

            await ListAsync(folder, read, cancellationToken);
            return await digests.TellAsync(read, cancellationToken) is { } isBusy ? (true, isBusy) : (false, false);
        });

    /// <summary>Takes a folder that was ended off all lists.</summary>
    public Task UnlistAsync(
        Folder folder, IEnumerable<Stored<Participant>> participants, CancellationToken cancellationToken) =>
        Task.WhenAll(participants.Select(person => person.Value.AccountId is { } account
            ? shelf.RemoveAsync(account, folder.Id, folder.ChangedAt, cancellationToken)
            : list.RemoveAsync(folder.MailboxId, folder.Id, folder.ChangedAt, cancellationToken)));

    private async Task ListAsync(Folder folder, SpaceRead read, CancellationToken cancellationToken)
    {
        var entry = (await shelves.FindAsync<FolderEntry>(folder.Id, folder.Id.Value, cancellationToken))!;
        var people = read.Participants.Select(person => person.Value).ToList();
        var at = people.Max(person => person.Following?.AddedAt) is { } added && added > folder.ChangedAt
            ? added : folder.ChangedAt;
        await Task.WhenAll(people.Select(person => person switch
        {
            { IsMailbox: true } => list.PutAsync(
                folder.MailboxId,
                new ListedFolder(folder.Id, person.ParticipantId, person.WrappedSealKey!, at, NamesOf(people)),
                entry.Note, cancellationToken),
            _ when FolderRights.Of(person.Rights) is { } right => shelf.PutAsync(
                person.AccountId!.Value,
                new ShelvedFolder(
                    folder.Id, person.ParticipantId, folder.MailboxId, person.WrappedSealKey!, at, right),
                entry.Note, cancellationToken),
            _ => shelf.RemoveAsync(person.AccountId!.Value, folder.Id, at, cancellationToken),
        }));
    }

    private static IReadOnlyList<string> NamesOf(IEnumerable<Participant> people) =>
        [.. people.Where(person => !person.IsMailbox && person.Rights != Rights.None).Select(person => person.Name!)];
}
