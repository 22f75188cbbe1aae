using Zegel.Functions.Clients;
using Zegel.Functions.Dossiers.Portal;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Parts;

/// <summary>Decides which extra accounts of a company see a dossier.</summary>
public sealed class PartAccounts(
    SpaceAccess access, SpaceStore spaces, ClientStore clients, ClientDossiers lists, TimeProvider time)
{
    /// <summary>Lets one see it, or not any more; again changes nothing.</summary>
    /// <param name="request">Who decides: the company's main account, or staff.</param>
    /// <param name="participantId">As whom.</param>
    /// <param name="accountId">Whose view.</param>
    /// <param name="sees">Whether it sees it.</param>
    public async Task<Problem?> SetAsync(
        HttpRequest request, string participantId, string accountId, bool sees, CancellationToken cancellationToken)
    {
        var extra = await clients.FindAsync(accountId, cancellationToken);
        var set = await Conflicts.RetryAsync(
            () => TrySetAsync(request, participantId, accountId, extra, sees, cancellationToken));
        if (set.IsRefused(out var problem, out var part))
        {
            return problem;
        }

        if (!sees)
        {
            // Before this is answered; the delivery does it again.
            await lists.RemoveAsync(AccountId.From(accountId), part, cancellationToken);
        }

        return null;
    }

    private async Task<(bool Done, Outcome<Part> Set)> TrySetAsync(
        HttpRequest request, string participantId, string accountId, FoundClient? extra, bool sees,
        CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Notices = true };
        var found = await access.FindAsync<Part>(request, participantId, Rights.Read, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var part = actor.Space.Value;
        if (!actor.IsMailbox && actor.Account!.AccountId != part.ClientId)
        {
            return (true, new ResourceNotFound());
        }

        var before = actor.Participants.SingleOrDefault(one => one.Value.AccountId?.Value == accountId);
        var isExtra = extra?.Value.IsExtraOf(part.ClientId) == true;
        if (accountId == part.ClientId || (sees && (!isExtra || extra!.Head.IsShut)) || (!isExtra && before is null))
        {
            return (true, new NoSuchClient());
        }

        var account = AccountId.From(accountId);
        if (part.ExtraAccounts.Contains(account) == sees)
        {
            return (true, part);
        }

        if (sees && before is null && actor.Participants.Count > SecurityNumbers.PeopleInPart)
        {
            return (true, new DossierFull());
        }

        var change = actor.Change(time.GetUtcNow());
        var changed = part.Changed() with
        {
            ExtraAccounts = sees
                ? [.. part.ExtraAccounts, account] : [.. part.ExtraAccounts.Where(other => other != account)],
            NextNumber = part.NextNumber + (before is null ? 1 : 0),
        };
        change.Replace(actor.Space, changed);
        Set(actor, changed, before, extra, change);
        change.Audit(actor.Did(
            DossierEvents.ExtraAccountChanged, change.Now, $"{accountId} {(sees ? "sees" : "does-not-see")}"));
        change.Deliver();
        return (await spaces.TrySaveAsync(change, cancellationToken), changed);
    }

    private static void Set(
        Actor<Part> actor, Part part, Stored<Participant>? before, FoundClient? extra, SpaceChange change)
    {
        if (before is null)
        {
            var id = ParticipantId.Of(part.Id, actor.Space.Value.NextNumber);
            var person = PartPeople.Person(id, extra!.Head, extra.Value.Name, change.Now);
            change.Add(person.See(part.IsSeenBy(person), change.Now));
            return;
        }

        var sees = part.IsSeenBy(before.Value);
        change.Replace(before, before.Value.See(sees, change.Now));
        foreach (var notice in actor.Read.Notices.Where(
            one => !sees && one.Value.ParticipantId?.Equals(before.Value.ParticipantId) == true))
        {
            change.Withdraw(notice);
        }
    }
}
