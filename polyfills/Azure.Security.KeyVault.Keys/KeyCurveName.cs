// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
namespace Azure.Security.KeyVault.Keys;

/// <summary>The curve of an elliptic curve key.</summary>
public readonly struct KeyCurveName : IEquatable<KeyCurveName>
{
    private readonly string value;

    public KeyCurveName(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        this.value = value;
    }

    public static KeyCurveName P256 { get; } = new("P-256");

    public static KeyCurveName P256K { get; } = new("P-256K");

    public static KeyCurveName P384 { get; } = new("P-384");

    public static KeyCurveName P521 { get; } = new("P-521");

    public static implicit operator KeyCurveName(string value) => new(value);

    public static bool operator ==(KeyCurveName left, KeyCurveName right) => left.Equals(right);

    public static bool operator !=(KeyCurveName left, KeyCurveName right) => !left.Equals(right);

    public bool Equals(KeyCurveName other) => string.Equals(value, other.value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is KeyCurveName other && Equals(other);

    public override int GetHashCode() => value is null ? 0 : StringComparer.Ordinal.GetHashCode(value);

    public override string ToString() => value;
}
