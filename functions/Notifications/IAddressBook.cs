namespace Zegel.Functions.Notifications;

/// <summary>Who is told, and whether they want mail about messages.</summary>
public sealed record Addressee(string Address, string Language, bool WantsMessages = true);

/// <summary>A member of a mailbox whom its notices may reach.</summary>
/// <param name="AccountId">Whose account.</param>
/// <param name="WantsMails">Whether they want the notices of this mailbox.</param>
/// <param name="IsOwner">Whether they decide who uses it.</param>
public sealed record MailboxReader(AccountId AccountId, bool WantsMails, bool IsOwner);

/// <summary>
/// Whom notices to the members of a mailbox reach. Mailboxes and accounts stand below notices in the order of folders,
/// so the answer comes from there (<c>Mailboxes/AddressBook</c>).
/// </summary>
public interface IAddressBook
{
    /// <summary>Everybody who may use the mailbox now and is not shut out.</summary>
    Task<IReadOnlyList<MailboxReader>> FindMembersAsync(MailboxId mailboxId, CancellationToken cancellationToken);

    /// <summary>One of them; null when they are none any more.</summary>
    Task<Addressee?> FindMemberAsync(
        MailboxId mailboxId, AccountId accountId, CancellationToken cancellationToken);

    /// <summary>Whoever has the account; null when it is not in use, and then nobody is told.</summary>
    Task<Addressee?> FindAccountAsync(AccountId accountId, CancellationToken cancellationToken);
}
