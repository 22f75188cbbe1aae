namespace Zegel.Functions.Conversations.Together;

/// <summary>
/// Staff snooze a conversation (X7): it leaves the inbox until then, or until something comes in. It is noted before,
/// so that it wakes after a crash too. Moments are whole hours; it wakes within ten minutes of one.
/// </summary>
[Allow(Caller.Staff)]
public sealed class SnoozeConversation(HandlingChanges changes)
{
    /// <param name="Until">Until when; taken to the next whole hour.</param>
    /// <param name="MessageId">The newest message that was seen: what came in after it is not put away unread.</param>
    public sealed record Request(DateTimeOffset Until, string? MessageId = null) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(MessageId is null || Ids.IsId(MessageId), "messageId", "id-invalid");
    }

    [Function(nameof(SnoozeConversation))]
    public async Task<Results<Ok<HandlingItem>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/snoozed")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        return await changes.RunAsync(
            request, participantId,
            (actor, change) =>
            {
                if (body.Until <= change.Now || body.Until > change.Now + SecurityNumbers.LongestSnooze)
                {
                    return Task.FromResult<Outcome<HandlingChanges.Decided>>(new BadInput("until", "snooze-moment"));
                }

                var (conversation, until) = (actor.Space.Value, WholeHour(body.Until));
                var last = conversation.Last!;
                if (body.MessageId is not null && last.MessageId != body.MessageId
                    && last.Author != actor.Me.Value.ParticipantId)
                {
                    return Task.FromResult<Outcome<HandlingChanges.Decided>>(new CameInMeanwhile());
                }

                // An hour's pointers are looked at when it is over: this is the one before.
                change.Expire(until.AddHours(-1), ExpiringSnooze.Kind);
                var handling = conversation.Handling ?? Handling.None;
                var snoozed = handling.SnoozedUntil == until
                    ? conversation
                    : conversation.Filed(Filing.Snoozed, change.Now)
                        .Handled(handling with { SnoozedUntil = until, WokeAt = null });
                return Task.FromResult<Outcome<HandlingChanges.Decided>>(
                    new HandlingChanges.Decided(snoozed, ConversationEvents.ConversationSnoozed));
            },
            cancellationToken);
    }

    private static DateTimeOffset WholeHour(DateTimeOffset at) =>
        new(((at.UtcTicks + TimeSpan.TicksPerHour - 1) / TimeSpan.TicksPerHour) * TimeSpan.TicksPerHour, TimeSpan.Zero);
}
