using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Zegel.Functions.Tests.World;

/// <summary>
/// A browser as the API sees it: it keeps cookies, names its origin and sends JSON. The cookies are kept by hand,
/// since they are Secure and the site is on http here.
/// </summary>
public sealed class ApiClient(Uri siteAddress, LogLines log)
{
    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });

    /// <summary>The cookies it has, by name; a test may add and remove.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>What it says in <c>Origin</c> on a state change; null leaves the header out.</summary>
    public string? Origin { get; init; } = siteAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>What it says in <c>X-Forwarded-For</c> itself; null says nothing.</summary>
    public string? ForwardedFor { get; init; }

    /// <summary>A browser that has what this one has; what it gets from now on, this one does not.</summary>
    public ApiClient Copy()
    {
        var copy = new ApiClient(siteAddress, log) { Origin = Origin, ForwardedFor = ForwardedFor };
        foreach (var (name, value) in Cookies)
        {
            copy.Cookies[name] = value;
        }

        return copy;
    }

    /// <param name="path">From <c>/api</c> on.</param>
    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <param name="path">From <c>/api</c> on.</param>
    /// <param name="body">Is sent as JSON; null sends <c>{}</c>.</param>
    public Task<ApiAnswer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    /// <inheritdoc cref="PostAsync"/>
    public Task<ApiAnswer> DeleteAsync(string path, object? body = null) => SendAsync(HttpMethod.Delete, path, body);

    /// <summary>Posts text as it stands, for bodies that no serialiser writes.</summary>
    public Task<ApiAnswer> PostTextAsync(string path, string text, string contentType = "application/json") =>
        SendAsync(ChangeRequest(HttpMethod.Post, path, text, contentType));

    /// <summary>Sends any request, with this browser's cookies; relative to the site.</summary>
    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        request.RequestUri = new Uri(siteAddress, request.RequestUri!);
        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        if (ForwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", ForwardedFor);
        }

        using (request)
        {
            using var response = await Http.SendAsync(request, cancellationToken);
            Keep(response.Headers);
            if (response.StatusCode is HttpStatusCode.InternalServerError)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', log.All.TakeLast(10)));
            }

            return new ApiAnswer(
                response.StatusCode,
                await response.Content.ReadAsStringAsync(cancellationToken),
                response.Headers,
                response.Content.Headers.ContentType?.MediaType,
                response.Content.Headers.ContentType?.CharSet);
        }
    }

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body) =>
        SendAsync(ChangeRequest(method, path, JsonSerializer.Serialize(body ?? new { }), "application/json"));

    private HttpRequestMessage ChangeRequest(HttpMethod method, string path, string text, string contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (Origin is not null)
        {
            request.Headers.Add("Origin", Origin);
        }

        return request;
    }

    private void Keep(HttpResponseHeaders headers)
    {
        foreach (var cookie in headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            var parts = cookie.Split(';', StringSplitOptions.TrimEntries);
            var (name, value) = (parts[0].Split('=', 2)[0], parts[0].Split('=', 2)[1]);
            if (value.Length == 0 || parts.Contains("Max-Age=0", StringComparer.OrdinalIgnoreCase))
            {
                Cookies.Remove(name);
            }
            else
            {
                Cookies[name] = value;
            }
        }
    }
}
