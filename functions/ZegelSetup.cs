using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Zegel.Functions.Administration;
using Zegel.Functions.Clients;
using Zegel.Functions.Conversations;
using Zegel.Functions.Dossiers;
using Zegel.Functions.Dossiers.Settings;
using Zegel.Functions.Folders;
using Zegel.Functions.Forms;
using Zegel.Functions.Guests;
using Zegel.Functions.Spaces;
using Zegel.Functions.Starters;
using Zegel.Functions.Telemetry;

namespace Zegel.Functions;

/// <summary>Everything the app is made of: each folder adds its own.</summary>
public static class ZegelSetup
{
    /// <summary>Adds Zegel to an app. A <see cref="TimeProvider"/> that is registered already is kept.</summary>
    public static FunctionsApplicationBuilder AddZegel(this FunctionsApplicationBuilder builder)
    {
        builder.AddTelemetry();
        builder.ConfigureFunctionsWebApplication();

        // From the outside to the inside. What refuses more cheaply stands before what costs more.
        // 1 Around all: whatever answers, and however it ends, it is one span, and what a timer throws is cleaned.
        builder.UseMiddleware<TraceMiddleware>();
        // 2 Around all that may refuse or fail: its headers stand on every answer, and every exception gets an answer.
        builder.UseMiddleware<ProblemMiddleware>();
        // 3 In memory: a flood ends here, before anything is read.
        builder.UseMiddleware<RateLimitMiddleware>();
        // 4 Headers only: another site's request does nothing, not even make the app start up.
        builder.UseMiddleware<OwnSiteMiddleware>();
        // 5 Waits until storage and the root secret are there; what follows needs both.
        builder.UseMiddleware<StartUpMiddleware>();
        // 6 Reads who calls from storage, and stands nearest to the function: none runs without it.
        builder.UseMiddleware<AllowMiddleware>();

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StartUp>();
        services.AddSingleton(provider => provider.GetRequiredService<StartUp>().Root);
        services.AddSecurity();
        services.AddHttp();
        services.AddStorage();
        services.AddAccess();
        services.AddOrganisations();
        services.AddAudit();
        services.AddSealing();
        services.AddNotifications();
        services.AddAccounts();
        services.AddMailboxes();
        services.AddStarters();
        services.AddGuests();
        services.AddClients();
        services.AddForms();
        services.AddSpaces();
        services.AddConversations();
        services.AddFolders();
        services.AddDossiers();
        services.AddDossierSettings();
        services.AddAdministration();
        return builder;
    }
}
