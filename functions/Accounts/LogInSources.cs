namespace Zegel.Functions.Accounts;

/// <summary>From where somebody tries to get in: what is counted for one source slows no other one.</summary>
/// <param name="Key">What it is counted under; no address stands in it.</param>
/// <param name="Times">How many times the usual numbers it may have: a site of IPv6 has many networks.</param>
/// <param name="IsKnown">Whether it is a device from which the address logged in before.</param>
public sealed record LogInSource(string Key, int Times, bool IsKnown);

/// <summary>
/// The sources of a request for one address: the <see cref="KnownDevice"/>, alone, so that no stranger ever slows it;
/// else the networks that the caller's address is in, each of which must let it pass.
/// </summary>
public sealed class LogInSources(
    KnownDevice devices, Throttle throttle, RootSecret root, IOptions<SiteOptions> site, IOptions<LimitOptions> limits)
{
    /// <summary>All that count for this address.</summary>
    public IReadOnlyList<LogInSource> Of(HttpRequest request, string email) =>
        devices.Find(request, email) is { } device ? [new LogInSource(device, 1, IsKnown: true)] : NetworksOf(request);

    /// <summary>
    /// Counts a log-in against many addresses from one network; from when it may be tried again, or null. Which address
    /// it is for makes no difference, but that a known device is not counted.
    /// </summary>
    public Task<DateTimeOffset?> CountAsync(IReadOnlyList<LogInSource> sources, CancellationToken cancellationToken) =>
        sources.Any(source => source.IsKnown)
            ? Task.FromResult<DateTimeOffset?>(null)
            : throttle.TakeAsync(cancellationToken, sources.Reverse().Aggregate((Limit?)null, (around, source) =>
                new("log-in-network", source.Key, limits.Value.LogInsPerNetworkPerHour * source.Times,
                    TimeSpan.FromHours(1)) { Within = around })!);

    /// <summary>A /24 of IPv4; of IPv6 a /64, a household, and its /48, which a rented server often has.</summary>
    private IReadOnlyList<LogInSource> NetworksOf(HttpRequest request)
    {
        var network = ClientAddress.NetworkOf(request, site.Value.ProxyHops);
        return network.Contains(':', StringComparison.Ordinal)
            ? [
                SourceOf(ClientAddress.Of(request, site.Value.ProxyHops), 1),
                SourceOf(network, SecurityNumbers.NetworksOfASite),
            ]
            : [SourceOf(network, 1)];
    }

    private LogInSource SourceOf(string name, int times) => new(root.LookUp("network", name), times, IsKnown: false);
}
