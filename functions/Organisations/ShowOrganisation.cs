namespace Zegel.Functions.Organisations;

/// <summary>Who the organisation is, for every page's frame.</summary>
[Allow(Caller.Anyone)]
public sealed class ShowOrganisation(OrganisationStore organisations)
{
    public sealed record Response(
        string Name,
        string? Logo,
        string? BrandColour,
        string? HelpPhone,
        string? HelpEmail,
        string? PostalAddress,
        string? PrivacyAddress,
        string Language,
        Footer? Footer);

    [Function(nameof(ShowOrganisation))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "organisation")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var organisation = await organisations.GetAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            organisation.Name,
            organisation.LogoAddress,
            organisation.BrandColour,
            organisation.HelpPhone,
            organisation.HelpEmail,
            organisation.PostalAddress,
            organisation.PrivacyAddress,
            organisation.Language,
            organisation.Footer));
    }
}
