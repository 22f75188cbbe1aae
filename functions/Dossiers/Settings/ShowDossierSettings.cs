namespace Zegel.Functions.Dossiers.Settings;

/// <summary>The statuses that dossiers can have, and the templates of their progress.</summary>
[Allow(Caller.Staff, Caller.Client, Caller.ServiceDesk)]
public sealed class ShowDossierSettings(DossierSettingsStore settings)
{
    [Function(nameof(ShowDossierSettings))]
    public async Task<Ok<DossierSettings>> Run(
        [HttpTrigger(Anonymous, "get", Route = "dossier-settings")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var all = await settings.GetAsync(cancellationToken);
        var by = request.SignedIn();
        // A client needs the words of a status; how the office works is the office's.
        return TypedResults.Ok(by.Is(Role.Staff) || by.Is(Role.ServiceDesk) ? all : all with { Templates = [] });
    }
}
