using Zegel.Functions.Conversations.Writing;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Drafts;

/// <summary>
/// Saves what somebody of a mailbox is writing, for everybody of that mailbox. Of two devices the later is given what
/// the other saved, and nothing is stored; safe to repeat.
/// </summary>
[Allow(Caller.Staff)]
public sealed class SaveDraft(DraftStore drafts, DraftFiles files, TimeProvider time)
{
    /// <param name="Revision">Of the draft it is written on; 0 for a new one.</param>
    /// <param name="ParticipantId">The mailbox in the conversation it is for.</param>
    /// <param name="Note">What is written, sealed under the mailbox's key.</param>
    /// <param name="Files">The ids of its files.</param>
    public sealed record Request(
        int Revision, string ParticipantId, SealedNote Note, IReadOnlyList<string> Files) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Revision >= 0, "revision", "not-a-revision");
            checks.That(Ids.IsParticipantId(ParticipantId), "participantId", "id-invalid");
            Note.Check(checks, "note");
            var areFiles =
                Files.Count <= SendMessageRequest.MaximumFiles && Files.All(file => file is not null && Ids.IsId(file));
            checks.That(
                areFiles && Files.Distinct(StringComparer.Ordinal).Count() == Files.Count, "files", "files-invalid");
        }
    }

    /// <param name="Revision">Which the next save names.</param>
    /// <param name="At">When it was saved.</param>
    public sealed record Response(int Revision, DateTimeOffset At);

    [Function(nameof(SaveDraft))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/drafts/{draftId}")] HttpRequest request,
        string mailboxId,
        string draftId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId) || !Ids.IsId(draftId))
        {
            return new ResourceNotFound().ToResult();
        }

        if (!body.Note.BelongsTo(mailboxId))
        {
            return new BadInput("note", "note-metadata").ToResult();
        }

        var id = MailboxId.From(mailboxId);
        var draft = new MessageDraft(
            draftId, body.Revision + 1, time.GetUtcNow(), staff.Name, ParticipantId.From(body.ParticipantId),
            body.Files, DateTimeOffset.MinValue, staff.AccountId);
        var saved = await Conflicts.RetryAsync(() => SaveAsync(id, draft, body.Note, cancellationToken));
        return saved.IsRefused(out var problem, out var stored)
            ? problem.ToResult()
            : TypedResults.Ok(new Response(stored.Revision, stored.At));
    }

    private async Task<(bool Done, Outcome<MessageDraft> Saved)> SaveAsync(
        MailboxId mailboxId, MessageDraft draft, SealedNote note, CancellationToken cancellationToken)
    {
        var (before, sent) = await drafts.FindAsync(mailboxId, draft.DraftId, cancellationToken);
        if (before is not null && IsRetry(before, draft, note))
        {
            return (true, before.Item.Value);
        }

        if ((before?.Item.Value.Revision ?? 0) != draft.Revision - 1)
        {
            return (true, new DraftChanged(before?.Item.Value.Show(before.Note, sent?.Value, draft.AccountId!.Value)));
        }

        if (before is null && await drafts.CountAsync(mailboxId, cancellationToken) >= SecurityNumbers.DraftsInMailbox)
        {
            return (true, new TooManyDrafts());
        }

        // Whoever goes on with a colleague's draft does not take it from them.
        draft = draft with { AccountId = before?.Item.Value.AccountId ?? draft.AccountId };
        var kept = draft with { KeptUntil = before?.Item.Value.KeptUntil ?? DateTimeOffset.MinValue };
        if (kept.KeptUntil < draft.At + SecurityNumbers.StaffDraftLifetime
            || !before!.Item.Value.Files.SequenceEqual(draft.Files))
        {
            kept = draft.KeptFrom(draft.At);
            await drafts.NoteEndAsync(mailboxId, draft.DraftId, kept.KeptUntil, cancellationToken);
            await files.KeepAsync(mailboxId, draft.ParticipantId, draft.Files, kept.KeptUntil, cancellationToken);
        }

        return (await drafts.TrySaveAsync(mailboxId, before, kept, note, cancellationToken), kept);
    }

    /// <summary>Whether this very save was made before, and only its answer did not arrive.</summary>
    private static bool IsRetry(Shelved<MessageDraft> before, MessageDraft draft, SealedNote note) =>
        before.Item.Value.Revision == draft.Revision && before.Note.Body.AsSpan().SequenceEqual(note.Body);
}
