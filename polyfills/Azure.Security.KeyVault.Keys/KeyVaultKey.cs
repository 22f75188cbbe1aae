// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Text.Json;

namespace Azure.Security.KeyVault.Keys;

/// <summary>One version of a key in a vault, with its public material.</summary>
public class KeyVaultKey
{
    public KeyVaultKey(string name)
        : this(new KeyProperties(name), new JsonWebKey([]))
    {
    }

    internal KeyVaultKey(KeyProperties properties, JsonWebKey key)
    {
        Properties = properties;
        Key = key;
    }

    public Uri? Id => Key.Id is null ? null : new Uri(Key.Id);

    public string Name => Properties.Name;

    public JsonWebKey Key { get; }

    public KeyProperties Properties { get; }

    public KeyType KeyType => Key.KeyType;

    public IReadOnlyCollection<KeyOperation> KeyOperations => Key.KeyOps;

    internal static KeyVaultKey Read(JsonElement bundle)
    {
        var key = JsonWebKeyConverter.Read(bundle.GetProperty("key"));
        return new KeyVaultKey(KeyProperties.Read(new Uri(key.Id!), bundle), key);
    }
}
