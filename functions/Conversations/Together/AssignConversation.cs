using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Together;

/// <summary>
/// Staff take a conversation, give it to a colleague or give it back (X7). Of two who do so at once one has it, and the
/// other is told whose it is. Whoever gets it from somebody else is told by mail, without what is in it.
/// </summary>
[Allow(Caller.Staff)]
public sealed class AssignConversation(HandlingChanges changes, Colleagues colleagues)
{
    /// <param name="AccountId">Who gets it; null: nobody.</param>
    /// <param name="Before">Whose it was when it was decided; null: nobody's.</param>
    public sealed record Request(AccountId? AccountId, AccountId? Before) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            // Whether these are colleagues is asked of what is stored.
        }
    }

    [Function(nameof(AssignConversation))]
    public async Task<Results<Ok<HandlingItem>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/assigned")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        return await changes.RunAsync(
            request, participantId,
            async (actor, change) =>
            {
                var conversation = actor.Space.Value;
                var handling = conversation.Handling ?? Handling.None;
                if (handling.Assigned == body.AccountId)
                {
                    return new HandlingChanges.Decided(conversation, null);
                }

                // Whoever cannot use the mailbox any more has nothing in it.
                var holder = handling.Assigned is { } assigned
                    ? await colleagues.FindAsync(conversation.MailboxId, assigned, cancellationToken) : null;
                if (holder?.AccountId != body.Before && handling.Assigned != body.Before)
                {
                    return new AssignedMeanwhile(holder);
                }

                if (body.AccountId is { } wanted)
                {
                    if (await colleagues.FindAsync(conversation.MailboxId, wanted, cancellationToken) is null)
                    {
                        return new NotAColleague();
                    }

                    if (wanted != actor.AccountId!.Value)
                    {
                        change.Announce(Notices.ToMember(
                            conversation, wanted, ConversationNotices.ConversationAssigned));
                    }
                }

                return new HandlingChanges.Decided(
                    conversation.Handled(handling with { Assigned = body.AccountId }),
                    ConversationEvents.ConversationAssigned);
            },
            cancellationToken);
    }
}
