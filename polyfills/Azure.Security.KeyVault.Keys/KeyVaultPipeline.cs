// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Security.KeyVault.Keys;

/// <summary>Requests to one vault.</summary>
internal sealed class KeyVaultPipeline(
    Uri vault, TokenCredential credential, ClientOptions options, string apiVersion, bool disableVerification)
{
    private readonly HttpPipeline http =
        HttpPipelineBuilder.Build(options, new ChallengeAuthenticationPolicy(credential, disableVerification));

    public async ValueTask<Response> SendAsync(
        RequestMethod method, string path, BinaryData? body, bool async, CancellationToken cancellationToken)
    {
        using var request = http.CreateRequest();
        request.Method = method;
        request.Uri.Reset(vault);
        request.Uri.AppendPath(path, escape: false);
        request.Uri.AppendQuery("api-version", apiVersion);
        return await SendAsync(request, body, async, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Follows the address of a next page, which carries its own query.</summary>
    public async ValueTask<Response> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = http.CreateRequest();
        request.Method = RequestMethod.Get;
        request.Uri.Reset(address);
        return await SendAsync(request, null, async: true, cancellationToken).ConfigureAwait(false);
    }

    public static T Read<T>(Response response, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(response.Content);
        return read(document.RootElement);
    }

    private async ValueTask<Response> SendAsync(
        Request request, BinaryData? body, bool async, CancellationToken cancellationToken)
    {
        request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            request.Headers.Add("Content-Type", "application/json");
            request.Content = RequestContent.Create(body);
        }

        var response = async
            ? await http.SendRequestAsync(request, cancellationToken).ConfigureAwait(false)
            : http.SendRequest(request, cancellationToken);
        return response.Status == 200 ? response : throw new RequestFailedException(response);
    }
}
