using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Zegel.Functions.Http;

/// <summary>How requests come in and answers go out.</summary>
internal static class HttpSetup
{
    public static void AddHttp(this IServiceCollection services)
    {
        services.AddSettings<SiteOptions>("Zegel");
        services.AddSettings<LimitOptions>("Zegel:Limits");
        services.AddSingleton<LiveSessions>();
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        // MVC, which the worker adds, makes keys at every start for cookies that nobody has here, and keeps them in
        // the clear.
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
    }

    /// <summary>Adds options of a section, which are checked at the start.</summary>
    public static void AddSettings<T>(this IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
