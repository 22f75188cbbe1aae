namespace Zegel.Functions.Dossiers.Settings;

/// <summary>
/// What the organisation decided about dossiers: beside its other rules, a row with the statuses and a row for each
/// template, changed in one transaction.
/// </summary>
public sealed class DossierSettingsStore(StorageClients storage, TimeProvider time)
{
    private const string Key = "dossier-settings";
    private const string TemplatePrefix = "dossier-template";

    /// <summary>The row with what is no template.</summary>
    private sealed record Head(
        int Version, IReadOnlyList<DossierStatus> Statuses, IReadOnlyList<string> TemplateIds);

    /// <summary>As stored; the row is null until somebody decided something.</summary>
    private sealed record Found(DossierSettings Settings, Stored<Head>? Head, IReadOnlyList<string> TemplateRows);

    /// <summary>The settings.</summary>
    public async Task<DossierSettings> GetAsync(CancellationToken cancellationToken) =>
        (await FindAsync(cancellationToken)).Settings;

    /// <summary>Changes them, from this version on; null: they changed meanwhile.</summary>
    public async Task<DossierSettings?> TryChangeAsync(
        int version, IReadOnlyList<DossierStatus> statuses, IReadOnlyList<DossierTemplate> templates, AccountId by,
        CancellationToken cancellationToken)
    {
        var found = await FindAsync(cancellationToken);
        if (found.Settings.Version != version)
        {
            return null;
        }

        var wanted = found.Settings.With(statuses, templates);
        var changes = new Changes(GuestPolicyStore.Partition);
        var head = new Head(wanted.Version, wanted.Statuses, [.. templates.Select(template => template.TemplateId)]);
        if (found.Head is null)
        {
            changes.Insert(Key, head);
        }
        else
        {
            changes.Replace(found.Head, head);
        }

        foreach (var template in templates)
        {
            changes.Put(RowOf(template.TemplateId), template);
        }

        foreach (var row in found.TemplateRows.Except(templates.Select(template => RowOf(template.TemplateId))))
        {
            changes.Delete(row, ETag.All);
        }

        changes.Audit(new AuditRecord(SettingsEvents.DossierSettingsChanged, time.GetUtcNow(), by));
        return await changes.TrySubmitAsync(storage.Organisation, cancellationToken) ? wanted : null;
    }

    private async Task<Found> FindAsync(CancellationToken cancellationToken)
    {
        var rows = await storage.Organisation.ReadAllAsync(
            Row.In(GuestPolicyStore.Partition, Row.Key(Key), Row.Prefix(TemplatePrefix)), cancellationToken);
        if (rows.Find(row => row.RowKey == Key) is not { } stored)
        {
            return new Found(DossierSettings.Default, null, []);
        }

        var head = Row.Read<Head>(stored);
        var templates = rows.Where(row => row.RowKey != Key).Select(row => Row.Read<DossierTemplate>(row).Value)
            .ToDictionary(template => template.TemplateId, StringComparer.Ordinal);
        return new Found(
            new DossierSettings(
                head.Value.Version, head.Value.Statuses, [.. head.Value.TemplateIds.Select(id => templates[id])]),
            head,
            [.. templates.Keys.Select(RowOf)]);
    }

    private static string RowOf(string templateId) => $"{TemplatePrefix}~{templateId}";
}

/// <summary>What happens to the settings, as it is written down.</summary>
internal static class SettingsEvents
{
    public static readonly AuditEvent DossierSettingsChanged = new("U");
}
