// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Security.KeyVault;

/// <summary>
/// A vault says itself which tenant and resource its tokens must be for: the first request goes without token and
/// without body, the 401 is the challenge, and what it said holds for every later request to that host.
/// </summary>
internal sealed partial class ChallengeAuthenticationPolicy(TokenCredential credential, bool disableVerification)
    : BearerTokenAuthenticationPolicy(credential, Array.Empty<string>())
{
    private const string HeldBackBody = "Azure.Security.KeyVault.HeldBackBody";

    private static readonly ConcurrentDictionary<string, Challenge> Challenges = new(StringComparer.OrdinalIgnoreCase);

    private sealed record Challenge(string Scope, string? TenantId);

    protected override void AuthorizeRequest(HttpMessage message)
    {
        if (Known(message) is { } challenge)
        {
            AuthenticateAndAuthorizeRequest(message, ContextOf(message, challenge, claims: null));
        }
    }

    protected override ValueTask AuthorizeRequestAsync(HttpMessage message) => Known(message) is { } challenge
        ? AuthenticateAndAuthorizeRequestAsync(message, ContextOf(message, challenge, claims: null))
        : ValueTask.CompletedTask;

    protected override bool AuthorizeRequestOnChallenge(HttpMessage message)
    {
        if (Answer(message) is not { } context)
        {
            return false;
        }

        AuthenticateAndAuthorizeRequest(message, context);
        return true;
    }

    protected override async ValueTask<bool> AuthorizeRequestOnChallengeAsync(HttpMessage message)
    {
        if (Answer(message) is not { } context)
        {
            return false;
        }

        await AuthenticateAndAuthorizeRequestAsync(message, context).ConfigureAwait(false);
        return true;
    }

    private static Challenge? Known(HttpMessage message)
    {
        if (Challenges.TryGetValue(message.Request.Uri.ToUri().Authority, out var challenge))
        {
            return challenge;
        }

        if (message.Request.Content is { } body)
        {
            message.SetProperty(HeldBackBody, body);
            message.Request.Content = null;
        }

        return null;
    }

    private TokenRequestContext? Answer(HttpMessage message)
    {
        if (message.TryGetProperty(HeldBackBody, out var body))
        {
            message.Request.Content = (RequestContent)body!;
        }

        if (!message.Response.Headers.TryGetValue("WWW-Authenticate", out var header)
            || Parse(header) is not { } values)
        {
            return null;
        }

        var host = message.Request.Uri.ToUri().Authority;
        if (values.GetValueOrDefault("error") == "insufficient_claims"
            && values.TryGetValue("claims", out var claims)
            && Challenges.TryGetValue(host, out var known))
        {
            return ContextOf(message, known, BinaryData.FromBytes(Convert.FromBase64String(claims)).ToString());
        }

        if (ReadChallenge(message, values) is not { } challenge)
        {
            return null;
        }

        Challenges[host] = challenge;
        return ContextOf(message, challenge, claims: null);
    }

    private Challenge? ReadChallenge(HttpMessage message, Dictionary<string, string> values)
    {
        var scope = values.TryGetValue("resource", out var resource)
            ? resource + "/.default"
            : values.GetValueOrDefault("scope");
        if (scope is null)
        {
            return null;
        }

        if (!disableVerification)
        {
            VerifyResource(message.Request.Uri.Host!, scope);
        }

        var authority = values.GetValueOrDefault("authorization") ?? values.GetValueOrDefault("authorization_uri");
        return new Challenge(
            scope, authority is null ? null : new Uri(authority).Segments.ElementAtOrDefault(1)?.TrimEnd('/'));
    }

    /// <summary>A server that poses as a vault could else ask for a token that opens another service.</summary>
    private static void VerifyResource(string host, string scope)
    {
        if (!Uri.TryCreate(scope, UriKind.Absolute, out var resource))
        {
            throw new InvalidOperationException($"The challenge contains invalid scope '{scope}'.");
        }

        if (!host.EndsWith("." + resource.Host, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"The challenge resource '{resource.Host}' does not match the requested domain. Set " +
                "DisableChallengeResourceVerification to true in your client options to disable. " +
                "See https://aka.ms/azsdk/blog/vault-uri for more information.");
        }
    }

    private static TokenRequestContext ContextOf(HttpMessage message, Challenge challenge, string? claims) => new(
        [challenge.Scope],
        message.Request.ClientRequestId,
        claims: claims,
        tenantId: challenge.TenantId,
        isCaeEnabled: true);

    private static Dictionary<string, string>? Parse(string header) =>
        header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? Parameter().Matches(header)
                .GroupBy(match => match.Groups["name"].Value, match => match.Groups["value"].Value)
                .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase)
            : null;

    [GeneratedRegex("""(?<name>\w+)\s*=\s*"(?<value>[^"]*)""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
