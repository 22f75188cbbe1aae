using System.Threading.RateLimiting;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zegel.Functions.Http;

/// <summary>
/// Slows a flood from one address before it costs storage. In memory, per instance: the limits that guard codes, SMS
/// and mail are counted in storage.
/// </summary>
public sealed class RateLimitMiddleware : IFunctionsWorkerMiddleware, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly IOptions<SiteOptions> site;
    private readonly TimeProvider time;
    private readonly PartitionedRateLimiter<string> limiter;

    /// <summary>Made once per instance.</summary>
    public RateLimitMiddleware(IOptions<LimitOptions> limits, IOptions<SiteOptions> site, TimeProvider time)
    {
        this.site = site;
        this.time = time;
        var perMinute = limits.Value.RequestsPerMinute;
        limiter = PartitionedRateLimiter.Create<string, string>(address =>
            RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Math.Max(6, perMinute / 2),
                TokensPerPeriod = Math.Max(1, perMinute / 60),
                ReplenishmentPeriod = Period,
                AutoReplenishment = true,
            }));
    }

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            using var lease = limiter.AttemptAcquire(ClientAddress.Of(http.Request, site.Value.ProxyHops));
            if (!lease.IsAcquired)
            {
                await new TooManyRequests(time.GetUtcNow() + Period).WriteToAsync(http);
                return;
            }
        }

        await next(context);
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
