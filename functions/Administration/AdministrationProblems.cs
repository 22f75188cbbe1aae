namespace Zegel.Functions.Administration;

/// <summary>Nobody helps themselves, or shuts themselves out: another one of the service desk does (T26).</summary>
public sealed record OwnAccount() : Problem(409, "own-account", "Somebody else of the service desk must do this.");

/// <summary>No colleague has this address: the service desk invites them first.</summary>
public sealed record NoSuchColleague() : Problem(404, "no-such-colleague", "There is no account with this address.");

/// <summary>The same was asked already, in another way.</summary>
public sealed record AlreadyAsked()
    : Problem(409, "already-asked", "Something else was asked for this account already.");

/// <summary>The request was given, refused or stopped, is too old, or whoever asked may not ask any more.</summary>
public sealed record RequestOver() : Problem(409, "request-over", "This request is over.");

/// <summary>Nobody says yes to what they asked themselves, or what is for themselves.</summary>
public sealed record OwnRequest() : Problem(409, "own-request", "Somebody else must say yes to this.");

/// <summary>The code after a reset was tried too often or is too old; the service desk makes another.</summary>
public sealed record NoResetCode() : Problem(409, "no-reset-code", "No code is open for this account.");
