namespace Zegel.Functions.Spaces.Files;

/// <summary>A reader's check of a file failed: it is written down, and its sender is told, once a day.</summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class ReportDamagedFile(SpaceAccess access, SpaceStore spaces, Throttle throttle, TimeProvider time)
{
    [Function(nameof(ReportDamagedFile))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/files/{fileId}/damaged")]
        HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var found = await access.FindSentFileAsync(
            request, participantId, fileId, time.GetUtcNow(), cancellationToken);
        if (found.IsRefused(out var problem, out var sent))
        {
            return problem.ToResult();
        }

        var (actor, file) = sent;
        var change = new SpaceChange(actor.Space.Value.Id, time.GetUtcNow());
        change.Audit(actor.Did(SpaceEvents.FileDamaged, change.Now, fileId));
        var onceADay = new Limit("file-damaged", fileId, 1, TimeSpan.FromDays(1));
        if (await throttle.TakeAsync(cancellationToken, onceADay) is null)
        {
            var space = actor.Space.Value;
            var author = actor.Participants.Single(one => one.Value.ParticipantId == file.Value.Author).Value;
            if (author.Revoked is null)
            {
                change.Announce(Notices.ToAnyone(author, space.Kind.Notices.FileDamaged, space));
            }
        }

        return await spaces.TrySaveAsync(change, cancellationToken)
            ? TypedResults.NoContent()
            : new ChangedMeanwhile().ToResult();
    }
}
