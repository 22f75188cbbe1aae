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
                return new Addressee(owner.Email, owner.Language, owner.MailAboutMessages);
            }
        }

        return null;
    }
}
