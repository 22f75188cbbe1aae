using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>
/// Sends a sealed message: a one-off sender's first one (D11-D13), an answer (D20), or staff's, whose first one names
/// the recipients (Z11). Message, files, participants, notices and audit record are one transaction: all of it or none.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff)]
public sealed class SendMessage(
    ConversationStore conversations, SealingKey sealingKey, SealKeys sealKeys, Outbox outbox, IOptions<SmsOptions> sms, TimeProvider time)
{
    public sealed record Response(string MessageId, DateTimeOffset At, string? By);

    [Function(nameof(SendMessage))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/messages")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<SendMessageRequest>(cancellationToken);
        if (!Ids.IsParticipantId(participantId))
        {
            return new ResourceNotFound().ToResult();
        }

        if (body.CheckSpace(Participant.ConversationOf(participantId)) is { } misplaced)
        {
            return misplaced.ToResult();
        }

        Hint? hint = null;
        var (sent, problem) = await Conflicts.RetryAsync<(SentMessage?, Problem?)>(async () =>
        {
            var (acting, refused) = await conversations.FindAsync(request, participantId, cancellationToken,
                Row.Key(ConversationStore.SentRow(body.MessageId)), Row.Prefix("file"));
            if (refused is not null)
            {
                return (true, (null, refused));
            }

            if (acting!.Others.TryGetValue(ConversationStore.SentRow(body.MessageId), out var row))
            {
                var before = Row.Read<SentMessage>(row).Value;
                return before.BodyHash == request.BodyHash() && before.Author == participantId
                    ? (true, (before, null))
                    : (true, (null, new IdTaken()));
            }

            if (await RefuseKeysAndMethodsAsync(body, cancellationToken) is { } refusedBody)
            {
                return (true, (null, refusedBody));
            }

            var message = new SentMessage(request.BodyHash(), participantId, acting.Staff?.Name, After(acting.Conversation.Value.Last));
            var (changes, refusal) = new Sending(acting, body, message).Compose();
            if (refusal is not null)
            {
                return (true, (null, refusal));
            }

            // The pointers come before the transaction, so that no crash loses a notice or forgets a wrapped key.
            hint ??= await PrepareAsync(acting.Conversation.PartitionKey, body.SealKey, cancellationToken);
            return (await conversations.TrySubmitAsync(changes!, cancellationToken), (message, null));
        });
        if (problem is not null)
        {
            return problem.ToResult();
        }

        if (hint is not null)
        {
            await outbox.HintAsync(OutboxOf.Conversations, hint, cancellationToken);
        }

        return TypedResults.Created((string?)null, new Response(body.MessageId, sent!.At, sent.By));
    }

    private async Task<Hint> PrepareAsync(string conversationId, WrappedSealKey? sealKey, CancellationToken cancellationToken)
    {
        var noted = sealKey is null ? Task.CompletedTask : sealKeys.NoteAsync(KeyContext.Conversation(conversationId), sealKey, cancellationToken);
        var hint = outbox.PrepareAsync(OutboxOf.Conversations, conversationId, cancellationToken);
        await noted;
        return await hint;
    }

    private async Task<Problem?> RefuseKeysAndMethodsAsync(SendMessageRequest body, CancellationToken cancellationToken)
    {
        if (body.SealKey is { } key && !await sealingKey.KnowsAsync(key.Version, cancellationToken))
        {
            return new SealKeyOutdated();
        }

        var needsSms = body.Raise.Count > 0 || body.Recipients.Any(recipient => recipient.Method == Method.Sms);
        return needsSms && !sms.Value.IsConfigured ? new SmsUnavailable() : body.CheckNumbers(sms.Value.Reaches);
    }

    /// <summary>Now, or just after the last message: instances whose clocks differ keep the order in which messages came.</summary>
    private DateTimeOffset After(LastMessage? last)
    {
        var now = time.GetUtcNow();
        return last is null || last.At < now ? now : last.At.AddTicks(1);
    }
}
