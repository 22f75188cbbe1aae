using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations;

/// <summary>A conversation as somebody who may act in it sees it.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Participants">All of them.</param>
/// <param name="Me">As whom the caller acts.</param>
/// <param name="Grant">What let a visitor in; null for staff.</param>
/// <param name="Staff">Who of the mailbox acts; null for a visitor.</param>
/// <param name="Others">The other rows that were asked for, by key.</param>
public sealed record Acting(
    Stored<Conversation> Conversation,
    IReadOnlyList<Stored<Participant>> Participants,
    Stored<Participant> Me,
    Stored<Grant>? Grant,
    SignedIn? Staff,
    IReadOnlyDictionary<string, TableEntity> Others)
{
    /// <summary>The files that were asked for.</summary>
    public IEnumerable<Stored<AttachedFile>> Files =>
        Others.Values.Where(row => row.RowKey.StartsWith("file~", StringComparison.Ordinal)).Select(Row.Read<AttachedFile>);

    /// <summary>The actor's id for the audit trail.</summary>
    public string Actor => Staff?.AccountId ?? Me.Value.ParticipantId;

    /// <summary>The proof by which the actor is here.</summary>
    public string ProvedBy => Staff is not null ? "account" : ConversationStore.NameOf(Me.Value.Method);

    /// <summary>An audit record of something this actor does.</summary>
    public AuditRecord Did(AuditEvent what, DateTimeOffset now, string? to = null) =>
        new(what, now, Actor, to ?? Conversation.Value.ConversationId, ProvedBy, Staff is null ? null : Me.Value.ParticipantId);

    /// <summary>Notes that the visitor is still there, in a transaction that is made anyway.</summary>
    public void Touch(Changes changes, DateTimeOffset now)
    {
        if (Grant is not null)
        {
            // Whatever the grant became meanwhile, as long as it is still there: signing out ends it.
            changes.Replace(Grant with { ETag = ETag.All }, Grant.Value with { LastSeenAt = now });
        }
    }
}

/// <summary>
/// Conversations; a partition a conversation. Rows: <c>conversation</c>, <c>participant~nn</c>,
/// <c>grant~nn~&lt;browser&gt;</c>, <c>message~&lt;newest first&gt;</c>, <c>sent~&lt;message id&gt;</c>, <c>file~&lt;id&gt;</c>,
/// <c>receipt~…</c>, <c>outbox~…</c>, <c>audit~…</c>.
/// </summary>
public sealed class ConversationStore(StorageClients storage, TimeProvider time)
{
    /// <summary>The row of the conversation itself.</summary>
    public const string ConversationRow = "conversation";

    /// <summary>Messages on one page.</summary>
    public const int PageSize = 50;

    private const string NoteColumn = "Note";
    private const string HeaderColumn = "Header";

    /// <summary>The table.</summary>
    public TableClient Table => storage.Conversations;

    /// <summary>The name of a method in JSON and in the audit trail.</summary>
    public static string NameOf(Method method) => method == Method.Sms ? "sms" : "none";

    /// <summary>The row of a participant.</summary>
    public static string RowOf(Participant participant) => "participant~" + participant.ParticipantId[Ids.Length..];

    /// <summary>The row of a file.</summary>
    public static string FileRow(string fileId) => "file~" + fileId;

    /// <summary>The row that says a message id is taken.</summary>
    public static string SentRow(string messageId) => "sent~" + messageId;

    /// <summary>The row of what a browser unlocked.</summary>
    public static string GrantRow(string participantId, string browser) => $"grant~{participantId[Ids.Length..]}~{browser}";

    /// <summary>
    /// The conversation as the caller may act in it, in one query, or why not. A visitor without a grant learns nothing,
    /// not even whether there is such a conversation.
    /// </summary>
    /// <param name="request">Who calls.</param>
    /// <param name="participantId">As whom, from the path.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="also">Filters for other rows that are wanted.</param>
    public async Task<(Acting? Acting, Problem? Problem)> FindAsync(
        HttpRequest request, string participantId, CancellationToken cancellationToken, params string[] also)
    {
        var staff = request.FindSignedIn();
        Problem refusal = staff is null ? new NotUnlocked() : new ResourceNotFound();
        if (!Ids.IsParticipantId(participantId))
        {
            return (null, refusal);
        }

        var conversationId = Participant.ConversationOf(participantId);
        var grantRow = request.FindVisitor() is { } visitor ? GrantRow(participantId, visitor.Hash) : "grant~";
        var rows = await Table.ReadAllAsync(
            Row.In(conversationId, [Row.Key(ConversationRow), Row.Prefix("participant"), Row.Key(grantRow), .. also]), cancellationToken);
        var byKey = rows.ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        if (!byKey.Remove(ConversationRow, out var conversationRow)
            || !byKey.ContainsKey("participant~" + participantId[Ids.Length..]))
        {
            return (null, refusal);
        }

        var conversation = Row.Read<Conversation>(conversationRow);
        var participants = rows.Where(row => row.RowKey.StartsWith("participant~", StringComparison.Ordinal)).Select(Row.Read<Participant>).ToList();
        var me = participants.Single(participant => participant.Value.ParticipantId == participantId);
        var grant = byKey.Remove(grantRow, out var row) ? Row.Read<Grant>(row) : null;
        var mayAct = me.Value.IsMailbox
            ? staff?.MayUse(conversation.Value.MailboxId) == true
            : grant?.Value.IsAlive(me.Value, time.GetUtcNow()) == true;
        return mayAct
            ? (new Acting(conversation, participants, me, me.Value.IsMailbox ? null : grant, staff, byKey), null)
            : (null, refusal);
    }

