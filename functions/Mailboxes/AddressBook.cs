namespace Zegel.Functions.Mailboxes;

/// <summary>Tells notices whom they reach at a mailbox.</summary>
public sealed class AddressBook(MailboxStore mailboxes, AccountStore accounts) : IAddressBook
{
    /// <inheritdoc/>
    public async Task<Addressee?> FindMemberAsync(MailboxId mailboxId, CancellationToken cancellationToken)
    {
        foreach (var accountId in (await mailboxes.FindOwnedAsync(mailboxId, cancellationToken))?.Owners ?? [])
        {
            if (await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value: { IsShut: false } owner })
            {
                return AddresseeOf(owner);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<Addressee?> FindAccountAsync(AccountId accountId, CancellationToken cancellationToken) =>
        await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value: { IsActive: true } account }
            ? AddresseeOf(account)
            : null;

    private static Addressee AddresseeOf(AccountHead account) =>
        new(account.Email, account.Language, account.MailAboutMessages);
}
