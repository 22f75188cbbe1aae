namespace Zegel.Functions.Administration.Giving;

/// <summary>The mailboxes that the caller owns, with who may use each.</summary>
[Allow(Caller.Account)]
public sealed class ListOwnMailboxes(MailboxStore mailboxes, AccountStore accounts, TimeProvider time)
{
    public sealed record Response(IReadOnlyList<Item> Mailboxes);

    /// <summary>A mailbox of the caller's.</summary>
    public sealed record Item(MailboxId MailboxId, string Name, IReadOnlyList<Person> People);

    /// <summary>Somebody who may use it.</summary>
    public sealed record Person(AccountId AccountId, string Name, string Email, AccountState State, bool IsOwner);

    [Function(nameof(ListOwnMailboxes))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "account/mailboxes")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var items = new List<Item>();
        foreach (var mailbox in await mailboxes.OwnedByAsync(request.SignedIn().AccountId, cancellationToken))
        {
            items.Add(new Item(mailbox.MailboxId, mailbox.Name, await PeopleAsync(mailbox, cancellationToken)));
        }

        return TypedResults.Ok(new Response(items));
    }

    private async Task<IReadOnlyList<Person>> PeopleAsync(OwnedMailbox mailbox, CancellationToken cancellationToken)
    {
        var people = new List<Person>();
        var noted = await mailboxes.PeopleAsync(mailbox.MailboxId, cancellationToken);
        foreach (var accountId in noted.Union(mailbox.Owners))
        {
            // The note may be one too many: the account itself says.
            if (await accounts.FindAsync(accountId, null, cancellationToken) is not { Head.Value: var head }
                || head.State == AccountState.Ended
                || await accounts.FindMembershipAsync(accountId, mailbox.MailboxId, cancellationToken) is not { } stored
                || !stored.Value.Counts(time.GetUtcNow()))
            {
                continue;
            }

            var member = mailbox.MemberOf(accountId, stored.Value);
            people.Add(new Person(accountId, head.Name, head.Email, head.State, member.Right == MemberRight.Owner));
        }

        var byName = people.OrderBy(
            person => person.Name.Length == 0 ? person.Email : person.Name, StringComparer.InvariantCultureIgnoreCase);
        return [.. byName];
    }
}
