using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Reading;

/// <summary>
/// Hands out a page of sealed messages, and to a visitor the conversation's seal key. Reading is written down, with the
/// receipt, before anything is handed out.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff)]
public sealed class OpenConversation(ConversationStore conversations, SealKeys sealKeys, Outbox outbox, TimeProvider time)
{
    public sealed record Request(string? Before) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(
            Before is null || (Before.StartsWith("message~", StringComparison.Ordinal) && Before.Length <= 80 && Before["message~".Length..].All(character => char.IsAsciiHexDigitLower(character) || character == '-')),
            "before", "cursor-invalid");
    }

    public sealed record Response(
        string ConversationId,
        string ParticipantId,
        bool Started,
        byte[]? SealKey,
        byte[]? WrappedSealKey,
        IReadOnlyList<ParticipantItem> Participants,
        IReadOnlyList<MessageItem> Messages,
        string? Earlier);

    public sealed record ParticipantItem(
        string ParticipantId, string Kind, string? Name, string? Email, Method? Method, string? Phone, Disputed? NotMyNumber, bool NoticeFailed,
        DateTimeOffset? LockedUntil, bool Disabled);

    public sealed record Disputed(DateTimeOffset At, string Explanation);

    public sealed record MessageItem(
        string MessageId, string Author, string? By, DateTimeOffset At, SealedNote Note, bool IsNew, IReadOnlyList<ReadBy> ReadBy);

    public sealed record ReadBy(string ParticipantId, DateTimeOffset At);

    [Function(nameof(OpenConversation))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/open")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (!Ids.IsParticipantId(participantId))
        {
            return new ResourceNotFound().ToResult();
        }

        return await Conflicts.RetryAsync(() => OpenAsync(request, participantId, body.Before, cancellationToken));
    }

    private async Task<(bool Done, Results<Ok<Response>, ProblemHttpResult> Result)> OpenAsync(
        HttpRequest request, string participantId, string? before, CancellationToken cancellationToken)
    {
        // Two reads at once; what the second brings is dropped when the first refuses.
        var messagesRead = conversations.ListMessagesAsync(Participant.ConversationOf(participantId), before, cancellationToken);
        var (acting, problem) = await conversations.FindAsync(request, participantId, cancellationToken, Row.Prefix("receipt"));
        var (messages, earlier) = await messagesRead;
        if (problem is not null)
        {
            return (true, problem.ToResult());
        }

        // A message that came between the two reads would count as read, and nobody would be told of it again.
        if (before is null && acting!.Me.Value.HasUnread && acting.Conversation.Value.Last?.RowKey != messages.Select(message => message.RowKey).FirstOrDefault())
        {
            return (false, new ChangedMeanwhile().ToResult());
        }

        var receipts = acting!.Others.Values.Where(row => row.RowKey.StartsWith("receipt~", StringComparison.Ordinal))
            .Select(row => Row.Read<Receipt>(row).Value).ToList();
        var readUpTo = receipts.Where(receipt => receipt.ParticipantId == participantId).Select(receipt => receipt.UpTo).Min(StringComparer.Ordinal);

        // Unwrapped before it is written down, released only after: a vault that is away makes no false receipt.
        byte[]? sealKey = null;
        if (acting.Staff is null && acting.Conversation.Value is { SealKey: { } wrapped } conversation)
        {
            sealKey = conversation.IsUnreadable
                ? null
                : await sealKeys.UnwrapAsync(KeyContext.Conversation(conversation.ConversationId), wrapped, cancellationToken);
            if (sealKey is null)
            {
                return (true, await RefuseAsync(acting, cancellationToken));
            }
        }

        if (!await RecordAsync(acting, messages, readUpTo, isNewest: before is null, cancellationToken))
        {
            return (false, new ChangedMeanwhile().ToResult());
        }

        return (true, TypedResults.Ok(new Response(
            acting.Conversation.Value.ConversationId,
            participantId,
            acting.Conversation.Value.IsStarted,
            sealKey,
            acting.Staff is null ? null : acting.Me.Value.WrappedSealKey,
            [.. acting.Participants.Select(participant => ItemOf(participant.Value, acting, time.GetUtcNow()))],
            [.. messages.Reverse().Select(message => ItemOf(message, participantId, readUpTo, receipts))],
            earlier)));
    }

    /// <summary>
    /// What stands there is no key of this conversation: whoever put it there may want to have it unwrapped. Nothing is
    /// handed out and nothing counts as read.
    /// </summary>
    private async Task<ProblemHttpResult> RefuseAsync(Acting acting, CancellationToken cancellationToken)
    {
        var changes = new Changes(acting.Conversation.PartitionKey);
        changes.Audit(acting.Did(AuditEvent.SealKeyRefused, time.GetUtcNow()));
        await conversations.TrySubmitAsync(changes, cancellationToken);
        return new SealKeyRefused().ToResult();
    }

    /// <summary>The receipt, when there is something new from others, and the audit record, in one transaction.</summary>
    private async Task<bool> RecordAsync(
        Acting acting, IReadOnlyList<(string RowKey, Message Message, SealedNote Note)> messages, string? readUpTo, bool isNewest,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var me = acting.Me.Value.ParticipantId;
        var changes = new Changes(acting.Conversation.PartitionKey);
        acting.Touch(changes, now);
        changes.Audit(acting.Did(AuditEvent.ConversationOpened, now));
        if (isNewest && acting.Me.Value.HasUnread)
        {
            // Clocks of instances differ a little: never before what it was told.
            var openedAt = now < acting.Me.Value.NoticedAt ? acting.Me.Value.NoticedAt : now;
            changes.Replace(acting.Me, acting.Me.Value with { OpenedAt = openedAt });
        }

        var isNew = messages.Any(message => message.Message.Author != me && IsAfter(message.RowKey, readUpTo));
        if (isNew)
        {
            changes.Insert($"receipt~{Guid.CreateVersion7(now):N}",
                new Receipt(me, readUpTo, messages[0].RowKey, now, acting.Staff is null ? acting.Me.Value.Method : null));
        }

        if (!await conversations.TrySubmitAsync(changes, cancellationToken))
        {
            return false;
        }

        if (isNew && acting.Staff is not null)
        {
            // The list's unread mark follows; when this hint is lost it follows with the next message or reading.
            await outbox.HintAsync(OutboxOf.Conversations, new Hint(acting.Conversation.PartitionKey, null), cancellationToken);
        }

        return true;
    }

    /// <summary>Row keys of newer messages sort first.</summary>
    private static bool IsAfter(string rowKey, string? readUpTo) => readUpTo is null || string.CompareOrdinal(rowKey, readUpTo) < 0;

    private static MessageItem ItemOf(
        (string RowKey, Message Message, SealedNote Note) message, string me, string? readUpTo, IReadOnlyList<Receipt> receipts) => new(
        message.Message.MessageId,
        message.Message.Author,
        message.Message.By,
        message.Message.At,
        message.Note,
        message.Message.Author != me && IsAfter(message.RowKey, readUpTo),
        [.. receipts
            .Where(receipt => receipt.ParticipantId != message.Message.Author && !IsAfter(message.RowKey, receipt.UpTo))
            .GroupBy(receipt => receipt.ParticipantId, StringComparer.Ordinal)
            .Select(read => new ReadBy(read.Key, read.Min(receipt => receipt.At)))]);

    private static ParticipantItem ItemOf(Participant participant, Acting acting, DateTimeOffset now)
    {
        var forStaff = acting.Staff is not null;
        return new ParticipantItem(
            participant.ParticipantId,
            participant.IsMailbox ? "mailbox" : "person",
            // An address is shown to staff and to whom it belongs, and to nobody else of the conversation.
            participant.Name ?? (forStaff || participant == acting.Me.Value ? participant.Email : null),
            forStaff ? participant.Email : null,
            participant.IsMailbox ? null : participant.Method,
            forStaff && participant.Phone is not null ? PhoneNumber.Mask(participant.Phone) : null,
            forStaff && participant.Disputed is { } disputed ? new Disputed(disputed.At, disputed.Explanation) : null,
            forStaff && participant.NoticeFailed,
            forStaff && participant.Access.LockedUntil > now ? participant.Access.LockedUntil : null,
            forStaff && participant.Access.IsDisabled);
    }
}
