// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore 2.1.1.
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>ASP.NET Core integration.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Serves HTTP on the setting <c>urls</c> (default <c>http://127.0.0.1:7071</c>). Call it before adding middleware.
    /// </summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.Web.WebHost.UseKestrelCore().ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Services.AddRouting();
        builder.Use(HttpMiddleware.Use);
        return builder;
    }
}
