using Azure.Communication.Email;
using Azure.Communication.Sms;
using Azure.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Accounts.Passkeys;
using Zegel.Functions.Administration;
using Zegel.Functions.Administration.Giving;
using Zegel.Functions.Administration.Shutting;
using Zegel.Functions.Audit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Conversations.Files;
using Zegel.Functions.Conversations.Delivering;
using Zegel.Functions.Conversations.Starting;
using Zegel.Functions.Conversations.Unlocking;
using Zegel.Functions.Http;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Notifications;
using Zegel.Functions.Organisations;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Starters;
using Zegel.Functions.Storage;
using Zegel.Functions.Telemetry;

namespace Zegel.Functions;

/// <summary>Everything the app is made of.</summary>
public static class ZegelSetup
{
    /// <summary>Adds Zegel to a Functions app. A <see cref="TimeProvider"/> that is registered already is kept.</summary>
    public static FunctionsApplicationBuilder AddZegel(this FunctionsApplicationBuilder builder)
    {
        builder.AddTelemetry();
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<TraceMiddleware>();
        builder.UseMiddleware<ProblemMiddleware>();
        builder.UseMiddleware<RateLimitMiddleware>();
        builder.UseMiddleware<OwnSiteMiddleware>();
        builder.UseMiddleware<StartUpMiddleware>();
        builder.UseMiddleware<AllowMiddleware>();

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        // MVC, which the worker adds, makes keys at every start for cookies that nobody has here, and keeps them in the clear.
        services.Remove(services.Single(service => service.ImplementationType?.Name == "DataProtectionHostedService"));
        // The worker's own pipeline would eat X-Forwarded-For before ClientAddress reads it from the right.
        services.PostConfigure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.None);
        services.Configure<JsonOptions>(options =>
        {
            foreach (var converter in RequestBody.Json.Converters)
            {
                options.SerializerOptions.Converters.Add(converter);
            }
        });

        AddOptions<SiteOptions>(services, "Zegel");
        AddOptions<LimitOptions>(services, "Zegel:Limits");
        AddOptions<FirstRunOptions>(services, "Zegel");
        AddOptions<OrganisationOptions>(services, "Zegel:Organisation");
        AddOptions<EmailOptions>(services, "Zegel:Email");
        AddOptions<SmsOptions>(services, "Zegel:Sms");

        services.AddSingleton<StartUp>();
        services.AddSingleton(provider => provider.GetRequiredService<StartUp>().Root);
        services.AddSingleton<StorageClients>();
        services.AddSingleton<RootSecretLoader>();
        services.AddSingleton<Throttle>();
        services.AddSingleton<Expiries>();
        services.AddSingleton<AddressLimits>();
        services.AddSingleton<SignInPolicyStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SealingKey>();
        services.AddSingleton<MasterKey>();
        services.AddSingleton<KeyPlaces>();
        services.AddSingleton<SealKeys>();
        services.AddSingleton<SealedBlobs>();
        services.AddSingleton<OrganisationStore>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = SecurityNumbers.PasswordIterations);
        services.AddSingleton<Passwords>();
        services.AddSingleton<ProtectedSecrets>();
        services.AddSingleton(EmailClientOf);
        services.AddSingleton(SmsClientOf);
        services.AddSingleton<Outbox>();
        services.AddSingleton<Sender>();
        services.AddSingleton<OutboxWorker>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AccountList>();
        services.AddSingleton<WrongPasswords>();
        services.AddSingleton<KnownDevice>();
        services.AddSingleton<RememberedDevices>();
        services.AddSingleton<OtherSessions>();
        services.AddSingleton<LogInSources>();
        services.AddSingleton<LogInSteps>();
        services.AddSingleton<Enrolment>();
        services.AddSingleton<PasskeyStore>();
        services.AddSingleton<PasskeyCeremony>();
        services.AddSingleton<AccountDetails>();
        services.AddSingleton<Invitation>();
        services.AddSingleton<PasswordLinks>();
        services.AddSingleton<NewPassword>();
        services.AddSingleton<MailboxStore>();
        services.AddSingleton<StarterStore>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<StarterWatch>();
        services.AddSingleton<Links>();
        services.AddSingleton<MailboxDelivery>();
        services.AddSingleton<MailboxSpace>();
        services.AddSingleton<Purging>();
        services.AddSingleton<ShownAccounts>();
        services.AddSingleton<AccessRequests>();
        services.AddSingleton<AskingForAccess>();
        services.AddSingleton<Deciding>();
        services.AddSingleton<RequestLinks>();
        services.AddSingleton<ShuttingOut>();
        services.AddSingleton<FirstRun>();
        services.AddSingleton<Health>();
        services.AddSingleton<AuditKey>();
        services.AddSingleton<AuditAnchor>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditMover>();
        services.AddSingleton<AuditCheckpoints>();
        services.AddSingleton<AuditExport>();
        services.AddSingleton<AuditHints>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditHints>());
        return builder;
    }

    private static void AddOptions<T>(IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();

    private static EmailClient EmailClientOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<EmailOptions>>().Value;
        return options.ConnectionString is { Length: > 0 } connectionString
            ? new EmailClient(connectionString)
            : new EmailClient(options.Endpoint!, new DefaultAzureCredential());
    }

    private static SmsClient SmsClientOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<SmsOptions>>().Value;
        return options.ConnectionString is { Length: > 0 } connectionString
            ? new SmsClient(connectionString)
            : new SmsClient(options.Endpoint!, new DefaultAzureCredential());
    }
}
