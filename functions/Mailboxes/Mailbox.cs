namespace Zegel.Functions.Mailboxes;

/// <summary>A secure mailbox. Its seal key is made by the functions when the mailbox is made.</summary>
/// <param name="MailboxId">Which.</param>
/// <param name="Name">As people see it: "Info".</param>
/// <param name="SealKey">Wrapped under the master key.</param>
public sealed record Mailbox(MailboxId MailboxId, string Name, WrappedSealKey SealKey);

/// <summary>A mailbox by its name.</summary>
public sealed record NamedMailbox(MailboxId MailboxId, string Name);

/// <summary>A mailbox by its name, with who decides who may read it.</summary>
/// <param name="MailboxId">Which.</param>
/// <param name="Name">As people see it.</param>
/// <param name="Owners">Accounts, never none; the first that is not shut out gets its notices.</param>
public sealed record OwnedMailbox(MailboxId MailboxId, string Name, IReadOnlyList<AccountId> Owners)
{
    /// <summary>Whether an account is one of the owners.</summary>
    public bool IsOwnedBy(string accountId) => Owners.Any(owner => owner == accountId);

    /// <summary>How the mailbox sees an account that may use it: owners are members with the right to decide.</summary>
    public Member MemberOf(AccountId accountId, Membership membership) =>
        new(accountId, IsOwnedBy(accountId) ? MemberRight.Owner : membership.Right, membership.Until);
}

/// <summary>Somebody who may use a mailbox.</summary>
/// <param name="AccountId">Whose account.</param>
/// <param name="Right">What they may do with it.</param>
/// <param name="Until">When that ends; null: it does not.</param>
public sealed record Member(AccountId AccountId, MemberRight Right, DateTimeOffset? Until);
