namespace Zegel.Functions.Storage;

/// <summary>Tables, queues and blobs, and what is counted and ends there.</summary>
internal static class StorageSetup
{
    public static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<StorageClients>();
        services.AddSingleton<Throttle>();
        services.AddSingleton<Expiries>();
    }
}
