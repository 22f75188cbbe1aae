using Zegel.Functions.Administration.Giving;

namespace Zegel.Functions.Administration.Organising;

/// <summary>A mailbox with who may use it; what is in it is none of the service desk's business.</summary>
[Allow(Caller.ServiceDesk)]
public sealed class ShowMailbox(MailboxStore mailboxes, MailboxPeople people)
{
    /// <param name="MailboxId">Which.</param>
    /// <param name="Name">What people see.</param>
    /// <param name="Kind">A group's, or somebody's own.</param>
    /// <param name="Person">Whose own it is; null: a group's.</param>
    /// <param name="People">Who may use it, or could until a moment that has passed, by name.</param>
    public sealed record Response(
        MailboxId MailboxId, string Name, MailboxKind Kind, AccountId? Person, IReadOnlyList<ShownMember> People);

    [Function(nameof(ShowMailbox))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "desk/mailboxes/{mailboxId}")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        if (await mailboxes.FindOwnedAsync(mailboxId, cancellationToken) is not { } mailbox)
        {
            return new ResourceNotFound().ToResult();
        }

        var (id, name, kind) = ListedMailbox.Of(mailbox);
        return TypedResults.Ok(
            new Response(id, name, kind, mailbox.Person, await people.ListAsync(mailbox, cancellationToken)));
    }
}
