using Zegel.Functions.Folders.Shelves;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Sharing;

/// <summary>Changes what somebody with whom a folder is shared may do in it.</summary>
public sealed class People(SpaceAccess access, SpaceStore spaces, Shelf shelf, TimeProvider time)
{
    /// <summary>
    /// Gives another right, or none: from the end of this call on nothing is handed out by the former one. Doing it
    /// again changes nothing.
    /// </summary>
    /// <param name="request">Who decides.</param>
    /// <param name="participantId">As whom: the mailbox.</param>
    /// <param name="otherId">Whose right.</param>
    /// <param name="rights">What they may do from here on.</param>
    public async Task<Problem?> ChangeAsync(
        HttpRequest request, string participantId, string otherId, Rights rights, CancellationToken cancellationToken)
    {
        var changed = await Conflicts.RetryAsync(
            () => TryChangeAsync(request, participantId, otherId, rights, cancellationToken));
        if (changed.IsRefused(out var problem, out var person))
        {
            return problem;
        }

        if (rights == Rights.None)
        {
            // The list that holds the folder's name and key; the delivery does it again.
            await shelf.RemoveAsync(person.Account, person.Folder.Id, person.Folder.ChangedAt, cancellationToken);
        }

        return null;
    }

    private async Task<(bool Done, Outcome<(AccountId Account, Folder Folder)> Changed)> TryChangeAsync(
        HttpRequest request, string participantId, string otherId, Rights rights, CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Notices = true };
        var found = await access.FindOwnedAsync(request, participantId, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var person = actor.Participants.SingleOrDefault(one => one.Value.ParticipantId == otherId);
        if (person?.Value.AccountId is not { } account || (person.Value.Rights == Rights.None && rights != Rights.None))
        {
            return (true, new ResourceNotFound());
        }

        var folder = actor.Space.Value;
        if (person.Value.Rights == rights)
        {
            return (true, (account, folder));
        }

        var change = actor.Change(time.GetUtcNow());
        var changed = folder.Changed(change.Now);
        change.Replace(person, person.Value with
        {
            Rights = rights, WrappedSealKey = rights == Rights.None ? null : person.Value.WrappedSealKey,
        });
        change.Replace(actor.Space, changed);
        if (rights == Rights.None)
        {
            foreach (var notice in actor.Read.Notices.Where(one => one.Value.ParticipantId == otherId))
            {
                change.Withdraw(notice);
            }
        }

        var what = rights == Rights.None ? FolderEvents.FolderWithdrawn : FolderEvents.FolderRightChanged;
        var right = FolderRights.Of(rights) is { } given ? " " + given.NameOf() : "";
        change.Audit(actor.Did(what, change.Now, $"{otherId} {account}{right}"));
        change.Deliver();
        return (await spaces.TrySaveAsync(change, cancellationToken), (account, changed));
    }
}
