// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Security.Cryptography;

namespace Azure.Security.KeyVault.Keys;

/// <summary>The names of the curves, both ways.</summary>
internal static class Curves
{
    private static readonly Dictionary<KeyCurveName, string> Oids = new()
    {
        [KeyCurveName.P256] = "1.2.840.10045.3.1.7",
        [KeyCurveName.P256K] = "1.3.132.0.10",
        [KeyCurveName.P384] = "1.3.132.0.34",
        [KeyCurveName.P521] = "1.3.132.0.35",
    };

    public static ECCurve Of(KeyCurveName name) => Oids.TryGetValue(name, out var oid)
        ? ECCurve.CreateFromValue(oid)
        : throw new NotSupportedException($"elliptic curve {name} is not supported");

    public static KeyCurveName NameOf(ECCurve curve)
    {
        // Windows gives curves a name alone, others an identifier too.
        var oid = curve.Oid.Value ?? new Oid(curve.Oid.FriendlyName!).Value;
        return Oids.Where(pair => pair.Value == oid).Select(pair => (KeyCurveName?)pair.Key).FirstOrDefault()
            ?? throw new NotSupportedException($"elliptic curve {curve.Oid.FriendlyName} is not supported");
    }
}
