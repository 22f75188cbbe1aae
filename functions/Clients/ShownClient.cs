namespace Zegel.Functions.Clients;

/// <summary>A client as the office sees it.</summary>
/// <param name="ClientId">Which: the id of its account.</param>
/// <param name="Kind">A person or a company.</param>
/// <param name="Name">As the office calls it.</param>
/// <param name="Email">The address.</param>
/// <param name="Phone">E.164, as the office gave it; null: none.</param>
/// <param name="State">How far the account is.</param>
/// <param name="InvitedUntil">Until when its invitation works; null in any other state.</param>
public sealed record ShownClient(
    AccountId ClientId, ClientKind Kind, string Name, string Email, string? Phone, AccountState State,
    DateTimeOffset? InvitedUntil)
{
    /// <summary>How a client is seen.</summary>
    public static ShownClient Of(FoundClient found)
    {
        var (client, head) = (found.Value, found.Head);
        return new ShownClient(
            client.ClientId, client.Kind, client.Name, head.Email, client.Phone, head.State,
            head.State == AccountState.Invited ? found.Account.Credentials.Value.InvitedUntil : null);
    }
}

/// <summary>What a client sees of being one.</summary>
/// <param name="ClientId">Which: the id of the account.</param>
/// <param name="Kind">A person, a company's main account or an extra one.</param>
/// <param name="Name">As the office, or the company, calls it.</param>
/// <param name="Company">What the company is called; null for a person.</param>
/// <param name="Notices">Of what it is mailed.</param>
public sealed record OwnClient(
    AccountId ClientId, ClientKind Kind, string Name, string? Company, WantedNotices Notices);

/// <summary>
/// An extra account as its company, and the office, sees it (N50): what the company gave, and what happened since. Of
/// an account that was there before nothing is shown of that time.
/// </summary>
/// <param name="AccountId">Which.</param>
/// <param name="Name">As the company calls it.</param>
/// <param name="Email">The address.</param>
/// <param name="Phone">E.164, as the company gave it; null: none.</param>
/// <param name="Language"><c>nl</c> or <c>en</c>, as the company gave it.</param>
/// <param name="State">How far the account is.</param>
/// <param name="InvitedUntil">Until when its invitation works; null in any other state.</param>
/// <param name="AddedAt">Since when it is one.</param>
/// <param name="LastLogInAt">When it was logged in to last; null: never since it is one.</param>
public sealed record ShownExtraAccount(
    AccountId AccountId, string Name, string Email, string? Phone, string Language, AccountState State,
    DateTimeOffset? InvitedUntil, DateTimeOffset AddedAt, DateTimeOffset? LastLogInAt)
{
    /// <summary>How an extra account is seen.</summary>
    public static ShownExtraAccount Of(FoundClient found)
    {
        var (client, head) = (found.Value, found.Head);
        return new ShownExtraAccount(
            client.ClientId, client.Name, head.Email, client.Phone, client.Language ?? head.Language, head.State,
            head.State == AccountState.Invited ? found.Account.Credentials.Value.InvitedUntil : null, client.MadeAt,
            head.LastLogInAt >= client.MadeAt ? head.LastLogInAt : null);
    }
}
