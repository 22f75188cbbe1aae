using Zegel.Functions.Spaces.Receipts;

namespace Zegel.Functions.Spaces.Files;

/// <summary>
/// Tickets to read files that were sent; written down before they are handed out. What is refused is refused for each
/// file by itself.
/// </summary>
public sealed class Downloads(
    SpaceAccess access, SpaceStore spaces, SpaceShelves shelves, SealedBlobs blobs, Throttle throttle,
    TimeProvider time)
{
    /// <summary>Each takes two rows of a transaction, beside those of who asks.</summary>
    private const int InOneTransaction = 40;

    /// <summary>The tickets, in the order of the ids; or why the caller gets none at all.</summary>
    public async Task<Outcome<IReadOnlyList<Outcome<RequestDownload.Response>>>> RequestAsync(
        HttpRequest request, string participantId, IReadOnlyList<string> fileIds, CancellationToken cancellationToken)
    {
        var all = new List<Outcome<RequestDownload.Response>>();
        foreach (var some in fileIds.Chunk(InOneTransaction))
        {
            // Counted once, however often it is tried.
            var counted = new Dictionary<FileId, DateTimeOffset?>();
            var released = await Conflicts.RetryAsync(
                () => ReleaseAsync(request, participantId, some, counted, cancellationToken));
            if (released.IsRefused(out var problem, out var tickets))
            {
                return problem;
            }

            all.AddRange(tickets);
        }

        return all;
    }

    private async Task<(bool Done, Outcome<List<Outcome<RequestDownload.Response>>> Tickets)> ReleaseAsync(
        HttpRequest request, string participantId, IReadOnlyList<string> fileIds,
        Dictionary<FileId, DateTimeOffset?> counted, CancellationToken cancellationToken)
    {
        FileId[] ids = [.. fileIds.Where(Ids.IsId).Select(FileId.From)];
        var query = ids is [var one] ? new SpaceQuery { File = one } : new SpaceQuery { Files = true };
        // What is asked of the receipts, in the same query: the first time is written down with the ticket.
        query = ParticipantId.TryFrom(participantId, out var to) ? query with { HandedTo = to } : query;
        var found = await access.FindAsync<Space>(
            request, participantId, Rights.Read, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var space = actor.Space.Value;
        var files = space.HasMany && ids.Length > 1
            ? await shelves.FindFilesAsync(space.Id, ids, cancellationToken) : actor.Files;
        var change = actor.Change(time.GetUtcNow());
        var sent = ids.Where(id => files.GetValueOrDefault(id)?.Value.IsFor(actor.Me.Value, change.Now) == true)
            .ToDictionary(id => id, id => files[id]);
        var refused = space.HasMany
            ? await ViewAsync(actor, sent, change, cancellationToken)
            : await CountAsync(actor, sent.Keys, counted, cancellationToken);
        FileId[] released = [.. sent.Keys.Where(id => !refused.ContainsKey(id))];
        if (released.Length > 0)
        {
            Hand(actor, released.Select(id => sent[id].Value), change);
            change.Audit(actor.Did(SpaceEvents.FileReleased, change.Now, string.Join(' ', released)));
            foreach (var file in released.Where(_ => !space.HasMany).Select(id => sent[id]))
            {
                // As they are: of a ticket and a revoking at one moment one fails, and is decided again.
                change.Replace(file, file.Value);
            }

            if (!await spaces.TrySaveAsync(change, cancellationToken))
            {
                return (false, default);
            }
        }

        var tickets = new List<Outcome<RequestDownload.Response>>();
        foreach (var id in fileIds)
        {
            tickets.Add(!FileId.TryFrom(id, out var fileId) || !sent.TryGetValue(fileId, out var file)
                ? new ResourceNotFound()
                : refused.TryGetValue(fileId, out var refusal) ? refusal
                : await TicketAsync(file.Value, cancellationToken));
        }

        return (true, tickets);
    }

    /// <summary>Notes which files somebody outside is handed for the first time.</summary>
    private static void Hand(Actor<Space> actor, IEnumerable<SealedFile> files, SpaceChange change)
    {
        var me = actor.Me.Value;
        if (me.IsMailbox || actor.Space.Value.HasMany)
        {
            return;
        }

        foreach (var file in files)
        {
            if (file.EntryId is not null && file.Author != me.ParticipantId
                && !actor.Read.Handed.Any(before => before.FileId == file.FileId))
            {
                change.Hand(new FileReceipt(me.ParticipantId, file.FileId, change.Now, me.Method));
            }
        }
    }

    /// <summary>Each ticket can fetch the whole file, which the organisation pays for.</summary>
    private async Task<Dictionary<FileId, Problem>> CountAsync(
        Actor<Space> actor, IEnumerable<FileId> files, Dictionary<FileId, DateTimeOffset?> counted,
        CancellationToken cancellationToken)
    {
        var me = actor.Me.Value.ParticipantId;
        var taken = await Task.WhenAll(files.Where(file => !counted.ContainsKey(file)).Select(async file => (
            File: file,
            RetryAt: await throttle.TakeAsync(cancellationToken, new Limit(
                "download", $"{me}-{file}", SecurityNumbers.DownloadTicketsPerFilePerDay, TimeSpan.FromDays(1))))));
        foreach (var (file, retryAt) in taken)
        {
            counted[file] = retryAt;
        }

        return counted.Where(one => one.Value is not null)
            .ToDictionary(one => one.Key, one => (Problem)new TooManyRequests(one.Value!.Value));
    }

    /// <summary>Notes who is handed what, which counts it too.</summary>
    private async Task<Dictionary<FileId, Problem>> ViewAsync(
        Actor<Space> actor, Dictionary<FileId, Stored<SealedFile>> files, SpaceChange change,
        CancellationToken cancellationToken)
    {
        var me = actor.Me.Value;
        var who = actor.IsMailbox ? $"{me.ParticipantId.Number}~{actor.Account!.AccountId}" : me.ParticipantId.Number;
        var views = await shelves.ViewsOfAsync(change.Space, who, files.Keys, cancellationToken);
        var refused = new Dictionary<FileId, Problem>();
        foreach (var (id, file) in files)
        {
            if (!views.TryGetValue(id, out var before))
            {
                var name = actor.Account?.Name ?? me.Name ?? "";
                change.View(id, who, new FileView(me.ParticipantId, name, change.Now, change.Now, 1));
            }
            else if (before.Value.Again(change.Now).IsRefused(out var problem, out var again))
            {
                refused[id] = problem;
                continue;
            }
            else
            {
                change.Replace(before, again);
            }

            if (file.Value.OpenedAt is null && file.Value.Author != me.ParticipantId)
            {
                // From here on its author cannot take it back.
                change.Replace(file, file.Value with { OpenedAt = change.Now });
            }
        }

        return refused;
    }

    private async Task<RequestDownload.Response> TicketAsync(SealedFile file, CancellationToken cancellationToken)
    {
        var (address, expiresAt) = await blobs.DownloadTicketAsync(
            file.BlobName, file.ExpiresAt, cancellationToken);
        return new RequestDownload.Response(address, file.ETag!, SealedBlobs.StoredLength(file.Size), expiresAt);
    }
}
