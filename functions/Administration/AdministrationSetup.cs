using Zegel.Functions.Administration.Giving;
using Zegel.Functions.Administration.Shutting;

namespace Zegel.Functions.Administration;

/// <summary>The service desk's work, and the first run.</summary>
internal static class AdministrationSetup
{
    public static void AddAdministration(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(AdministrationEvents));
        Notice.Register(typeof(AdministrationNotices));
        services.AddSettings<OrganisationOptions>("Zegel:Organisation");
        services.AddSettings<FirstRunOptions>("Zegel");
        services.AddSingleton<ShownAccounts>();
        services.AddSingleton<AccessRequests>();
        services.AddSingleton<AccessRequester>();
        services.AddSingleton<AccessDecisions>();
        services.AddSingleton<RequestLinks>();
        services.AddSingleton<MailboxPeople>();
        services.AddSingleton<Suspension>();
        services.AddSingleton<FirstRun>();
        services.AddSingleton<Health>();
    }
}
