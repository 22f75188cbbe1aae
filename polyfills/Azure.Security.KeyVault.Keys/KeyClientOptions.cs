// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using Azure.Core;

namespace Azure.Security.KeyVault.Keys;

/// <summary>The options of <see cref="KeyClient"/>.</summary>
public class KeyClientOptions : ClientOptions
{
    public KeyClientOptions(ServiceVersion version = ServiceVersion.V7_6) => Version = version;

    public ServiceVersion Version { get; }

    /// <summary>Lets the vault's host differ from the resource it names in its challenge, as emulators do.</summary>
    public bool DisableChallengeResourceVerification { get; set; }

    public enum ServiceVersion
    {
        V7_0 = 0,
        V7_1 = 1,
        V7_2 = 2,
        V7_3 = 3,
        V7_4 = 4,
        V7_5 = 5,
        V7_6 = 6,
    }
}
