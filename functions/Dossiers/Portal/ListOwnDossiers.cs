using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Dossiers.Tasks;
using Zegel.Functions.Lists;

namespace Zegel.Functions.Dossiers.Portal;

/// <summary>The dossiers of a client, the one in which something happened last first; up to 500 at once.</summary>
[Allow(Caller.Client)]
public sealed class ListOwnDossiers(ClientDossiers list)
{
    public sealed record Response(IReadOnlyList<Item> Dossiers, string? Next);

    /// <param name="PartId">Which.</param>
    /// <param name="ParticipantId">As whom the account acts in it.</param>
    /// <param name="Note">Number, description and titles of the steps.</param>
    /// <param name="WrappedSealKey">Its seal key, with its context, under the shelf's (A256KW).</param>
    /// <param name="At">When something happened in it last.</param>
    /// <param name="Facts">What is known of it without a key.</param>
    /// <param name="Numbers">What stands in each tab.</param>
    /// <param name="Unread">What the account did not open yet: what waits for it (N39).</param>
    /// <param name="Tasks">How many tasks wait for whom (N38).</param>
    /// <param name="Accounts">For a company's main account: the extra accounts that see it.</param>
    public sealed record Item(
        SpaceId PartId, ParticipantId ParticipantId, SealedNote Note, byte[] WrappedSealKey, DateTimeOffset At,
        DossierFacts Facts, TabNumbers Numbers, TabNumbers Unread, TaskNumbers Tasks,
        IReadOnlyList<AccountId> Accounts);

    [Function(nameof(ListOwnDossiers))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "portal/dossiers")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!ListCursor.TryRead(request, out var cursor))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        var (page, next) = await list.PageAsync(request.SignedIn().AccountId, cursor, cancellationToken);
        return TypedResults.Ok(new Response([.. page.Select(row => ItemOf(row.Dossier, row.Header))], next));
    }

    private static Item ItemOf(ClientDossier dossier, SealedNote header) => new(
        dossier.PartId, dossier.ParticipantId, header, dossier.WrappedSealKey, dossier.At, dossier.Facts,
        dossier.Numbers, dossier.Unread, dossier.Tasks, dossier.Accounts);
}
