using Zegel.Functions.Audit;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Tests.Spaces;

/// <summary>Begins a board with the mailbox that owns it, and others; each person is mailed a link and a code.</summary>
public sealed class BeginBoard(SpaceStore spaces, TimeProvider time)
{
    /// <summary>False when there is one with this id.</summary>
    public async Task<bool> RunAsync(Board board, IReadOnlyList<Participant> others, CancellationToken cancellationToken)
    {
        var change = new SpaceChange(board.Id, time.GetUtcNow());
        change.Begin(board);
        change.Add(new Participant { ParticipantId = ParticipantId.Of(board.Id, 0), Name = null, Language = "nl" });
        change.Expire(board.WaitsUntil!.Value, ExpiringSpace.Kind);
        change.Audit(new AuditRecord(BoardEvents.BoardBegun, change.Now, "system", board.Id));
        foreach (var other in others)
        {
            var (codes, challenge) = other.Codes.SendWithNotice(Tokens.NewId(), change.Now);
            change.Add(other with { Codes = codes });
            if (other.Email is not null)
            {
                change.Announce(Notices.To(other, BoardNotices.BoardOpened, board, challenge));
            }
        }

        return await spaces.TrySaveAsync(change, cancellationToken);
    }
}
