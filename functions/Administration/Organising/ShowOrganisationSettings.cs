namespace Zegel.Functions.Administration.Organising;

/// <summary>The organisation as the service desk sees and changes it; a form's empty fields are empty texts.</summary>
public sealed record OrganisationSettings(
    int Revision, string Name, string Language, string BrandColour, string HelpPhone, string HelpEmail,
    string PostalAddress, string PrivacyAddress, string? Logo, Footer Footer)
{
    /// <summary>How it is seen.</summary>
    public static OrganisationSettings Of(Organisation organisation) => new(
        organisation.Revision, organisation.Name, organisation.Language, organisation.BrandColour ?? "",
        organisation.HelpPhone ?? "", organisation.HelpEmail ?? "", organisation.PostalAddress ?? "",
        organisation.PrivacyAddress ?? "", organisation.LogoAddress,
        organisation.Footer ?? new Footer("", "", "", ""));
}

/// <summary>The organisation, to be changed.</summary>
[Allow(Caller.ServiceDesk)]
public sealed class ShowOrganisationSettings(OrganisationStore organisations)
{
    [Function(nameof(ShowOrganisationSettings))]
    public async Task<Ok<OrganisationSettings>> Run(
        [HttpTrigger(Anonymous, "get", Route = "desk/organisation")] HttpRequest request,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(OrganisationSettings.Of(await organisations.GetAsync(cancellationToken)));
}
