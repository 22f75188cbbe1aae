namespace Zegel.Functions.Notifications;

/// <summary>Who is told, and whether they want mail about messages.</summary>
public sealed record Addressee(string Address, string Language, bool WantsMessages = true);

/// <summary>
/// Whom notices to the members of a mailbox reach. Mailboxes and accounts stand below notices in the order of folders,
/// so the answer comes from there (<c>Mailboxes/AddressBook</c>).
/// </summary>
public interface IAddressBook
{
    /// <summary>The first of its owners who is not shut out; null when there is none.</summary>
    Task<Addressee?> FindMemberAsync(MailboxId mailboxId, CancellationToken cancellationToken);

    /// <summary>Whoever has the account; null when it is not in use, and then nobody is told.</summary>
    Task<Addressee?> FindAccountAsync(AccountId accountId, CancellationToken cancellationToken);
}
