using System.Net;
using Microsoft.AspNetCore.Http;

namespace Zegel.Functions.Http;

/// <summary>The network address of the caller, for limits only.</summary>
public static class ClientAddress
{
    /// <summary>
    /// The n-th entry from the right of <c>X-Forwarded-For</c>; an IPv6 address is cut to its /64, since a household
    /// has that many. <c>unknown</c> when the header is shorter: those callers share one limit.
    /// </summary>
    public static string Of(HttpRequest request, int proxyHops)
    {
        var entries = request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries);
        var entry = entries.Length >= proxyHops ? entries[^proxyHops] : "";
        if (!IPAddress.TryParse(entry, out var address) && !(IPEndPoint.TryParse(entry, out var endPoint) && (address = endPoint.Address) is not null))
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? address.ToString() : Convert.ToHexStringLower(bytes.AsSpan(0, 8));
    }
}
