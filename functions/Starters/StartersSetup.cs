namespace Zegel.Functions.Starters;

/// <summary>Links with which anybody begins a conversation.</summary>
internal static class StartersSetup
{
    public static void AddStarters(this IServiceCollection services)
    {
        services.AddSingleton<StarterStore>();
    }
}
