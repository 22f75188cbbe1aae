using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Dossiers.Portal;
using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Shelving;

namespace Zegel.Functions.Dossiers.Delivering;

/// <summary>
/// After a change of a dossier or a part: copies the dossier's facts into parts that are behind, hands keys to who
/// lacks them, and brings it where it is listed.
/// </summary>
public sealed class DossierDelivery(
    SpaceStore spaces, SpaceTabs tabs, KeyHandover keys, DossierCopies copies, DossierList list,
    ClientDossiers clientLists, MailboxList mailboxList) : ISpaceDelivery
{
    /// <inheritdoc/>
    public Task<bool> DeliverAsync(SpaceId id, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var read = await spaces.ReadAsync(id, SpaceQuery.Participants, cancellationToken);
            if (read?.Space.Value is not (Dossier or Part) || read.Space.Value.IsUnreadable)
            {
                return (true, false);
            }

            // Each time keys are handed over everything is read again, with them.
            if (await keys.HandOverAsync(read, DossierEvents.DossierKeyDelivered, cancellationToken) is { } problem)
            {
                return (problem is not ChangedMeanwhile, false);
            }

            if (read.Space.Value is not Part part)
            {
                await copies.CopyAsync(id, cancellationToken);
                await ListAsync(read, cancellationToken);
                return (true, false);
            }

            var dossier = (await spaces.ReadAsync(part.DossierId, SpaceQuery.Participants, cancellationToken))!;
            if (((Dossier)dossier.Space.Value).Revision > part.DossierRevision)
            {
                await copies.CopyAsync((Dossier)dossier.Space.Value, id, cancellationToken);
                return (false, false);
            }

            await Task.WhenAll(
                ListForClientsAsync(part, read, cancellationToken),
                ListMessagesAsync(part, read, cancellationToken),
                ListAsync(dossier, cancellationToken));
            return (true, false);
        });

    /// <summary>In the lists of everybody of the client who sees it, and out of those of all others.</summary>
    private Task ListForClientsAsync(Part part, SpaceRead read, CancellationToken cancellationToken)
    {
        var people = read.Participants.Select(one => one.Value).Where(one => !one.IsMailbox).ToList();
        var extras = people.Where(person => person.Rights != Rights.None && !person.AccountId!.Equals(part.ClientId))
            .Select(person => person.AccountId!.Value).ToList();
        return Task.WhenAll(people.Select(person => person is { Rights: not Rights.None, WrappedSealKey: { } key }
            ? clientLists.PutAsync(
                person.AccountId!.Value,
                new ClientDossier(
                    part.PartId, person.ParticipantId, key, part.ActiveAt, part.Facts.ForClients(), part.Numbers,
                    TabNumbers.Of(person.Reading!.Unread), person.AccountId.Equals(part.ClientId) ? extras : [])
                {
                    Tasks = part.Tasks,
                },
                part.Header, part.Revision, cancellationToken)
            : clientLists.RemoveAsync(person.AccountId!.Value, part, cancellationToken)));
    }

    /// <summary>From the client's first message on it stands among the mailbox's conversations too.</summary>
    private async Task ListMessagesAsync(Part part, SpaceRead read, CancellationToken cancellationToken)
    {
        if (part.Last is not { } last)
        {
            return;
        }

        var mailbox = read.Participants.Single(one => one.Value.IsMailbox).Value;
        var people = read.Participants.Select(one => one.Value).Where(one => !one.IsMailbox).ToList();
        var header = await tabs.GetHeaderAsync(
            part.Id, PartTab.Messages.ToName(), last.At, last.EntryId, cancellationToken);
        var listed = new ListedConversation(
            part.Id, mailbox.ParticipantId, last.EntryId, [.. people.Take(1).Select(person => person.Name!)],
            last.Author, last.At, mailbox.WrappedSealKey!,
            TabNumbers.Of(mailbox.Reading!.Unread).Messages > 0, last.Files,
            people.Any(person => person.NoticeFailed), NumberWrong: false, ConversationKind.Dossier,
            ParticipantId.Of(part.DossierId, ParticipantId.FirstNumber));
        await mailboxList.PutAsync(part.MailboxId, listed, header, part.Revision, cancellationToken, isSettled: true);
    }

    /// <summary>
    /// In the mailbox's list of dossiers, with what is in its parts. Numbers of changes only rise, so their sum says
    /// which of two workers read the later; the last change of all is followed by a worker that reads all of them.
    /// </summary>
    private async Task ListAsync(SpaceRead read, CancellationToken cancellationToken)
    {
        var dossier = (Dossier)read.Space.Value;
        var mailbox = read.Participants.Single(one => one.Value.IsMailbox).Value;
        if (mailbox.WrappedSealKey is not { } key)
        {
            // Its own delivery, which comes, hands it over and lists it.
            return;
        }

        var found = await Task.WhenAll(dossier.Parts.Select(
            part => spaces.ReadAsync(part.PartId, SpaceQuery.Participants, cancellationToken)));
        var parts = found.OfType<SpaceRead>()
            .Where(one => one.Space.Value is Part part && part.DossierId == dossier.Id).ToList();
        var at = parts.Select(one => ((Part)one.Space.Value).ActiveAt).Append(dossier.Facts.At).Max();
        var listed = new ListedDossier(
            dossier.Id, mailbox.ParticipantId, key, at, dossier.Facts,
            [.. parts.Select(one => ItemOf(dossier, (Part)one.Space.Value, one))]);
        var version = dossier.Revision + parts.Sum(one => (long)((Part)one.Space.Value).Revision);
        await list.PutAsync(dossier.MailboxId, listed, dossier.Header, version, cancellationToken);
    }

    private static ListedPart ItemOf(Dossier dossier, Part part, SpaceRead read)
    {
        var people = read.Participants.Select(one => one.Value).ToList();
        var mailbox = people.Single(person => person.IsMailbox);
        var client = people.Single(person => person.AccountId?.Equals(part.ClientId) == true);
        return new ListedPart(
            part.Id, mailbox.ParticipantId, part.ClientId, dossier.FindPart(part.Id)?.Name ?? client.Name!,
            TabNumbers.Of(mailbox.Reading!.Unread), TabNumbers.Of(client.Reading!.Unread),
            people.Where(person => !person.IsMailbox).Max(person => person.Reading!.ReadAt), part.IsRevoked)
        {
            Tasks = part.Tasks,
        };
    }
}
