using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>Who may act on a message that waits: the people of the mailbox that wrote it, and nobody else.</summary>
internal static class WaitingAccess
{
    /// <summary>The message as it stands, or why the caller may do nothing with it.</summary>
    /// <returns>No message: it is one that was taken back.</returns>
    public static async Task<Outcome<(Actor<Conversation> Actor, Shelved<WaitingMessage>? Waiting)>> FindWaitingAsync(
        this SpaceAccess access, HttpRequest request, string participantId, string messageId,
        CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Write, WaitingMessages.Query(messageId), cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem;
        }

        if (!actor.IsMailbox)
        {
            return new ResourceNotFound();
        }

        var waiting = actor.Read.SheetsOf<WaitingMessage>().SingleOrDefault(one =>
            one.Item.Value.Content.MessageId == messageId
            && one.Item.Value.State is WaitingState.Waiting or WaitingState.Stopped);
        return waiting is not null ? (actor, waiting)
            : actor.Read.Posted is not [var posted] || posted.Author != actor.Me.Value.ParticipantId
                ? new ResourceNotFound()
            : posted.IsUndone ? (actor, (Shelved<WaitingMessage>?)null)
            : new MessageGone();
    }
}
