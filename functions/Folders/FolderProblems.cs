namespace Zegel.Functions.Folders;

/// <summary>Something with this name stands there.</summary>
public sealed record NameTaken() : Problem(409, "name-taken", "Something with this name is there already.");

/// <summary>It was added too long ago, or somebody was handed it.</summary>
public sealed record WithdrawTooLate() : Problem(409, "withdraw-too-late", "This can no longer be taken back.");

/// <summary>Nobody with this address has an account that is in use.</summary>
public sealed record NoSuchAccount() : Problem(409, "no-such-account", "Nobody with this address has an account.");

/// <summary>Who it shall be shared with has the folder.</summary>
public sealed record AlreadyShared() : Problem(409, "already-shared", "The folder is shared with this person.");

/// <summary>The folder is shared with as many as it can be.</summary>
public sealed record FolderFull() : Problem(409, "folder-full", "The folder is shared with too many people.");
