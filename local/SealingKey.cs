using System.Security.Cryptography;
using System.Text.Json;
using Azure.Security.KeyVault.Keys;

namespace Zegel.Local;

/// <summary>Stands where the key vault stands in the cloud: an RSA-3072 key on this machine.</summary>
public static class SealingKey
{
    /// <summary>A new key as JWK, private half included; its id has the form of a key vault's.</summary>
    public static string Create()
    {
        using var rsa = RSA.Create(3072);
        var version = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(128 / 8));
        return JsonSerializer.Serialize(
            new JsonWebKey(rsa, includePrivateParameters: true, [KeyOperation.WrapKey, KeyOperation.UnwrapKey])
            {
                Id = $"https://local.vault/keys/sealing/{version}",
            });
    }

    /// <summary>The key kept in <paramref name="folder"/>, made on first use.</summary>
    internal static Task<string> KeptInAsync(string folder, CancellationToken cancellationToken) =>
        KeptInAsync(folder, "sealing-key.json", Create, cancellationToken);

    /// <summary>A key kept in a file of <paramref name="folder"/>, made on first use.</summary>
    internal static async Task<string> KeptInAsync(string folder, string file, Func<string> create, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(path, create(), cancellationToken);
        }

        return await File.ReadAllTextAsync(path, cancellationToken);
    }
}
