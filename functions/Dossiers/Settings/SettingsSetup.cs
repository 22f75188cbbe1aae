namespace Zegel.Functions.Dossiers.Settings;

/// <summary>What the organisation decides about dossiers.</summary>
internal static class SettingsSetup
{
    public static void AddDossierSettings(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(SettingsEvents));
        services.AddSingleton<DossierSettingsStore>();
    }
}
