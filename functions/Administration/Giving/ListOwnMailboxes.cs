namespace Zegel.Functions.Administration.Giving;

/// <summary>The mailboxes that the caller owns, with who may use each.</summary>
[Allow(Caller.Account)]
public sealed class ListOwnMailboxes(MailboxStore mailboxes, MailboxPeople members)
{
    public sealed record Response(IReadOnlyList<Item> Mailboxes);

    /// <summary>A mailbox of the caller's.</summary>
    /// <param name="MailboxId">Which.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Person">Whether it is the caller's own, which delegates use; else a group's.</param>
    /// <param name="People">Who may use it.</param>
    public sealed record Item(MailboxId MailboxId, string Name, bool Person, IReadOnlyList<ShownMember> People);

    [Function(nameof(ListOwnMailboxes))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "account/mailboxes")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var items = new List<Item>();
        foreach (var mailbox in await mailboxes.OwnedByAsync(request.SignedIn().AccountId, cancellationToken))
        {
            items.Add(new Item(
                mailbox.MailboxId, mailbox.Name, mailbox.IsPersonal,
                await members.ListAsync(mailbox, cancellationToken)));
        }

        return TypedResults.Ok(new Response(items));
    }
}
