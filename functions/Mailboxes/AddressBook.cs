namespace Zegel.Functions.Mailboxes;

/// <summary>Tells notices whom they reach at a mailbox.</summary>
public sealed class AddressBook(MailboxStore mailboxes, AccountStore accounts, TimeProvider time) : IAddressBook
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailboxReader>> FindMembersAsync(
        MailboxId mailboxId, CancellationToken cancellationToken)
    {
        if (await mailboxes.FindOwnedAsync(mailboxId, cancellationToken) is not { } mailbox)
        {
            return [];
        }

        var noted = await mailboxes.PeopleAsync(mailboxId, cancellationToken);
        var found = await Task.WhenAll(mailbox.Owners.Union(noted).Select(
            async accountId => await FindAsync(mailboxId, accountId, cancellationToken) is var (_, membership)
                ? new MailboxReader(accountId, membership.Mails, mailbox.IsOwnedBy(accountId))
                : null));
        return [.. found.OfType<MailboxReader>()];
    }

    /// <inheritdoc/>
    public async Task<Addressee?> FindMemberAsync(
        MailboxId mailboxId, AccountId accountId, CancellationToken cancellationToken) =>
        await FindAsync(mailboxId, accountId, cancellationToken) is var (head, _) ? AddresseeOf(head) : null;

    /// <inheritdoc/>
    public async Task<Addressee?> FindAccountAsync(AccountId accountId, CancellationToken cancellationToken) =>
        await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value: { IsActive: true } account }
            ? AddresseeOf(account)
            : null;

    private async Task<(AccountHead Head, Membership Membership)?> FindAsync(
        MailboxId mailboxId, AccountId accountId, CancellationToken cancellationToken) =>
        await accounts.FindMembershipAsync(accountId, mailboxId, cancellationToken) is { } stored
        && stored.Value.Counts(time.GetUtcNow())
        && await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value: { IsShut: false } head }
        && head.Roles.Contains(Role.Staff)
            ? (head, stored.Value) : null;

    private static Addressee AddresseeOf(AccountHead account) =>
        new(account.Email, account.Language, account.MailAboutMessages);
}
