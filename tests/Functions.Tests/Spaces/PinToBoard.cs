using Microsoft.AspNetCore.Http;
using Zegel.Functions.Http;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.Spaces;

/// <summary>Pins a note with files, once; the first one brings the seal key. Everybody else hears of it.</summary>
public sealed class PinToBoard(SpaceStore spaces, SpaceAccess access, TimeProvider time)
{
    /// <param name="NoteId">Made by the browser; the same again with the same body changes nothing.</param>
    public sealed record Request(string NoteId, WrappedSealKey? SealKey, SealedNote Note, IReadOnlyList<string> Files);

    /// <summary>What was posted, now or before.</summary>
    public Task<Outcome<PostedEntry>> RunAsync(
        HttpRequest request, string bodyHash, ParticipantId me, Request body, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync(async () =>
        {
            var query = new SpaceQuery { Files = true, Posted = body.NoteId };
            var found = await access.FindAsync<Board>(request, me, Rights.Write, query, cancellationToken);
            if (found.IsRefused(out var problem, out var actor)
                || actor.FindPosted(bodyHash).IsRefused(out problem, out var before))
            {
                return (true, (Outcome<PostedEntry>)problem);
            }

            if (before is not null)
            {
                return (true, before);
            }

            return actor.RefuseToPost(body.SealKey, body.Files) is { } refusal
                ? (true, refusal)
                : (await spaces.TrySaveAsync(Pin(actor, bodyHash, body, out var posted), cancellationToken), posted);
        });

    private SpaceChange Pin(Actor<Board> actor, string bodyHash, Request body, out PostedEntry posted)
    {
        var (board, change, me) = (actor.Space.Value, actor.Change(time.GetUtcNow()), actor.Me.Value.ParticipantId);
        var note = new Entry(body.NoteId, me, actor.Account?.AccountId, actor.Account?.Name, change.Now, body.Files);
        posted = new PostedEntry(bodyHash, me, note.By, note.At);
        change.Post(note, body.Note, body.Note, bodyHash, body.Files.Select(file => actor.Files[FileId.From(file)]));
        change.Replace(actor.Space, board with { SealKey = board.SealKey ?? body.SealKey, Notes = board.Notes + 1 });
        if (body.SealKey is { } key)
        {
            change.Note(board.KeyContext, key);
        }

        foreach (var other in actor.Participants.Select(participant => participant.Value))
        {
            if (other.ParticipantId != me && other.AccountId is null)
            {
                change.Announce(Notices.ToAnyone(other, BoardNotices.BoardPinned, board));
            }
        }

        change.Audit(actor.Did(BoardEvents.BoardNotePinned, change.Now, body.NoteId));
        return change;
    }
}
