// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
namespace Azure.Security.KeyVault.Keys;

/// <summary>The parts of a key's address: <c>https://{vault}/keys/{name}[/{version}]</c>.</summary>
public readonly struct KeyVaultKeyIdentifier : IEquatable<KeyVaultKeyIdentifier>
{
    /// <exception cref="ArgumentException">Not the address of a key.</exception>
    public KeyVaultKeyIdentifier(Uri id)
    {
        ArgumentNullException.ThrowIfNull(id);
        this = TryCreate(id, out var identifier)
            ? identifier
            : throw new ArgumentException($"{id} is not a valid key ID", nameof(id));
    }

    private KeyVaultKeyIdentifier(Uri sourceId, string name, string? version)
    {
        SourceId = sourceId;
        VaultUri = new Uri(sourceId.GetLeftPart(UriPartial.Authority));
        Name = name;
        Version = version;
    }

    public Uri SourceId { get; }

    public Uri VaultUri { get; }

    public string Name { get; }

    /// <summary>Null when the address means the current version.</summary>
    public string? Version { get; }

    public static bool TryCreate(Uri id, out KeyVaultKeyIdentifier identifier)
    {
        identifier = default;
        var parts = id is { IsAbsoluteUri: true } ? id.AbsolutePath.Trim('/').Split('/') : [];
        if (parts is not ["keys", { Length: > 0 } name, ..] || parts.Length > 3)
        {
            return false;
        }

        identifier = new KeyVaultKeyIdentifier(id, name, parts.Length == 3 ? parts[2] : null);
        return true;
    }

    public bool Equals(KeyVaultKeyIdentifier other) => Equals(SourceId, other.SourceId);

    public override bool Equals(object? obj) => obj is KeyVaultKeyIdentifier other && Equals(other);

    public override int GetHashCode() => SourceId?.GetHashCode() ?? 0;
}
