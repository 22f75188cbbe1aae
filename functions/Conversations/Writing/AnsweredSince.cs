using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>What somebody was shown of a conversation when they began to write.</summary>
/// <param name="MessageId">The last message that stood in it.</param>
/// <param name="Waiting">The messages of the mailbox that waited to go.</param>
public sealed record SeenSoFar(string MessageId, IReadOnlyList<string> Waiting)
{
    internal void Check(Checks checks) => checks.That(
        Ids.IsId(MessageId) && Waiting.Count <= SecurityNumbers.WaitingSeen
            && Waiting.All(id => id is not null && Ids.IsId(id)),
        "seen", "id-invalid");

    /// <summary>Whether it was shown.</summary>
    public bool Has(string messageId) => messageId == MessageId || Waiting.Contains(messageId, StringComparer.Ordinal);
}

/// <summary>
/// The brake (X4): nothing goes from a mailbox while others answered since its writer began, unless they saw that.
/// Decided on the conversation's row, which every message changes: of two at once the second is asked.
/// </summary>
public sealed class AnsweredSince(SpaceStore spaces)
{
    /// <summary>What came that the writer was not shown, as a refusal; null: nothing, or it is not said.</summary>
    public async Task<Problem?> RefuseAsync(
        Actor<Conversation> actor, SeenSoFar? seen, CancellationToken cancellationToken)
    {
        if (!actor.IsMailbox || seen is null)
        {
            return null;
        }

        var me = actor.AccountId?.Value;
        List<string> came = [];
        if (actor.Space.Value.Last is { } last && last.MessageId != seen.MessageId)
        {
            var (newest, _) = await spaces.PageAsync(actor.Space.Value.Id, null, cancellationToken);
            came.AddRange(newest.Select(listed => listed.Entry).TakeWhile(entry => entry.EntryId != seen.MessageId)
                .Where(entry => entry.AccountId?.Value != me)
                .Select(entry => entry.EntryId).Where(id => !seen.Has(id)).Reverse());
        }

        came.AddRange(actor.Read.SheetsOf<WaitingMessage>().Select(sheet => sheet.Item.Value)
            .Where(waiting => waiting.State == WaitingState.Waiting && waiting.AccountId.Value != me)
            .Select(waiting => waiting.Content.MessageId).Where(id => !seen.Has(id)));
        return came.Count > 0 ? new AnsweredMeanwhile(came) : null;
    }
}
