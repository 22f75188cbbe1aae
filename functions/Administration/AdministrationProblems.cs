using Zegel.Functions.Http;

namespace Zegel.Functions.Administration;

/// <summary>There is an account with this address.</summary>
public sealed record AddressInUse() : Problem(409, "address-in-use", "There is an account with this address.");

/// <summary>Nobody takes away their own second factors: another one of the service desk does (T26).</summary>
public sealed record OwnAccount() : Problem(409, "own-account", "Somebody else of the service desk must do this.");
