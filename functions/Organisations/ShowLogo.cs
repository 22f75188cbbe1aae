namespace Zegel.Functions.Organisations;

/// <summary>The organisation's logo.</summary>
[Allow(Caller.Anyone)]
public sealed class ShowLogo(OrganisationStore organisations)
{
    [Function(nameof(ShowLogo))]
    public async Task<Results<FileContentHttpResult, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "organisation/logo")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var organisation = await organisations.GetAsync(cancellationToken);
        if (organisation.Logo is not { } logo)
        {
            return new ResourceNotFound().ToResult();
        }

        // The one answer that may be kept: it is the same for everyone and on every page.
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=3600";
        var type = logo.ContentType == Logo.Svg ? $"{Logo.Svg}; charset=utf-8" : logo.ContentType;
        return TypedResults.Bytes(logo.Bytes, type);
    }
}
