namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// How a link stands. All that it changes is that the link was visited, once a notice (X10), so that a mail scanner
/// that opens links, and opens them again, changes nothing else (design: a link alone never opens anything). Whoever
/// has a link that was right once hears what became of it; anybody else nothing.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class LookAtLink(Links links, SpaceStore spaces, TimeProvider time)
{
    [Function(nameof(LookAtLink))]
    public async Task<Results<Ok<LinkState>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/look")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var secret = (await request.ReadAsync<LinkRequest>(cancellationToken)).Secret;
        var looked = await links.LookAsync(request, participantId, secret, cancellationToken, withNotices: true);
        if (looked.IsRefused(out var problem, out var link))
        {
            return problem.ToResult();
        }

        await NoteVisitAsync(link, cancellationToken);
        return TypedResults.Ok(await links.StateAsync(link, request, cancellationToken));
    }

    /// <summary>Of who looks at the same moment one is enough: what was written meanwhile is left as it is.</summary>
    private async Task NoteVisitAsync(Link link, CancellationToken cancellationToken)
    {
        var newest = link.Told.Where(told => told.Value is { IsSms: false, SentAt: not null })
            .MaxBy(told => told.Value.SentAt);
        if (newest is { Value.VisitedAt: null } && link.Participant.Value.Revoked is null)
        {
            var change = new SpaceChange(link.Space.Value.Id, time.GetUtcNow());
            change.Replace(newest, newest.Value with { VisitedAt = change.Now });
            await spaces.TrySaveAsync(change, cancellationToken);
        }
    }
}
