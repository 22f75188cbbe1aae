using System.Threading.RateLimiting;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zegel.Functions.Http;

/// <summary>
/// Slows a flood before it costs storage: from one session, and from one address for whoever is not signed in, so that
/// colleagues who share an address do not slow each other. In memory, per instance: the limits that guard codes, SMS
/// and mail are counted in storage.
/// </summary>
public sealed class RateLimitMiddleware : IFunctionsWorkerMiddleware, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly IOptions<SiteOptions> site;
    private readonly LiveSessions sessions;
    private readonly TimeProvider time;
    private readonly PartitionedRateLimiter<string> ofAddresses;
    private readonly PartitionedRateLimiter<string> ofSessions;

    /// <summary>Made once per instance.</summary>
    public RateLimitMiddleware(
        IOptions<LimitOptions> limits, IOptions<SiteOptions> site, LiveSessions sessions, TimeProvider time)
    {
        this.site = site;
        this.sessions = sessions;
        this.time = time;
        ofAddresses = Limiter(limits.Value.RequestsPerMinute);
        ofSessions = Limiter(limits.Value.RequestsPerSessionPerMinute);
    }

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            using var lease = sessions.Find(http.Request.Cookies[Cookies.Session]) is { } session
                ? ofSessions.AttemptAcquire(session)
                : ofAddresses.AttemptAcquire(ClientAddress.Of(http.Request, site.Value.ProxyHops));
            if (!lease.IsAcquired)
            {
                await new TooManyRequests(time.GetUtcNow() + Period).WriteToAsync(http);
                return;
            }
        }

        await next(context);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ofAddresses.Dispose();
        ofSessions.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(int perMinute) =>
        PartitionedRateLimiter.Create<string, string>(one =>
            RateLimitPartition.GetTokenBucketLimiter(one, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Math.Max(6, perMinute / 2),
                TokensPerPeriod = Math.Max(1, perMinute / 60),
                ReplenishmentPeriod = Period,
                AutoReplenishment = true,
            }));
}
