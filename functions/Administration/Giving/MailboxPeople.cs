namespace Zegel.Functions.Administration.Giving;

/// <summary>Somebody who may use a mailbox, or could until a moment that has passed.</summary>
/// <param name="AccountId">Whose account.</param>
/// <param name="Name">Their name; empty until they accepted their invitation.</param>
/// <param name="Email">Their address.</param>
/// <param name="State">How far the account is.</param>
/// <param name="Right">What they may do with it.</param>
/// <param name="Until">When that ends; null: it does not.</param>
/// <param name="IsEnded">Whether that moment has passed: then they may do nothing.</param>
public sealed record ShownMember(
    AccountId AccountId, string Name, string Email, AccountState State, MemberRight Right, DateTimeOffset? Until,
    bool IsEnded);

/// <summary>Who may use a mailbox, for those who decide it.</summary>
public sealed class MailboxPeople(MailboxStore mailboxes, AccountStore accounts, TimeProvider time)
{
    /// <summary>By name; also those whose right has ended and can be given again.</summary>
    public async Task<IReadOnlyList<ShownMember>> ListAsync(OwnedMailbox mailbox, CancellationToken cancellationToken)
    {
        var noted = await mailboxes.PeopleAsync(mailbox.MailboxId, cancellationToken);
        var people = await Task.WhenAll(
            noted.Union(mailbox.Owners).Select(accountId => FindAsync(mailbox, accountId, cancellationToken)));
        return
        [
            .. people.OfType<ShownMember>().OrderBy(
                person => person.Name.Length == 0 ? person.Email : person.Name,
                StringComparer.InvariantCultureIgnoreCase),
        ];
    }

    /// <summary>Null for who may not: the note of a mailbox may be one too many, and the account itself says.</summary>
    private async Task<ShownMember?> FindAsync(
        OwnedMailbox mailbox, AccountId accountId, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(accountId, null, cancellationToken) is not { Head.Value: var head }
            || head.State == AccountState.Ended
            || await accounts.FindMembershipAsync(accountId, mailbox.MailboxId, cancellationToken) is not { } stored)
        {
            return null;
        }

        var member = mailbox.MemberOf(accountId, stored.Value);
        return new ShownMember(
            accountId, head.Name, head.Email, head.State, member.Right, member.Until,
            !stored.Value.Counts(time.GetUtcNow()));
    }
}
