using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Sealing;

namespace Zegel.Functions.Mailboxes;

/// <summary>The conversations of a mailbox, newest first, with their sealed subjects.</summary>
[Allow(Caller.Staff)]
public sealed class ListConversations(MailboxStore mailboxes)
{
    public sealed record Response(IReadOnlyList<Item> Conversations, string? Next);

    public sealed record Item(
        string ConversationId,
        string ParticipantId,
        string MessageId,
        IReadOnlyList<string> People,
        SealedNote Header,
        string Author,
        byte[] WrappedSealKey,
        DateTimeOffset At,
        bool Unread,
        int Files,
        bool NoticeFailed,
        bool NotMyNumber);

    [Function(nameof(ListConversations))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "mailboxes/{mailboxId}/conversations")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        if (!request.SignedIn().MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var cursor = request.Query["cursor"];
        if (cursor.Count > 1 || cursor.ToString().Length > 60 || !cursor.ToString().All(character => char.IsAsciiHexDigitLower(character) || character == '-'))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        var page = await mailboxes.ListAsync(mailboxId, cursor, cancellationToken);
        return TypedResults.Ok(new Response([.. page.Conversations.Select(row => ItemOf(row.Conversation, row.Header))], page.Next));
    }

    private static Item ItemOf(ListedConversation conversation, SealedNote header) => new(
        conversation.ConversationId,
        conversation.ParticipantId,
        conversation.MessageId,
        conversation.People,
        header,
        conversation.Author,
        conversation.WrappedSealKey,
        conversation.At,
        conversation.IsUnread,
        conversation.Files,
        conversation.NoticeFailed,
        conversation.NumberWrong);
}
