namespace Zegel.Functions.Administration.Giving;

/// <summary>Who may use a mailbox, for an owner of it and the service desk.</summary>
[Allow(Caller.Account)]
public sealed class ListMembers(MailboxStore mailboxes, MailboxPeople members)
{
    /// <param name="People">By name.</param>
    public sealed record Response(IReadOnlyList<ShownMember> People);

    [Function(nameof(ListMembers))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/people")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var by = request.SignedIn();
        return await mailboxes.FindOwnedAsync(mailboxId, cancellationToken) is { } mailbox
            && (mailbox.IsOwnedBy(by.AccountId) || by.Is(Role.ServiceDesk))
                ? TypedResults.Ok(new Response(await members.ListAsync(mailbox, cancellationToken)))
                : new ResourceNotFound().ToResult();
    }
}
