namespace Zegel.Functions.Organisations;

/// <summary>The organisation whose site this is.</summary>
internal static class OrganisationsSetup
{
    public static void AddOrganisations(this IServiceCollection services)
    {
        services.AddSingleton<OrganisationStore>();
    }
}
