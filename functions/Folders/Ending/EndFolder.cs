using Zegel.Functions.Folders.Delivering;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Ending;

/// <summary>
/// Staff ends a whole folder: from this answer on nobody finds it, it stands on nobody's list, and no key, ticket or
/// finish is given. For a quarter of an hour it can be taken back (<see cref="RestoreFolder"/>); then its files are
/// deleted.
/// </summary>
[Allow(Caller.Staff)]
public sealed class EndFolder(SpaceAccess access, SpaceStore spaces, FolderDelivery delivery, TimeProvider time)
{
    /// <summary>People and notices in one transaction, beside the folder's row and the record.</summary>
    private const int InOneTransaction = 90;

    /// <param name="RestorableUntil">Until when it can be taken back.</param>
    public sealed record Response(DateTimeOffset RestorableUntil);

    /// <summary>A folder that is ended.</summary>
    /// <param name="Folder">As it is stored.</param>
    /// <param name="People">Who was in it.</param>
    /// <param name="IsWhole">Whether nothing that was read before can be changed any more.</param>
    private sealed record Ended(Folder Folder, IReadOnlyList<Stored<Participant>> People, bool IsWhole);

    [Function(nameof(EndFolder))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "participants/{participantId}/folder")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        Ended ended;
        do
        {
            var outcome = await Conflicts.RetryAsync(() => TryEndAsync(request, participantId, cancellationToken));
            if (outcome.IsRefused(out var problem, out ended!))
            {
                return problem.ToResult();
            }
        }
        while (!ended.IsWhole);

        // The lists that hold the folder's name and key; the delivery does it again.
        await delivery.UnlistAsync(ended.Folder, ended.People, cancellationToken);
        return TypedResults.Ok(new Response(ended.Folder.EndedAt!.Value + SecurityNumbers.EndedSpaceKept));
    }

    private async Task<(bool Done, Outcome<Ended> Ended)> TryEndAsync(
        HttpRequest request, string participantId, CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Notices = true, Ended = true };
        var found = await access.FindOwnedAsync(request, participantId, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var (change, before) = (actor.Change(time.GetUtcNow()), actor.Space.Value);
        var folder = before;
        if (before.EndedAt is null)
        {
            folder = before.Changed(AfterAll(actor.Participants, change.Now)) with { EndedAt = change.Now };
            change.Replace(actor.Space, folder);
            change.Expire(folder.EndedAt.Value + SecurityNumbers.EndedSpaceKept, ExpiringSpace.Kind);
            change.Audit(actor.Did(FolderEvents.FolderEnded, change.Now));
            change.Deliver();
        }

        // Each row is written: a change that somebody decided on before, and makes now, fails. Who lacks a key comes
        // first, since of the others the key says who is left.
        Stored<Participant>[] people =
        [
            .. actor.Participants.Where(person => before.EndedAt is null || person.Value.WrappedSealKey is not null)
                .OrderBy(person => person.Value.WrappedSealKey is not null),
        ];
        foreach (var person in people.Take(InOneTransaction))
        {
            change.Replace(person, person.Value with { WrappedSealKey = null });
        }

        foreach (var notice in actor.Read.Notices.Take(InOneTransaction - people.Length))
        {
            change.Withdraw(notice);
        }

        var isWhole = people.Length + actor.Read.Notices.Count <= InOneTransaction;
        return (await spaces.TrySaveAsync(change, cancellationToken), new Ended(folder, actor.Participants, isWhole));
    }

    /// <summary>Now, or the moment of what was added last on a clock that was ahead: no list row is newer.</summary>
    private static DateTimeOffset AfterAll(IEnumerable<Stored<Participant>> people, DateTimeOffset now) =>
        people.Max(person => person.Value.Following?.AddedAt) is { } added && added > now ? added : now;
}
