using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Zegel.Local;

/// <summary>
/// Checks the HMAC of Azure Communication Services:
/// <c>HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&amp;Signature=…</c> over verb, path with query and
/// the values of the named headers. Clients differ in which date header they sign, so the list is read, not assumed.
/// </summary>
internal static class InboxSignature
{
    private const string Scheme = "HMAC-SHA256 ";
    private const string ContentHash = "x-ms-content-sha256";

    public static bool IsRight(HttpRequest request, ReadOnlySpan<byte> body, ReadOnlySpan<byte> accessKey)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = authorization[Scheme.Length..].Split('&')
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.Ordinal);
        var signedHeaders = (parts["SignedHeaders"].FirstOrDefault() ?? "").Split(';');
        return SignsEnough(request, signedHeaders)
            && FixedTimeEquals(request.Headers[ContentHash].ToString(), SHA256.HashData(body))
            && FixedTimeEquals(
                parts["Signature"].FirstOrDefault() ?? "",
                HMACSHA256.HashData(accessKey, Encoding.UTF8.GetBytes(ToSign(request, signedHeaders))));
    }

    private static bool SignsEnough(HttpRequest request, string[] signedHeaders)
    {
        var date = request.Headers.ContainsKey("x-ms-date") ? "x-ms-date" : "date";
        return signedHeaders.Contains("host", StringComparer.OrdinalIgnoreCase)
            && signedHeaders.Contains(ContentHash, StringComparer.OrdinalIgnoreCase)
            && signedHeaders.Contains(date, StringComparer.OrdinalIgnoreCase)
            && DateTimeOffset.TryParseExact(
                request.Headers[date], "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static string ToSign(HttpRequest request, string[] signedHeaders)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var values = signedHeaders.Select(header => request.Headers[header].ToString());
        return $"{request.Method}\n{target}\n{string.Join(';', values)}";
    }

    private static bool FixedTimeEquals(string base64, ReadOnlySpan<byte> expected)
    {
        var actual = new byte[expected.Length];
        return Convert.TryFromBase64String(base64, actual, out var length)
            && CryptographicOperations.FixedTimeEquals(actual.AsSpan(0, length), expected);
    }
}
