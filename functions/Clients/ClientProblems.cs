namespace Zegel.Functions.Clients;

/// <summary>The address is a client's of another kind: a person's, a company's or an extra account's.</summary>
public sealed record ClientOtherwise(ClientKind Kind)
    : Problem(409, "client-otherwise", "This address is a client's of another kind.");

/// <summary>The company has as many extra accounts as it can have.</summary>
public sealed record ExtraAccountsFull(int Most)
    : Problem(409, "extra-accounts-full", "The company has as many extra accounts as it can have.");
