// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Text.Json;

namespace Azure.Security.KeyVault.Keys;

/// <summary>What a vault knows of a key besides its material.</summary>
public class KeyProperties
{
    public KeyProperties(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    public KeyProperties(Uri id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var identifier = new KeyVaultKeyIdentifier(id);
        Id = id;
        VaultUri = identifier.VaultUri;
        Name = identifier.Name;
        Version = identifier.Version;
    }

    public Uri? Id { get; internal set; }

    public Uri? VaultUri { get; internal set; }

    public string Name { get; internal set; }

    public string? Version { get; internal set; }

    public bool Managed { get; internal set; }

    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool? Enabled { get; set; }

    public DateTimeOffset? NotBefore { get; set; }

    public DateTimeOffset? ExpiresOn { get; set; }

    public DateTimeOffset? CreatedOn { get; internal set; }

    public DateTimeOffset? UpdatedOn { get; internal set; }

    public string? RecoveryLevel { get; internal set; }

    public int? RecoverableDays { get; internal set; }

    public bool? Exportable { get; set; }

    /// <summary>Reads a bundle or an item of a list; both carry the attributes the same way.</summary>
    internal static KeyProperties Read(Uri id, JsonElement bundle)
    {
        var properties = new KeyProperties(id)
        {
            Managed = bundle.TryGetProperty("managed", out var managed) && managed.GetBoolean(),
        };
        if (bundle.TryGetProperty("attributes", out var attributes))
        {
            properties.Enabled = FlagOf(attributes, "enabled");
            properties.NotBefore = TimeOf(attributes, "nbf");
            properties.ExpiresOn = TimeOf(attributes, "exp");
            properties.CreatedOn = TimeOf(attributes, "created");
            properties.UpdatedOn = TimeOf(attributes, "updated");
            properties.RecoveryLevel = attributes.TryGetProperty("recoveryLevel", out var level)
                ? level.GetString()
                : null;
            properties.RecoverableDays = (int?)NumberOf(attributes, "recoverableDays");
            properties.Exportable = FlagOf(attributes, "exportable");
        }

        if (bundle.TryGetProperty("tags", out var tags))
        {
            foreach (var tag in tags.EnumerateObject())
            {
                properties.Tags[tag.Name] = tag.Value.GetString()!;
            }
        }

        return properties;
    }

    private static bool? FlagOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetBoolean() : null;

    private static long? NumberOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    private static DateTimeOffset? TimeOf(JsonElement json, string name) =>
        NumberOf(json, name) is long seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
