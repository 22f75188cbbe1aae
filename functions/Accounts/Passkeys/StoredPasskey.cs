using Microsoft.AspNetCore.Identity;

namespace Zegel.Functions.Accounts.Passkeys;

/// <summary>A passkey: a row <c>passkey~&lt;SHA-256 of its credential id&gt;</c> in the account's partition.</summary>
public sealed record StoredPasskey
{
    /// <summary>The prefix of these rows.</summary>
    public const string Prefix = "passkey";

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was used last; null when never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When a copy of it showed itself: from then on it lets nobody in. Null: it does.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>What the authenticator calls it; at most 1023 bytes.</summary>
    public required byte[] CredentialId { get; init; }

    /// <summary>Its public key (COSE, RFC 9052).</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>How often it signed, as it said last; 0 when it does not count.</summary>
    public required uint SignCount { get; init; }

    /// <summary>How the authenticator can be reached, so that browsers ask for the right one.</summary>
    public required IReadOnlyList<string> Transports { get; init; }

    /// <summary>Whether it can be copied to other devices of its owner; never changes.</summary>
    public required bool IsBackupEligible { get; init; }

    /// <summary>Whether it was copied.</summary>
    public required bool IsBackedUp { get; init; }

    /// <summary>A passkey that was attested just now.</summary>
    public static StoredPasskey Of(UserPasskeyInfo passkey, string name, DateTimeOffset now) => new()
    {
        Name = name, CreatedAt = now, CredentialId = passkey.CredentialId, PublicKey = passkey.PublicKey,
        SignCount = passkey.SignCount, Transports = passkey.Transports ?? [],
        IsBackupEligible = passkey.IsBackupEligible, IsBackedUp = passkey.IsBackedUp,
    };

    /// <summary>The row of a credential id.</summary>
    public static string RowOf(byte[] credentialId) =>
        $"{Prefix}~{Convert.ToHexStringLower(SHA256.HashData(credentialId))}";

    /// <summary>Whether it looks like the id by which its owner names a passkey: the rest of its row's key.</summary>
    public static bool IsId(string text) =>
        text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// Whether a counter with this value means that there are two of it: the key was copied out of its authenticator
    /// (WebAuthn level 3 section 7.2 step 22). Keys that do not count always say 0.
    /// </summary>
    public bool IsCloned(uint signCount) => (SignCount != 0 || signCount != 0) && signCount <= SignCount;

    /// <summary>Used at a moment.</summary>
    public StoredPasskey Used(UserPasskeyInfo passkey, DateTimeOffset now) =>
        this with { LastUsedAt = now, SignCount = passkey.SignCount, IsBackedUp = passkey.IsBackedUp };

    /// <summary>
    /// As the library takes it. With a counter of 0: the library tells a counter that went back by no more than a
    /// message, so <see cref="IsCloned"/> judges it after the signature was found right.
    /// </summary>
    public UserPasskeyInfo ToInfo() => new(
        CredentialId, PublicKey, CreatedAt, signCount: 0, [.. Transports], isUserVerified: true, IsBackupEligible,
        IsBackedUp, attestationObject: [], clientDataJson: []);
}
