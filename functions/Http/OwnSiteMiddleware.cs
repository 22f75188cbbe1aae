using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zegel.Functions.Http;

/// <summary>
/// State changes come from the site itself: JSON, the configured origin, and where the browser says so, same-origin.
/// A form or a foreign page can make none of these without a preflight that we never grant, so no CSRF token is needed.
/// </summary>
public sealed class OwnSiteMiddleware(IOptions<SiteOptions> site) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && Refuse(http.Request) is { } problem)
        {
            await problem.WriteToAsync(http);
            return;
        }

        await next(context);
    }

    private Problem? Refuse(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return null;
        }

        var origin = request.Headers.Origin;
        var fetchSite = request.Headers["Sec-Fetch-Site"];
        var isOwn = origin.Count == 1 && site.Value.IsOwnOrigin(origin.ToString());
        if (!isOwn || (fetchSite.Count > 0 && fetchSite != "same-origin"))
        {
            return new ForeignRequest();
        }

        return request.HasJsonContentType() ? null : new NotJson();
    }
}
