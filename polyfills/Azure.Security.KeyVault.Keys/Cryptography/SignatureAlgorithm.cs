// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
namespace Azure.Security.KeyVault.Keys.Cryptography;

/// <summary>How a digest is signed.</summary>
public readonly struct SignatureAlgorithm : IEquatable<SignatureAlgorithm>
{
    private readonly string value;

    public SignatureAlgorithm(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        this.value = value;
    }

    public static SignatureAlgorithm RS256 { get; } = new("RS256");

    public static SignatureAlgorithm RS384 { get; } = new("RS384");

    public static SignatureAlgorithm RS512 { get; } = new("RS512");

    public static SignatureAlgorithm PS256 { get; } = new("PS256");

    public static SignatureAlgorithm PS384 { get; } = new("PS384");

    public static SignatureAlgorithm PS512 { get; } = new("PS512");

    public static SignatureAlgorithm ES256 { get; } = new("ES256");

    public static SignatureAlgorithm ES384 { get; } = new("ES384");

    public static SignatureAlgorithm ES512 { get; } = new("ES512");

    public static implicit operator SignatureAlgorithm(string value) => new(value);

    public static bool operator ==(SignatureAlgorithm left, SignatureAlgorithm right) => left.Equals(right);

    public static bool operator !=(SignatureAlgorithm left, SignatureAlgorithm right) => !left.Equals(right);

    public bool Equals(SignatureAlgorithm other) => string.Equals(value, other.value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is SignatureAlgorithm other && Equals(other);

    public override int GetHashCode() => value is null ? 0 : StringComparer.Ordinal.GetHashCode(value);

    public override string ToString() => value;
}
