namespace Zegel.Functions.Spaces.Files;

/// <summary>
/// Stages a file and hands out a ticket to write its blob; again: a fresh ticket for the same blob. Called once for a
/// file and once for each renewal, never for a block.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class RequestUpload(
    SpaceAccess access, SpaceStore spaces, SealedBlobs blobs, Quota quota, SpacePurge purge, Expiries expiries,
    TimeProvider time)
{
    /// <param name="FileId">Made by the browser.</param>
    /// <param name="Size">Plain bytes.</param>
    /// <param name="Resume">Whether the browser goes on with an upload and wants to know what is stored of it.</param>
    public sealed record Request(string FileId, long Size, bool Resume = false) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(FileId), "fileId", "id-invalid");
            checks.That(Size is >= 0 and <= SecurityNumbers.LargestFile, "size", "file-too-large");
        }
    }

    /// <param name="UploadUrl">The ticket; null when it is finished, since nothing can be written any more.</param>
    /// <param name="ExpiresAt">When it ends.</param>
    /// <param name="Blocks">The blocks that are stored, when asked for; an upload ticket cannot read them.</param>
    /// <param name="Finished">Whether the upload was finished before and only waits for its message.</param>
    public sealed record Response(Uri? UploadUrl, DateTimeOffset? ExpiresAt, IReadOnlyList<int>? Blocks, bool Finished);

    [Function(nameof(RequestUpload))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/files")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staged = await Conflicts.RetryAsync(() => StageAsync(request, participantId, body, cancellationToken));
        if (staged.IsRefused(out var problem, out var upload))
        {
            return problem.ToResult();
        }

        var (file, isNew) = upload;
        if (file.IsReady)
        {
            return TypedResults.Ok(new Response(null, null, [], true));
        }

        var stored = isNew ? StagedBlob.Nothing : await blobs.LookAsync(file.UploadName, cancellationToken);

        // After the row, which knows the mailbox: whatever fails here is given back when the row goes.
        if (await CountAsync(file, isNew, stored, cancellationToken) is { } refusal)
        {
            return refusal.ToResult();
        }

        var (address, expiresAt) = await blobs.UploadTicketAsync(file.UploadName, cancellationToken);
        await expiries.AddAsync(expiresAt, ExpiringUpload.Kind, file.Author.Space, file.FileId, cancellationToken);
        return TypedResults.Ok(new Response(address, expiresAt, body.Resume ? stored.Blocks : null, false));
    }

    private async Task<(bool Done, Outcome<(SealedFile File, bool IsNew)> Staged)> StageAsync(
        HttpRequest request, string participantId, Request body, CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Files = true };
        var found = await access.FindAsync<Space>(request, participantId, Rights.Upload, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var before = actor.Files.GetValueOrDefault(FileId.From(body.FileId));
        if (Refuse(actor, before?.Value, body) is { } refusal)
        {
            return (true, refusal);
        }

        // An upload that goes on keeps open the visitor's way in, and the space that waits for its first entry.
        var change = actor.Change(time.GetUtcNow());
        var space = actor.Space.Value;
        var lifetime = actor.IsMailbox ? SecurityNumbers.StaffDraftLifetime : SecurityNumbers.VisitorDraftLifetime;
        var waitsUntil = change.Now + lifetime;
        var file = before?.Value ?? NewFile(actor, body, waitsUntil);
        if (before is null)
        {
            change.Expire(waitsUntil, ExpiringFile.Kind, body.FileId);
            change.Stage(file);
        }
        else if (IsLongAgo(file.WaitsUntil, waitsUntil))
        {
            change.Expire(waitsUntil, ExpiringFile.Kind, body.FileId);
            change.Replace(before, file with { WaitsUntil = waitsUntil });
        }

        if (!space.IsStarted && IsLongAgo(space.WaitsUntil, waitsUntil))
        {
            change.Expire(waitsUntil, ExpiringSpace.Kind);
            change.Replace(actor.Space, space with { WaitsUntil = waitsUntil });
        }
        else if (before is null)
        {
            // Two new files at once see each other, so that what one participant may stage is one sum.
            change.Replace(actor.Space, space);
        }

        return (await spaces.TrySaveAsync(change, cancellationToken), (file, before is null));
    }

    private static Problem? Refuse(Actor<Space> actor, SealedFile? before, Request body)
    {
        var me = actor.Me.Value.ParticipantId;
        if (before is not null)
        {
            var isSame = before.Author == me && before.Size == body.Size && before.IsStaged
                && (body.Resume || !before.IsReady);
            return isSame ? null : new IdTaken();
        }

        var own = actor.Files.Values.Select(file => file.Value)
            .Where(file => file.EntryId is null && file.Author == me);
        return FileQuotas.RefuseOfOne([.. own], body.Size);
    }

    private static SealedFile NewFile(Actor<Space> actor, Request body, DateTimeOffset waitsUntil) => new()
    {
        FileId = FileId.From(body.FileId),
        Size = body.Size,
        UploadName = Tokens.NewId(),
        BlobName = Tokens.NewId(),
        Author = actor.Me.Value.ParticipantId,
        IsOfMailbox = actor.IsMailbox,
        MailboxId = actor.Space.Value.MailboxId,
        WaitsUntil = waitsUntil,
    };

    /// <summary>Whether it was noted so long ago that it is to be noted again.</summary>
    private static bool IsLongAgo(DateTimeOffset? noted, DateTimeOffset waitsUntil) =>
        noted is null || noted < waitsUntil - SecurityNumbers.DraftTouch;

    /// <summary>Counts what is stored, or what is to come of staff, and says whether it fits.</summary>
    private async Task<Problem?> CountAsync(
        SealedFile file, bool isNew, StagedBlob stored, CancellationToken cancellationToken)
    {
        if (!await purge.CountUploadAsync(file, stored, cancellationToken))
        {
            return new FileTooLong();
        }

        // After counting, so that of many at once each sees the others.
        var use = await quota.SumAsync(file.MailboxId, cancellationToken);
        if (!isNew)
        {
            return file.IsOfMailbox ? null : FileQuotas.RefuseToGoOn(use);
        }

        var refusal = FileQuotas.RefuseNew(use, file);
        if (refusal is not null)
        {
            await purge.EndFileAsync(file.Author.Space, file.FileId, cancellationToken);
        }

        return refusal;
    }
}
