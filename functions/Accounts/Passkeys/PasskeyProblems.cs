namespace Zegel.Functions.Accounts.Passkeys;

/// <summary>The passkey or its answer is not right or came too late; nobody learns which.</summary>
public sealed record PasskeyRefused() : Problem(403, "passkey-refused", "This passkey was not accepted.");

/// <summary>The account has as many passkeys as it may: remove one first.</summary>
public sealed record TooManyPasskeys()
    : Problem(409, "too-many-passkeys", "This account has no room for another passkey.");
