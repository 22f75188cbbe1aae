namespace Zegel.Functions.Spaces.Files;

/// <summary>
/// Stages files and hands out tickets to write their blobs; again: fresh tickets for the same blobs. What is refused is
/// refused for each file by itself, and before its first byte.
/// </summary>
public sealed class StagingUploads(
    SpaceAccess access, SpaceStore spaces, SpaceShelves shelves, SealedBlobs blobs, Quota quota, SpacePurge purge,
    Expiries expiries, TimeProvider time)
{
    /// <summary>A row each, beside those of the space and of who asks.</summary>
    private const int InOneTransaction = 90;

    /// <summary>A file that was staged, now or before, and how long a ticket for it works.</summary>
    private sealed record Staged(SealedFile File, bool IsNew, TimeSpan Ticket);

    /// <summary>The tickets, in the order in which they are asked; or why the caller gets none at all.</summary>
    public async Task<Outcome<IReadOnlyList<Outcome<RequestUpload.Response>>>> RequestAsync(
        HttpRequest request, string participantId, IReadOnlyList<RequestUpload.Request> wanted,
        CancellationToken cancellationToken)
    {
        var all = new List<Outcome<RequestUpload.Response>>();
        foreach (var some in wanted.Chunk(InOneTransaction))
        {
            var staged = await Conflicts.RetryAsync(
                () => StageAsync(request, participantId, some, cancellationToken));
            if (staged.IsRefused(out var problem, out var files))
            {
                return problem;
            }

            all.AddRange(await TicketsAsync(some, files, cancellationToken));
        }

        return all;
    }

    private async Task<(bool Done, Outcome<List<Outcome<Staged>>> Files)> StageAsync(
        HttpRequest request, string participantId, IReadOnlyList<RequestUpload.Request> wanted,
        CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Files = true };
        var found = await access.FindAsync<Space>(request, participantId, Rights.Upload, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        // An upload that goes on keeps open the visitor's way in, and the space that waits for its first entry.
        var (space, change) = (actor.Space.Value, actor.Change(time.GetUtcNow()));
        var lifetime = actor.IsMailbox ? SecurityNumbers.StaffDraftLifetime : SecurityNumbers.VisitorDraftLifetime;
        var waitsUntil = change.Now + lifetime;
        var own = actor.Files.Values.Select(file => file.Value)
            .Where(file => file.EntryId is null && file.Author == actor.Me.Value.ParticipantId).ToList();
        var kept = await FindKeptAsync(actor, wanted, cancellationToken);
        var (files, isAnyNew) = (new List<Outcome<Staged>>(), false);
        foreach (var one in wanted)
        {
            var id = FileId.From(one.FileId);
            var before = actor.Files.GetValueOrDefault(id) ?? kept.GetValueOrDefault(id);
            if (Refuse(actor, before?.Value, own, one) is { } refusal)
            {
                files.Add(refusal);
                continue;
            }

            var file = before?.Value ?? NewFile(actor, one, waitsUntil);
            files.Add(new Staged(file, before is null, space.UploadTicket));
            if (before is null)
            {
                isAnyNew = true;
                own.Add(file);
                change.Expire(waitsUntil, ExpiringFile.Kind, one.FileId);
                change.Stage(file);
            }
            else if (IsLongAgo(file.WaitsUntil, waitsUntil))
            {
                change.Expire(waitsUntil, ExpiringFile.Kind, one.FileId);
                change.Replace(before, file with { WaitsUntil = waitsUntil });
            }
        }

        if (!space.IsStarted && IsLongAgo(space.WaitsUntil, waitsUntil))
        {
            change.Expire(waitsUntil, ExpiringSpace.Kind);
            change.Replace(actor.Space, space with { WaitsUntil = waitsUntil });
        }
        else if (isAnyNew)
        {
            // Two new files at once see each other, so that what one participant may stage is one sum.
            change.Replace(actor.Space, space);
        }

        return (await spaces.TrySaveAsync(change, cancellationToken), files);
    }

    /// <summary>
    /// Those whose ids are taken among the thousands: a second file of one id would hide the first, and what it takes
    /// be counted in its place. Read after those that wait, out of which they come.
    /// </summary>
    private async Task<IReadOnlyDictionary<FileId, Stored<SealedFile>>> FindKeptAsync(
        Actor<Space> actor, IReadOnlyList<RequestUpload.Request> wanted, CancellationToken cancellationToken) =>
        await shelves.FindFilesAsync(
            actor.Space.Value.Id,
            actor.Space.Value.HasMany
                ? wanted.Select(one => FileId.From(one.FileId)).Where(id => !actor.Files.ContainsKey(id)) : [],
            cancellationToken);

    private static Problem? Refuse(
        Actor<Space> actor, SealedFile? before, IReadOnlyList<SealedFile> own, RequestUpload.Request one)
    {
        if (before is null)
        {
            return FileQuotas.RefuseOfOne(own, one.Size);
        }

        var isSame = before.Author == actor.Me.Value.ParticipantId && before.Size == one.Size && before.IsStaged
            && (one.Resume || !before.IsReady);
        return isSame ? null : new IdTaken();
    }

    private static SealedFile NewFile(Actor<Space> actor, RequestUpload.Request one, DateTimeOffset waitsUntil) => new()
    {
        FileId = FileId.From(one.FileId),
        Size = one.Size,
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

    private async Task<IReadOnlyList<Outcome<RequestUpload.Response>>> TicketsAsync(
        IReadOnlyList<RequestUpload.Request> wanted, IReadOnlyList<Outcome<Staged>> files,
        CancellationToken cancellationToken)
    {
        Staged[] open = [.. files.Select(file => file.IsRefused(out _, out var staged) ? null : staged)
            .OfType<Staged>().Where(staged => !staged.File.IsReady)];
        var looks = await Task.WhenAll(open.Select(async staged => (staged.File.FileId, Stored: staged.IsNew
            ? StagedBlob.Nothing : await blobs.LookAsync(staged.File.UploadName, cancellationToken))));
        var stored = looks.ToDictionary(look => look.FileId, look => look.Stored);

        // After the rows, which know the mailbox: whatever fails here is given back when a row goes.
        var refused = await CountAsync(open, stored, cancellationToken);
        var answers = new List<Outcome<RequestUpload.Response>>();
        var ending = new List<(string, string, string, string)>();
        foreach (var (one, file) in wanted.Zip(files))
        {
            if (file.IsRefused(out var problem, out var staged)
                || refused.TryGetValue(staged.File.FileId, out problem))
            {
                answers.Add(problem);
            }
            else if (staged.File.IsReady)
            {
                answers.Add(new RequestUpload.Response(null, null, [], true));
            }
            else
            {
                var (id, space) = (staged.File.FileId, staged.File.Author.Space);
                var (address, expiresAt) = await blobs.UploadTicketAsync(
                    staged.File.UploadName, staged.Ticket, cancellationToken);
                ending.Add((Expiries.Hour(expiresAt), ExpiringUpload.Kind, space, id));
                var blocks = one.Resume ? stored[id].Blocks : null;
                answers.Add(new RequestUpload.Response(address, expiresAt, blocks, false));
            }
        }

        await expiries.AddAsync(ending, cancellationToken);
        return answers;
    }

    /// <summary>Counts what is stored, or what is to come of staff, and says what does not fit.</summary>
    private async Task<Dictionary<FileId, Problem>> CountAsync(
        IReadOnlyList<Staged> files, Dictionary<FileId, StagedBlob> stored, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<FileId, Problem>();
        foreach (var file in files.Select(staged => staged.File).Where(file => stored[file.FileId].IsOver(file.Size)))
        {
            await purge.EndFileAsync(file.Author.Space, file.FileId, cancellationToken);
            refused[file.FileId] = new FileTooLong();
        }

        Staged[] counted = [.. files.Where(staged => !refused.ContainsKey(staged.File.FileId))];
        if (counted.Length == 0)
        {
            return refused;
        }

        await quota.CountStagedAsync(
            counted.Select(staged => (staged.File, stored[staged.File.FileId].Bytes)), cancellationToken);

        // After counting, so that of many at once each sees the others.
        var use = await quota.SumAsync(counted[0].File.MailboxId, cancellationToken);
        foreach (var (file, problem) in FileQuotas.RefuseOf(
            use, [.. counted.Select(staged => (staged.File, staged.IsNew))]))
        {
            refused[file.FileId] = problem;
            if (counted.Any(staged => staged.IsNew && staged.File.FileId == file.FileId))
            {
                await purge.EndFileAsync(file.Author.Space, file.FileId, cancellationToken);
            }
        }

        return refused;
    }
}
