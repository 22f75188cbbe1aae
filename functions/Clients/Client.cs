namespace Zegel.Functions.Clients;

/// <summary>What a client is.</summary>
public enum ClientKind
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>A company, by its main account.</summary>
    Company,

    /// <summary>Somebody who looks along for a company (N49).</summary>
    ExtraAccount,
}

/// <summary>Of what a client is mailed; such a mail says that something is ready, and never what (N1, N48).</summary>
/// <param name="Documents">New letters and documents.</param>
/// <param name="Forms">Questionnaires, and documents that are asked for.</param>
/// <param name="Messages">New messages.</param>
public sealed record WantedNotices(bool Documents, bool Forms, bool Messages)
{
    /// <summary>Until the client chooses otherwise.</summary>
    public static WantedNotices All { get; } = new(true, true, true);
}

/// <summary>That an account is a client: a row of its partition.</summary>
public sealed record Client
{
    /// <summary>The row's key.</summary>
    public const string RowKey = "client";

    /// <summary>The id of the account.</summary>
    public required AccountId ClientId { get; init; }

    /// <summary>What it is.</summary>
    public required ClientKind Kind { get; init; }

    /// <summary>What the office, or of an extra account the company, calls it; the account has its own name.</summary>
    public required string Name { get; init; }

    /// <summary>E.164, as it was given; null: none was.</summary>
    public string? Phone { get; init; }

    /// <summary>Of an extra account: <c>nl</c> or <c>en</c>, as the company gave it; the account has its own.</summary>
    public string? Language { get; init; }

    /// <summary>Who made it a client.</summary>
    public required AccountId MadeBy { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Of an extra account: the company's main account, which alone decides about it.</summary>
    public AccountId? MainAccountId { get; init; }

    /// <summary>Of a company: its extra accounts, each noted before it was made.</summary>
    public IReadOnlyList<AccountId> ExtraAccountIds { get; init; } = [];

    /// <summary>The mailboxes that have it among their clients.</summary>
    public IReadOnlyList<MailboxId> MailboxIds { get; init; } = [];

    /// <summary>Of what it is mailed.</summary>
    public WantedNotices Notices { get; init; } = WantedNotices.All;

    /// <summary>Whether it is an extra account of the company with this main account.</summary>
    public bool IsExtraOf(AccountId main) => MainAccountId?.Value == main.Value;

    /// <summary>An account with the role and without a row: the service desk gave it.</summary>
    public static Client Of(AccountHead head) => new()
    {
        ClientId = head.AccountId, Kind = ClientKind.Person, Name = head.Name, MadeBy = head.AccountId,
        MadeAt = default,
    };
}

/// <summary>A client as stored, with its account.</summary>
/// <param name="Row">The row; null for an account that has only the role.</param>
/// <param name="Account">The account.</param>
/// <param name="IsAskedAsGuest">Whether somebody asked it as a guest, also while that waits for its yes.</param>
public sealed record FoundClient(Stored<Client>? Row, Account Account, bool IsAskedAsGuest)
{
    /// <summary>The client.</summary>
    public Client Value => Row?.Value ?? Client.Of(Account.Head.Value);

    /// <summary>The account's head: address, language, whether it was shut out.</summary>
    public AccountHead Head => Account.Head.Value;
}
