// Stands in for Azure.Communication.Common 1.3.0, on which Azure.Communication.Sms and .Email are built.
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Pipeline;

/// <summary>An endpoint and the HTTP pipeline that authenticates to it.</summary>
internal sealed record CommunicationPipeline(Uri Endpoint, HttpPipeline Http)
{
    /// <summary>The double slash is the service's own: its scope ends in one.</summary>
    private const string Scope = "https://communication.azure.com//.default";

    public static CommunicationPipeline For(string connectionString, ClientOptions options)
    {
        var parts = Parse(connectionString);
        return For(new Uri(parts["endpoint"]), new AzureKeyCredential(parts["accesskey"]), options);
    }

    public static CommunicationPipeline For(Uri endpoint, AzureKeyCredential credential, ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, HttpPipelineBuilder.Build(options, new HmacAuthenticationPolicy(credential)));
    }

    public static CommunicationPipeline For(Uri endpoint, TokenCredential credential, ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(
            endpoint, HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, Scope)));
    }

    public Request CreateRequest(RequestMethod method, string path, string apiVersion)
    {
        var request = Http.CreateRequest();
        request.Method = method;
        request.Uri.Reset(Endpoint);
        request.Uri.AppendPath(path, escape: false);
        request.Uri.AppendQuery("api-version", apiVersion);
        request.Headers.Add("Accept", "application/json");
        return request;
    }

    private static Dictionary<string, string> Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var parts = connectionString
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0].Trim(), part => part[^1], StringComparer.OrdinalIgnoreCase);
        return parts.ContainsKey("endpoint") && parts.ContainsKey("accesskey")
            ? parts
            : throw new InvalidOperationException(
                "Connection string doesn't have value for keys 'endpoint' and 'accesskey'.");
    }
}
