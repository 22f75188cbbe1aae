namespace Zegel.Functions.Mailboxes;

/// <summary>A secure mailbox. Its seal key is made by the functions when the mailbox is made.</summary>
/// <param name="MailboxId">Which.</param>
/// <param name="Name">What it was called when it was made; what it is called now stands with its owners.</param>
/// <param name="SealKey">Wrapped under the master key.</param>
/// <param name="Person">Whose personal mailbox it is; null: a group's.</param>
public sealed record Mailbox(MailboxId MailboxId, string Name, WrappedSealKey SealKey, AccountId? Person = null);

/// <summary>A mailbox by its name.</summary>
/// <param name="MailboxId">Which.</param>
/// <param name="Name">As people see it.</param>
/// <param name="Person">Whether it is somebody's own, which others use as delegates.</param>
public sealed record NamedMailbox(MailboxId MailboxId, string Name, bool Person);

/// <summary>A mailbox by its name, with who decides who may read it.</summary>
/// <param name="MailboxId">Which.</param>
/// <param name="Name">As people see it.</param>
/// <param name="Owners">Accounts, never none; of somebody's own mailbox that person alone.</param>
/// <param name="Person">Whose own mailbox it is, which others use as delegates; null: a group's.</param>
public sealed record OwnedMailbox(
    MailboxId MailboxId, string Name, IReadOnlyList<AccountId> Owners,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AccountId? Person = null)
{
    /// <summary>Whether it is somebody's own.</summary>
    [JsonIgnore]
    public bool IsPersonal => Person is not null;

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
