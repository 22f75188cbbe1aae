using System.Net;

namespace Zegel.Functions.Http;

/// <summary>The network address of the caller, for limits only.</summary>
public static class ClientAddress
{
    /// <summary>
    /// The n-th entry from the right of <c>X-Forwarded-For</c>; an IPv6 address is cut to its /64, since a household
    /// has that many. <c>unknown</c> when the header is shorter: those callers share one limit.
    /// </summary>
    public static string Of(HttpRequest request, int proxyHops) => NetworkOf(request, proxyHops, 32, 64);

    /// <summary>The network around it, IPv4 /24 or IPv6 /48: that many are rented at once.</summary>
    public static string NetworkOf(HttpRequest request, int proxyHops) => NetworkOf(request, proxyHops, 24, 48);

    private static string NetworkOf(HttpRequest request, int proxyHops, int bitsOfIPv4, int bitsOfIPv6)
    {
        var entries = request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries);
        var entry = entries.Length >= proxyHops ? entries[^proxyHops] : "";
        var address = IPAddress.TryParse(entry, out var alone) ? alone
            : IPEndPoint.TryParse(entry, out var endPoint) ? endPoint.Address : null;
        return address is null ? "unknown" : Network.Of(address, bitsOfIPv4, bitsOfIPv6);
    }
}
