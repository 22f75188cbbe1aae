using Zegel.Functions.Mailboxes.Labels;

namespace Zegel.Functions.Conversations.Together;

/// <summary>
/// Staff give a conversation labels of their mailbox, or take some away (X7): of two who do so at once both count.
/// Labels that the mailbox has no more go with it.
/// </summary>
[Allow(Caller.Staff)]
public sealed class LabelConversation(HandlingChanges changes, LabelStore labels)
{
    /// <param name="Add">Labels that it gets.</param>
    /// <param name="Remove">Labels that it loses.</param>
    public sealed record Request(IReadOnlyList<string> Add, IReadOnlyList<string> Remove) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            Check(checks, Add, "add");
            Check(checks, Remove, "remove");
        }

        private static void Check(Checks checks, IReadOnlyList<string> ids, string member)
        {
            checks.That(ids.Count <= SecurityNumbers.LabelsOfMailbox, member, "count-0-50");
            checks.That(ids.All(id => id is not null && Ids.IsId(id)), member, "id-invalid");
        }
    }

    [Function(nameof(LabelConversation))]
    public async Task<Results<Ok<HandlingItem>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/labels")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        return await changes.RunAsync(
            request, participantId,
            async (actor, _) =>
            {
                var conversation = actor.Space.Value;
                var handling = conversation.Handling ?? Handling.None;
                var known = (await labels.ListAsync(conversation.MailboxId, cancellationToken))
                    .Select(label => label.LabelId).ToHashSet(StringComparer.Ordinal);
                List<string> wanted =
                    [.. handling.Labels.Union(body.Add).Except(body.Remove).Where(known.Contains)];
                return wanted.Count > SecurityNumbers.LabelsOfConversation ? new TooManyHere()
                    : wanted.SequenceEqual(handling.Labels, StringComparer.Ordinal)
                        ? new HandlingChanges.Decided(conversation, null)
                        : new HandlingChanges.Decided(
                            conversation.Handled(handling with { Labels = wanted }),
                            ConversationEvents.ConversationLabelled);
            },
            cancellationToken);
    }
}
