using System.Net.Http.Headers;
using System.Text;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Http;

internal static class SendingText
{
    /// <summary>A state change with text as it stands, by any method.</summary>
    public static Task<ApiAnswer> SendTextAsync(this ApiClient browser, HttpMethod method, string path, string text, string contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Origin", browser.Origin);
        return browser.SendAsync(request);
    }
}
