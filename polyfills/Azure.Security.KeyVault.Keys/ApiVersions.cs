// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
namespace Azure.Security.KeyVault.Keys;

/// <summary>The wire names of the service versions, which both option classes number alike.</summary>
internal static class ApiVersions
{
    private static readonly string[] Names = ["7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6"];

    public static string Of(int version) => version >= 0 && version < Names.Length
        ? Names[version]
        : throw new ArgumentException($"Service version {version} is not known.", nameof(version));
}
