// Stands in for Azure.Data.Tables 12.11.0.
namespace Azure.Data.Tables;

/// <summary>The endpoint and key in a storage account's connection string.</summary>
internal sealed record TableConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    private const string Development =
        "AccountName=devstoreaccount1;" +
        "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;" +
        "TableEndpoint=http://127.0.0.1:10002/devstoreaccount1";

    /// <exception cref="InvalidOperationException">Account, key or endpoint is missing.</exception>
    public static TableConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var parts = Split(connectionString);
        if (parts.TryGetValue("UseDevelopmentStorage", out var use)
            && use.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            parts = Split(Development);
        }

        if (!parts.TryGetValue("AccountName", out var account) || !parts.TryGetValue("AccountKey", out var key))
        {
            throw new InvalidOperationException("No valid combination of account information found.");
        }

        var scheme = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = parts.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        var endpoint = parts.GetValueOrDefault("TableEndpoint", $"{scheme}://{account}.table.{suffix}");
        return new TableConnectionString(new Uri(endpoint), new TableSharedKeyCredential(account, key));
    }

    private static Dictionary<string, string> Split(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new InvalidOperationException("Settings must be of the form \"name=value\".");
            }

            parts[part[..equals]] = part[(equals + 1)..];
        }

        return parts;
    }
}
