using Microsoft.Extensions.Primitives;

namespace Zegel.Functions.Mailboxes;

/// <summary>
/// The conversations of a mailbox, newest first, with their sealed subjects: those of its inbox, its archive, those
/// that were deleted and can be taken back, or that are snoozed. With <c>filter</c> and <c>label</c> those
/// for which all that holds.
/// </summary>
[Allow(Caller.Staff)]
public sealed class ListConversations(MailboxList list, Colleagues colleagues, TimeProvider time)
{
    public sealed record Response(IReadOnlyList<Item> Conversations, string? Next);

    public sealed record Item(
        SpaceId ConversationId, ParticipantId ParticipantId, string MessageId, IReadOnlyList<string> People,
        SealedNote? Header, ParticipantId Author, byte[] WrappedSealKey, DateTimeOffset At, bool Unread, int Files,
        bool NoticeFailed, bool NotMyNumber, bool Held, ConversationKind Kind, ParticipantId? Dossier,
        DateTimeOffset? EndsAt, bool Revoked, int Readers, int Awaited, AccountId? Assigned,
        IReadOnlyList<string> Labels, DateTimeOffset? SnoozedUntil, DateTimeOffset? WokeAt);

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

        if (FilingOf(request.Query["view"]) is not { } filing)
        {
            return new BadInput("view", "view-unknown").ToResult();
        }

        if (!ListFilter.TryRead(request, out var filter))
        {
            return new BadInput("filter", "filter-unknown").ToResult();
        }

        var id = MailboxId.From(mailboxId);
        var people = filter?.AsksForNobody == true ? await colleagues.ListAsync(id, cancellationToken) : [];
        var (page, next) = await list.PageAsync(
            id, filing, cursor, cancellationToken,
            filter is null ? null : (filter, request.SignedIn().AccountId, [.. people.Select(one => one.AccountId)]));
        var now = time.GetUtcNow();
        // What has ended is not shown, also when the purge did not come by yet.
        return TypedResults.Ok(new Response(
            [
                .. page.Where(row => !(row.Conversation.EndsAt <= now))
                    .Select(row => ItemOf(row.Conversation, row.Conversation.ExpiresAt <= now ? null : row.Header)),
            ],
            next));
    }

    /// <summary>The view that is asked for; the inbox when none is. Null for what is none.</summary>
    private static Filing? FilingOf(StringValues view) => view.ToString() switch
    {
        "" or "inbox" => Filing.None,
        "archived" => Filing.Archived,
        "deleted" => Filing.Deleted,
        "snoozed" => Filing.Snoozed,
        _ => null,
    };

    private static Item ItemOf(ListedConversation conversation, SealedNote? header) => new(
        conversation.ConversationId, conversation.ParticipantId, conversation.MessageId, conversation.People, header,
        conversation.Author, conversation.WrappedSealKey, conversation.At, conversation.IsUnread,
        header is null ? 0 : conversation.Files,
        conversation.NoticeFailed, conversation.NumberWrong, conversation.IsHeld, conversation.Kind,
        conversation.Dossier, conversation.EndsAt, conversation.IsRevoked, conversation.Readers,
        conversation.Awaited, conversation.Handling?.Assigned, conversation.Handling?.Labels ?? [],
        conversation.Handling?.SnoozedUntil, conversation.Handling?.WokeAt);
}
