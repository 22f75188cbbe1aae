using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Mailboxes;

namespace Zegel.Functions.Administration.Giving;

/// <summary>The mailboxes that the caller owns, with who may use each.</summary>
[Allow(Caller.Account)]
public sealed class ListOwnMailboxes(MailboxStore mailboxes, AccountStore accounts)
{
    public sealed record Response(IReadOnlyList<Item> Mailboxes);

    /// <summary>A mailbox of the caller's.</summary>
    public sealed record Item(string MailboxId, string Name, IReadOnlyList<Person> People);

    /// <summary>Somebody who may use it.</summary>
    public sealed record Person(string AccountId, string Name, string Email, AccountState State, bool IsOwner);

    [Function(nameof(ListOwnMailboxes))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "account/mailboxes")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var items = new List<Item>();
        foreach (var mailbox in await mailboxes.ListOwnedAsync(cancellationToken))
        {
            if (mailbox.Owners.Contains(request.SignedIn().AccountId))
            {
                items.Add(new Item(mailbox.MailboxId, mailbox.Name, await PeopleAsync(mailbox, cancellationToken)));
            }
        }

        return TypedResults.Ok(new Response(items));
    }

    private async Task<IReadOnlyList<Person>> PeopleAsync(OwnedMailbox mailbox, CancellationToken cancellationToken)
    {
        var people = new List<Person>();
        foreach (var accountId in (await mailboxes.PeopleAsync(mailbox.MailboxId, cancellationToken)).Union(mailbox.Owners, StringComparer.Ordinal))
        {
            // The note may be one too many: the account itself says.
            if (await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value: { State: not AccountState.Ended } head }
                && (await accounts.MembershipsAsync(accountId, cancellationToken)).Any(one => one.Value.MailboxId == mailbox.MailboxId))
            {
                people.Add(new Person(accountId, head.Name, head.Email, head.State, mailbox.Owners.Contains(accountId)));
            }
        }

        return [.. people.OrderBy(person => person.Name.Length == 0 ? person.Email : person.Name, StringComparer.InvariantCultureIgnoreCase)];
    }
}
