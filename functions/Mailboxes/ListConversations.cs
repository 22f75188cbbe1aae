namespace Zegel.Functions.Mailboxes;

/// <summary>The conversations of a mailbox, newest first, with their sealed subjects.</summary>
[Allow(Caller.Staff)]
public sealed class ListConversations(MailboxList list)
{
    public sealed record Response(IReadOnlyList<Item> Conversations, string? Next);

    public sealed record Item(
        SpaceId ConversationId, ParticipantId ParticipantId, string MessageId, IReadOnlyList<string> People,
        SealedNote Header, ParticipantId Author, byte[] WrappedSealKey, DateTimeOffset At, bool Unread, int Files,
        bool NoticeFailed, bool NotMyNumber, ConversationKind Kind, ParticipantId? Dossier);

    [Function(nameof(ListConversations))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/conversations")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        if (!request.SignedIn().MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var cursor = request.Query["cursor"];
        if (cursor.Count > 1 || cursor.ToString().Length > 60
            || !cursor.ToString().All(character => char.IsAsciiHexDigitLower(character) || character == '-'))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        var (page, next) = await list.PageAsync(MailboxId.From(mailboxId), cursor, cancellationToken);
        return TypedResults.Ok(new Response([.. page.Select(row => ItemOf(row.Conversation, row.Header))], next));
    }

    private static Item ItemOf(ListedConversation conversation, SealedNote header) => new(
        conversation.ConversationId, conversation.ParticipantId, conversation.MessageId, conversation.People, header,
        conversation.Author, conversation.WrappedSealKey, conversation.At, conversation.IsUnread, conversation.Files,
        conversation.NoticeFailed, conversation.NumberWrong, conversation.Kind, conversation.Dossier);
}