    /// <summary>The conversation and one participant, for someone who holds a link.</summary>
    public async Task<(Stored<Conversation> Conversation, Stored<Participant> Participant, Stored<Grant>? Grant)?> FindLinkAsync(
        string participantId, string? browser, CancellationToken cancellationToken)
    {
        if (!Ids.IsParticipantId(participantId))
        {
            return null;
        }

        var participantRow = "participant~" + participantId[Ids.Length..];
        var grantRow = GrantRow(participantId, browser ?? "");
        var rows = await Table.ReadAllAsync(
            Row.In(Participant.ConversationOf(participantId), Row.Key(ConversationRow), Row.Key(participantRow), Row.Key(grantRow)),
            cancellationToken);
        var byKey = rows.ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        return byKey.TryGetValue(ConversationRow, out var conversation) && byKey.TryGetValue(participantRow, out var participant)
            ? (Row.Read<Conversation>(conversation), Row.Read<Participant>(participant),
                byKey.TryGetValue(grantRow, out var grant) ? Row.Read<Grant>(grant) : null)
            : null;
    }

    /// <summary>The conversation with everyone in it and what the mailbox has read, for the delivery worker.</summary>
    public async Task<(Stored<Conversation> Conversation, IReadOnlyList<Stored<Participant>> Participants, IReadOnlyList<Receipt> Receipts)?> FindForDeliveryAsync(
        string conversationId, CancellationToken cancellationToken)
    {
        var rows = await Table.ReadAllAsync(
            Row.In(conversationId, Row.Key(ConversationRow), Row.Prefix("participant"), Row.Prefix("receipt")), cancellationToken);
        var conversation = rows.SingleOrDefault(row => row.RowKey == ConversationRow);
        return conversation is null
            ? null
            : (Row.Read<Conversation>(conversation),
                [.. rows.Where(row => row.RowKey.StartsWith("participant~", StringComparison.Ordinal)).Select(Row.Read<Participant>)],
                [.. rows.Where(row => row.RowKey.StartsWith("receipt~", StringComparison.Ordinal)).Select(row => Row.Read<Receipt>(row).Value)]);
    }

    /// <summary>The conversation alone, or null.</summary>
    public Task<Stored<Conversation>?> FindConversationAsync(string conversationId, CancellationToken cancellationToken) =>
        Table.FindAsync<Conversation>(conversationId, ConversationRow, cancellationToken);

    /// <summary>A page of messages, newest first.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="before">The row key of the oldest message of the page before, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(IReadOnlyList<(string RowKey, Message Message, SealedNote Note)> Messages, string? Earlier)> ListMessagesAsync(
        string conversationId, string? before, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {conversationId} and RowKey gt {before ?? "message~"} and RowKey lt {"message~~"}");
        await foreach (var page in Table.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken).AsPages())
        {
            if (page.Values.Count == 0 && page.ContinuationToken is not null)
            {
                // Legal for the service: nothing on this page, more to come.
                continue;
            }

            var messages = page.Values.Select(row => (row.RowKey, Row.Read<Message>(row).Value, SealedNote.FromRow(row, NoteColumn))).ToList();
            return (messages, page.ContinuationToken is null || messages.Count == 0 ? null : messages[^1].RowKey);
        }

        return ([], null);
    }

    /// <summary>The header of a message, for the mailbox's list.</summary>
    public async Task<SealedNote> GetHeaderAsync(string conversationId, string messageRow, CancellationToken cancellationToken) =>
        SealedNote.FromRow(await Table.GetEntityAsync<TableEntity>(conversationId, messageRow, cancellationToken: cancellationToken), HeaderColumn);

    /// <summary>The key of a message: newest first, so that a page of the newest is the beginning of the range.</summary>
    public static string MessageRow(string messageId, DateTimeOffset at) =>
        $"message~{(DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture)}-{messageId}";

    /// <summary>Adds a message with its note and header to what changes.</summary>
    public static void InsertMessage(Changes changes, string rowKey, Message message, SealedNote note, SealedNote header) =>
        changes.Insert(rowKey, message, [.. note.Columns(NoteColumn), .. header.Columns(HeaderColumn)]);

    /// <summary>Submits; false when something changed meanwhile.</summary>
    public Task<bool> TrySubmitAsync(Changes changes, CancellationToken cancellationToken) =>
        changes.TrySubmitAsync(Table, cancellationToken);

    /// <summary>Changes one participant, as often as it takes.</summary>
    public Task<bool> ChangeParticipantAsync(
        string participantId, Func<Participant, Participant> change, Action<Changes>? also, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            if (await FindLinkAsync(participantId, null, cancellationToken) is not { } link)
            {
                return (true, false);
            }

            var changes = new Changes(Participant.ConversationOf(participantId));
            changes.Replace(link.Participant, change(link.Participant.Value));
            also?.Invoke(changes);
            return (await TrySubmitAsync(changes, cancellationToken), true);
        });
}
