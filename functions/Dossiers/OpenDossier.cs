using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Dossiers.Tasks;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers;

/// <summary>Opens a dossier for the office: its header, its facts and everybody in it. Written down.</summary>
[Allow(Caller.Staff)]
public sealed class OpenDossier(
    SpaceAccess access, SpaceStore spaces, MailboxNames names, TimeProvider time)
{
    /// <param name="DossierId">Which.</param>
    /// <param name="ParticipantId">The mailbox in it.</param>
    /// <param name="WrappedSealKey">Under the mailbox's key; null for the first seconds.</param>
    /// <param name="Note">Number, description and titles of the steps.</param>
    /// <param name="Facts">What is known of it without a key.</param>
    /// <param name="Parts">The clients in it, in the order in which they came in.</param>
    public sealed record Response(
        SpaceId DossierId, ParticipantId ParticipantId, byte[]? WrappedSealKey, SealedNote Note, DossierFacts Facts,
        IReadOnlyList<PartItem> Parts);

    /// <param name="PartId">The space that the office shares with them.</param>
    /// <param name="ParticipantId">The mailbox in it.</param>
    /// <param name="ClientId">The account of the client, or the company's main account.</param>
    /// <param name="Name">Of the client.</param>
    /// <param name="IsMade">False when making it was cut off: the same request again, or revoking, ends that.</param>
    /// <param name="IsRevoked">Whether the dossier was taken away from them.</param>
    /// <param name="WrappedSealKey">Its seal key under the mailbox's; null for the first seconds.</param>
    /// <param name="Numbers">What stands in each tab.</param>
    /// <param name="Unread">What nobody of the office opened yet.</param>
    /// <param name="Tasks">How many tasks wait for whom.</param>
    /// <param name="People">Who of the client is in it: the client first, then extra accounts of a company.</param>
    public sealed record PartItem(
        SpaceId PartId, ParticipantId ParticipantId, AccountId ClientId, string Name, bool IsMade, bool IsRevoked,
        byte[]? WrappedSealKey, TabNumbers Numbers, TabNumbers Unread, TaskNumbers Tasks,
        IReadOnlyList<PartPerson> People);

    [Function(nameof(OpenDossier))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/dossier/open")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var found = await access.FindDossierAsync(request, participantId, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem.ToResult();
        }

        var dossier = actor.Space.Value;
        if (dossier.IsUnreadable)
        {
            return new SealKeyRefused().ToResult();
        }

        // All that may fail comes before it is written down.
        var mailbox = await names.GetAsync(dossier.MailboxId, cancellationToken);
        var parts = await Task.WhenAll(dossier.Parts.Select(
            async part => (part, await spaces.ReadAsync(part.PartId, SpaceQuery.Participants, cancellationToken))));
        var change = actor.Change(time.GetUtcNow());
        change.Audit(actor.Did(DossierEvents.DossierOpened, change.Now));
        await spaces.TrySaveAsync(change, cancellationToken); // a record alone: nothing it could meet
        return TypedResults.Ok(new Response(
            dossier.DossierId, actor.Me.Value.ParticipantId, actor.Me.Value.WrappedSealKey, dossier.Header,
            dossier.Facts, [.. parts.Select(pair => ItemOf(dossier, pair.part, pair.Item2, mailbox))]));
    }

    private static PartItem ItemOf(Dossier dossier, DossierPart listed, SpaceRead? read, string mailbox)
    {
        var made = read?.Space.Value is Part part && part.DossierId == dossier.Id ? part : null;
        var people = made is null ? [] : read!.Participants;
        var office = people.SingleOrDefault(one => one.Value.IsMailbox)?.Value;
        return new PartItem(
            listed.PartId,
            ParticipantId.Of(listed.PartId, ParticipantId.FirstNumber),
            listed.ClientId,
            listed.Name,
            made is not null,
            listed.IsRevoked,
            office?.WrappedSealKey,
            made?.Numbers ?? TabNumbers.None,
            office is null ? TabNumbers.None : TabNumbers.Of(office.Reading!.Unread),
            made?.Tasks ?? TaskNumbers.None,
            made is null ? [] : PartPeople.ShownTo(
                office!, made, people.Where(one => !one.Value.IsMailbox), mailbox));
    }
}
