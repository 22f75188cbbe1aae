namespace Zegel.Functions.Dossiers.Settings;

/// <summary>How far a dossier can be, in the organisation's own words.</summary>
/// <param name="StatusId">Which.</param>
/// <param name="Nl">Its name in Dutch.</param>
/// <param name="En">Its name in English.</param>
/// <param name="IsOpen">Whether a dossier with it is in progress (N11).</param>
/// <param name="IsRetired">
/// Whether it was taken away: no dossier gets it any more, and those that have it keep it.
/// </param>
public sealed record DossierStatus(string StatusId, string Nl, string En, bool IsOpen, bool IsRetired);

/// <summary>What the progress of some kind of dossier looks like.</summary>
/// <param name="TemplateId">Which.</param>
/// <param name="Name">What the office calls it.</param>
/// <param name="Steps">In their order.</param>
public sealed record DossierTemplate(string TemplateId, string Name, IReadOnlyList<TemplateStep> Steps);

/// <summary>A step, as it is called in both languages.</summary>
public sealed record TemplateStep(string Nl, string En);

/// <summary>What the organisation decided about dossiers.</summary>
/// <param name="Version">Raised by every change.</param>
/// <param name="Statuses">Those that can be chosen, in their order, and then those that were taken away.</param>
/// <param name="Templates">In their order.</param>
public sealed record DossierSettings(
    int Version, IReadOnlyList<DossierStatus> Statuses, IReadOnlyList<DossierTemplate> Templates)
{
    /// <summary>How it is until somebody decides otherwise.</summary>
    public static DossierSettings Default { get; } = new(
        0,
        [
            new("00000000000000000000000000000001", "In behandeling", "In progress", IsOpen: true, IsRetired: false),
            // Clients read "Wacht op u" for it (static-web/js/pages/portal/statuses.js), until it is renamed.
            new(
                "00000000000000000000000000000002", "Wacht op cliënt", "Waiting for client", IsOpen: true,
                IsRetired: false),
            new("00000000000000000000000000000003", "Afgerond", "Finished", IsOpen: false, IsRetired: false),
        ],
        []);

    /// <summary>The status with this id, also one that was taken away; null: there never was one.</summary>
    public DossierStatus? FindStatus(string statusId) => Statuses.FirstOrDefault(one => one.StatusId == statusId);

    /// <summary>
    /// These with other statuses and templates. A status that is not among them any more is kept for the dossiers that
    /// have it; named again it is as before.
    /// </summary>
    public DossierSettings With(
        IReadOnlyList<DossierStatus> statuses, IReadOnlyList<DossierTemplate> templates) => new(
        Version + 1,
        [
            .. statuses,
            .. Statuses.Where(former => statuses.All(status => status.StatusId != former.StatusId))
                .Select(former => former with { IsRetired = true }),
        ],
        templates);
}
