namespace Zegel.Functions.Sealing;

/// <summary>Keys that seal, and what they seal.</summary>
internal static class SealingSetup
{
    public static void AddSealing(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(SealingEvents));
        services.AddSingleton<RootSecretLoader>();
        services.AddSingleton<SealingKey>();
        services.AddSingleton<MasterKey>();
        services.AddSingleton<KeyPlaces>();
        services.AddSingleton<SealKeys>();
        services.AddSingleton<SealedBlobs>();
    }
}
