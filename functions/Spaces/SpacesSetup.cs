using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Spaces.Receipts;
using Zegel.Functions.Spaces.Shelving;
using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Spaces;

/// <summary>What spaces of every kind share; the kinds are added by their features.</summary>
internal static class SpacesSetup
{
    /// <summary>Adds it.</summary>
    public static void AddSpaces(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(SpaceEvents));
        services.AddSingleton<SpaceStore>();
        services.AddSingleton<SpaceShelves>();
        services.AddSingleton<SpaceTabs>();
        services.AddSingleton<SpaceSheets>();
        services.AddSingleton<SpaceAccess>();
        services.AddSingleton<ShelfKeys>();
        services.AddSingleton<KeyHandover>();
        services.AddSingleton<SealKeyRelease>();
        services.AddSingleton<SpacePurge>();
        services.AddSingleton<Quota>();
        services.AddSingleton<StagingUploads>();
        services.AddSingleton<FinishingUploads>();
        services.AddSingleton<Downloads>();
        services.AddSingleton<Links>();
        services.AddSingleton<ReaderList>();
        services.AddSingleton<ReaderDevices>();
        services.AddSingleton<IExpiring, ExpiringDevice>();
        services.AddSingleton<CodeLimits>();
        services.AddSingleton<CodeTries>();
        services.AddSingleton<Unreached>();
        services.AddSingleton<IExpiring, ExpiringGrant>();
        services.AddSingleton<IExpiring, ExpiringUpload>();
        services.AddSingleton<IExpiring, ExpiringFile>();
        services.AddSingleton<IExpiring, ExpiringSpace>();
    }
}
