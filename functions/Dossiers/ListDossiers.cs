using Zegel.Functions.Lists;

namespace Zegel.Functions.Dossiers;

/// <summary>The dossiers of a mailbox, the one in which something happened last first; up to 500 at once.</summary>
[Allow(Caller.Staff)]
public sealed class ListDossiers(DossierList list)
{
    public sealed record Response(IReadOnlyList<Item> Dossiers, string? Next);

    /// <param name="DossierId">Which.</param>
    /// <param name="ParticipantId">The mailbox in it.</param>
    /// <param name="Note">Number, description and titles of the steps.</param>
    /// <param name="WrappedSealKey">Its seal key, with its context, under the mailbox's (A256KW).</param>
    /// <param name="At">When something happened in it last.</param>
    /// <param name="Facts">What is known of it without a key.</param>
    /// <param name="Parts">The clients in it.</param>
    public sealed record Item(
        SpaceId DossierId, ParticipantId ParticipantId, SealedNote Note, byte[] WrappedSealKey, DateTimeOffset At,
        DossierFacts Facts, IReadOnlyList<ListedPart> Parts);

    [Function(nameof(ListDossiers))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/dossiers")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        if (!request.SignedIn().MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        if (!ListCursor.TryRead(request, out var cursor))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        var (page, next) = await list.PageAsync(MailboxId.From(mailboxId), cursor, cancellationToken);
        return TypedResults.Ok(new Response([.. page.Select(row => ItemOf(row.Dossier, row.Header))], next));
    }

    private static Item ItemOf(ListedDossier dossier, SealedNote header) => new(
        dossier.DossierId, dossier.ParticipantId, header, dossier.WrappedSealKey, dossier.At, dossier.Facts,
        dossier.Parts);
}
