namespace Zegel.Functions.Dossiers.Settings;

/// <summary>
/// Changes the statuses and templates of dossiers, all of them at once. A status that is left out is kept for the
/// dossiers that have it; a template is copied into a dossier when that is made, so changing one changes no dossier.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class SetDossierSettings(DossierSettingsStore settings)
{
    /// <param name="Version">The version that was read.</param>
    /// <param name="Statuses">In their order; at least one is open.</param>
    /// <param name="Templates">In their order.</param>
    public sealed record Request(
        int Version, IReadOnlyList<Status> Statuses, IReadOnlyList<DossierTemplate> Templates) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(
                Statuses.Count is > 0 and <= SecurityNumbers.DossierStatuses, "statuses", "count-1-20");
            checks.That(Statuses.Any(status => status?.IsOpen == true), "statuses", "status-open-missing");
            checks.That(
                Statuses.Select(status => status?.StatusId).Distinct().Count() == Statuses.Count,
                "statuses", "not-unique");
            foreach (var (place, status) in Statuses.Take(SecurityNumbers.DossierStatuses).Index())
            {
                checks.That(status is not null, $"statuses[{place}]", "json-invalid");
                status?.Check(checks, $"statuses[{place}].");
            }

            checks.That(Templates.Count <= SecurityNumbers.DossierTemplates, "templates", "count-0-30");
            checks.That(
                Templates.Select(template => template?.TemplateId).Distinct().Count() == Templates.Count,
                "templates", "not-unique");
            foreach (var (place, template) in Templates.Take(SecurityNumbers.DossierTemplates).Index())
            {
                checks.That(template is not null, $"templates[{place}]", "json-invalid");
                Check(template, checks, $"templates[{place}].");
            }
        }

        private static void Check(DossierTemplate? template, Checks checks, string path)
        {
            if (template is null)
            {
                return;
            }

            checks.That(Ids.IsId(template.TemplateId), path + "templateId", "id-invalid");
            checks.Line(template.Name, 1, TypedText.LongestName, path + "name");
            checks.That(
                template.Steps.Count is > 0 and <= SecurityNumbers.TemplateSteps, path + "steps", "count-1-30");
            foreach (var (place, step) in template.Steps.Take(SecurityNumbers.TemplateSteps).Index())
            {
                checks.Line(step?.Nl, 1, TypedText.LongestName, $"{path}steps[{place}].nl");
                checks.Line(step?.En, 1, TypedText.LongestName, $"{path}steps[{place}].en");
            }
        }
    }

    /// <param name="StatusId">Which; made by the browser for a new one.</param>
    /// <param name="Nl">Its name in Dutch.</param>
    /// <param name="En">Its name in English.</param>
    /// <param name="IsOpen">Whether a dossier with it is in progress.</param>
    public sealed record Status(string StatusId, string Nl, string En, bool IsOpen)
    {
        internal void Check(Checks checks, string path)
        {
            checks.That(Ids.IsId(StatusId), path + "statusId", "id-invalid");
            checks.Line(Nl, 1, TypedText.LongestName, path + "nl");
            checks.Line(En, 1, TypedText.LongestName, path + "en");
        }
    }

    [Function(nameof(SetDossierSettings))]
    public async Task<Results<Ok<DossierSettings>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "dossier-settings")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var statuses = body.Statuses.Select(status => new DossierStatus(
            status.StatusId, TypedText.Line(status.Nl), TypedText.Line(status.En), status.IsOpen, IsRetired: false));
        var templates = body.Templates.Select(template => template with
        {
            Name = TypedText.Line(template.Name),
            Steps =
            [
                .. template.Steps.Select(step => new TemplateStep(TypedText.Line(step.Nl), TypedText.Line(step.En))),
            ],
        });
        var changed = await settings.TryChangeAsync(
            body.Version, [.. statuses], [.. templates], request.SignedIn().AccountId, cancellationToken);
        return changed is null ? new ChangedMeanwhile().ToResult() : TypedResults.Ok(changed);
    }
}
