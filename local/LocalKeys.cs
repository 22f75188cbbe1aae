using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.Json;
using Azure.Security.KeyVault.Keys;

namespace Zegel.Local;

/// <summary>
/// Stand where the keys of the vault stand in the cloud: each a set of JWKs with their private halves, a version each, the
/// newest last; the one that signs has one version and is no set.
/// </summary>
/// <param name="Sealing">RSA-3072: wraps the seal keys of conversations.</param>
/// <param name="Master">RSA-3072: wraps the root secret and the seal keys of mailboxes.</param>
/// <param name="Audit">EC P-256: signs checkpoints of the audit trail.</param>
public sealed record LocalKeys(string Sealing, string Master, string Audit)
{
    /// <summary>New keys.</summary>
    public static LocalKeys Create() => new(Rotate("sealing"), Rotate("master"), AuditKey.Create());

    /// <summary>The keys kept in a folder, made on first use.</summary>
    public static async Task<LocalKeys> KeptInAsync(string folder, CancellationToken cancellationToken)
    {
        return new LocalKeys(
            await KeptInAsync("sealing", () => Rotate("sealing")),
            await KeptInAsync("master", () => Rotate("master")),
            await KeptInAsync("audit", AuditKey.Create));

        async Task<string> KeptInAsync(string name, Func<string> create)
        {
            var path = Path.Combine(folder, $"{name}-key.json");
            if (!File.Exists(path))
            {
                Directory.CreateDirectory(folder);
                await File.WriteAllTextAsync(path, create(), cancellationToken);
            }

            return await File.ReadAllTextAsync(path, cancellationToken);
        }
    }

    /// <summary>A set with one more version of a key; its ids have the form of a key vault's.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="set">The versions so far, or null for a first one.</param>
    public static string Rotate(string name, string? set = null)
    {
        using var rsa = RSA.Create(3072);
        var version = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(128 / 8));
        var key = new JsonWebKey(rsa, includePrivateParameters: true, [KeyOperation.WrapKey, KeyOperation.UnwrapKey])
        {
            Id = $"https://local.vault/keys/{name}/{version}",
        };
        var keys = VersionsOf(set);
        keys.Add(JsonSerializer.SerializeToNode(key));
        return new JsonObject { ["keys"] = keys }.ToJsonString();
    }

    /// <summary>A set with the newest version alone, as after the others were disabled.</summary>
    public static string NewestOf(string set) => new JsonObject { ["keys"] = new JsonArray(VersionsOf(set)[^1]!.DeepClone()) }.ToJsonString();

    private static JsonArray VersionsOf(string? set) =>
        set is null ? [] : JsonNode.Parse(set)!["keys"]!.DeepClone().AsArray();
}
