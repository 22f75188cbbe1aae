namespace Zegel.Functions.Mailboxes;

/// <summary>Somebody who can use a mailbox.</summary>
public sealed record Colleague(AccountId AccountId, string Name);

/// <summary>Who can use a mailbox now: asked of their accounts each time.</summary>
public sealed class Colleagues(AccountStore accounts, MailboxStore mailboxes, TimeProvider time)
{
    /// <summary>Everybody, by name.</summary>
    public async Task<IReadOnlyList<Colleague>> ListAsync(MailboxId mailboxId, CancellationToken cancellationToken)
    {
        var people = await mailboxes.PeopleAsync(mailboxId, cancellationToken);
        var found = await Task.WhenAll(people.Select(person => FindAsync(mailboxId, person, cancellationToken)));
        return
        [
            .. found.OfType<Colleague>().OrderBy(person => person.Name, StringComparer.InvariantCultureIgnoreCase),
        ];
    }

    /// <summary>One of them; null for whoever is none.</summary>
    public async Task<Colleague?> FindAsync(
        MailboxId mailboxId, AccountId accountId, CancellationToken cancellationToken)
    {
        var reading = accounts.FindMembershipAsync(accountId, mailboxId, cancellationToken);
        var account = await accounts.FindAsync(accountId, null, cancellationToken);
        return await reading is { } membership && membership.Value.Counts(time.GetUtcNow())
            && account?.Head.Value is { IsActive: true } head && head.Roles.Contains(Role.Staff)
            ? new Colleague(accountId, head.Name) : null;
    }
}
