namespace Zegel.Functions.Access;

/// <summary>
/// Limits on one source: its address, and the network around it, so that neither many addresses of one network nor the
/// many /64s of one IPv6 customer are as many sources.
/// </summary>
public sealed class AddressLimits(RootSecret root, IOptions<SiteOptions> site, IOptions<LimitOptions> limits)
{
    /// <summary>What a request of this source counts for: its address, within its network.</summary>
    /// <param name="request">Of the source.</param>
    /// <param name="name">What is limited.</param>
    /// <param name="perAddress">How often for one address; for a network, <see cref="LimitOptions"/> says.</param>
    /// <param name="window">In this time.</param>
    public Limit Of(HttpRequest request, string name, int perAddress, TimeSpan window)
    {
        var hops = site.Value.ProxyHops;
        var perNetwork = (int)Math.Min((long)perAddress * limits.Value.AddressesPerNetwork, 1_000_000);
        return new Limit($"{name}-address", root.LookUp("address", ClientAddress.Of(request, hops)), perAddress, window)
        {
            Within = new Limit(
                $"{name}-network", root.LookUp("address", ClientAddress.NetworkOf(request, hops)), perNetwork, window),
        };
    }
}
