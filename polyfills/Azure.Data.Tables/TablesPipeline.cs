// Stands in for Azure.Data.Tables 12.11.0.
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>One account's table service: makes requests, sends them and turns refusals into exceptions.</summary>
internal sealed class TablesPipeline
{
    public const string MetadataFormat = "application/json;odata=minimalmetadata";
    private const string StorageScope = "https://storage.azure.com/.default";

    private readonly HttpPipeline http;
    private readonly string version;
    private readonly string root;

    public TablesPipeline(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
        : this(endpoint, new SharedKeyLitePolicy(credential ?? throw new ArgumentNullException(nameof(credential))), options)
    {
        AccountName = credential.AccountName;
    }

    public TablesPipeline(Uri endpoint, TokenCredential credential, TableClientOptions? options)
        : this(
            endpoint,
            new BearerTokenAuthenticationPolicy(
                credential ?? throw new ArgumentNullException(nameof(credential)), StorageScope),
            options)
    {
        AccountName = endpoint.HostNameType == UriHostNameType.Dns
            ? endpoint.Host.Split('.')[0]
            : endpoint.AbsolutePath.Trim('/');
    }

    private TablesPipeline(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new TableClientOptions();
        version = options.VersionString;
        Endpoint = endpoint;
        AccountName = "";
        root = endpoint.AbsoluteUri.TrimEnd('/') + "/";
        var pipeline = new HttpPipelineOptions(options) { RequestFailedDetailsParser = TablesErrorParser.Shared };
        pipeline.PerRetryPolicies.Add(authentication);
        http = HttpPipelineBuilder.Build(pipeline);
    }

    public Uri Endpoint { get; }

    public string AccountName { get; }

    /// <summary>Where transactions go; what format they answer in is said per part.</summary>
    public Uri BatchAddress => new(root + "$batch");

    /// <summary>The full address of a resource; <paramref name="path"/> and <paramref name="query"/> are escaped.</summary>
    public Uri AddressOf(string path, string? query = null) =>
        new($"{root}{path}?$format={Uri.EscapeDataString(MetadataFormat)}{query}");

    public Request CreateRequest(RequestMethod method, Uri address)
    {
        var request = http.CreateRequest();
        request.Method = method;
        request.Uri.Reset(address);
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", MetadataFormat);
        return request;
    }

    /// <summary>Sends a request without a body, or with one in JSON.</summary>
    /// <param name="request">The request; it is disposed of.</param>
    /// <param name="body">JSON, or null.</param>
    /// <param name="allowed">A refusal that the caller wants back as a response.</param>
    /// <param name="cancellationToken">Gives up waiting; the service may still do what was asked.</param>
    public async Task<Response> SendAsync(
        Request request, ReadOnlyMemory<byte>? body, int? allowed, CancellationToken cancellationToken)
    {
        using (request)
        {
            if (body is { } json)
            {
                request.Headers.Add("Content-Type", "application/json");
                request.Content = RequestContent.Create(json);
            }

            var response = await http.SendRequestAsync(request, cancellationToken).ConfigureAwait(false);
            return response.IsError && response.Status != allowed ? throw new RequestFailedException(response) : response;
        }
    }
}
