using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders;

/// <summary>Staff makes a shared folder; its name and its seal key come with it.</summary>
[Allow(Caller.Staff)]
public sealed class MakeFolder(SpaceStore spaces, SealingKey sealingKey, TimeProvider time)
{
    /// <param name="FolderId">Made by the browser.</param>
    /// <param name="SealKey">Wrapped for the kind <c>folder</c> and this id.</param>
    /// <param name="Note">
    /// The folder's entry, with its name: of the kind <c>folder</c>, its id the folder's, its author participant 00.
    /// </param>
    public sealed record Request(string FolderId, WrappedSealKey SealKey, SealedNote Note) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(FolderId), "folderId", "id-invalid");
            SealKey.Check(checks, "sealKey");
            Note.Check(checks, "note", FolderEntry.LargestNote);
        }
    }

    /// <param name="ParticipantId">The mailbox in it, as whom staff act.</param>
    public sealed record Response(ParticipantId ParticipantId);

    [Function(nameof(MakeFolder))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/folders")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        if (!body.Note.BelongsTo(body.FolderId))
        {
            return new BadInput("note", "note-metadata").ToResult();
        }

        if (!await sealingKey.KnowsAsync(body.SealKey.Version, cancellationToken))
        {
            return new SealKeyOutdated().ToResult();
        }

        var (id, now) = (SpaceId.From(body.FolderId), time.GetUtcNow());
        var folder = new Folder
        {
            FolderId = id,
            MailboxId = MailboxId.From(mailboxId),
            MadeBy = $"{staff.AccountId}:{mailboxId}:{request.BodyHash()}",
            StartedAt = now,
            ChangedAt = now,
            NextNumber = 1,
            SealKey = body.SealKey,
        };
        return await spaces.TrySaveAsync(Make(folder, staff, body.Note, now), cancellationToken)
            || (await spaces.FindAsync(id, cancellationToken))?.Value.MadeBy == folder.MadeBy
            ? TypedResults.Created((string?)null, new Response(ParticipantId.Of(id, 0)))
            : new IdTaken().ToResult();
    }

    private static SpaceChange Make(Folder folder, SignedIn staff, SealedNote note, DateTimeOffset now)
    {
        var mailbox = new Participant
        {
            ParticipantId = ParticipantId.Of(folder.Id, 0),
            Name = null,
            Language = staff.Account.Language,
            Following = new Following { Since = now, ToldUpTo = now },
        };
        var entry = new FolderEntry
        {
            EntryId = folder.Id, Kind = EntryKind.Folder, Author = mailbox.ParticipantId, By = staff.Name, At = now,
        };
        var change = new SpaceChange(folder.Id, now);
        change.Begin(folder);
        change.Add(mailbox);
        change.Shelve(entry.EntryId, entry, note);
        change.Note(folder.KeyContext, folder.SealKey!);
        change.Audit(new AuditRecord(
            FolderEvents.FolderMade, now, staff.AccountId, folder.Id, "account", mailbox.ParticipantId));
        change.Deliver();
        return change;
    }
}
