// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where an app starts.</summary>
public class FunctionsApplication
{
    private FunctionsApplication()
    {
    }

    /// <summary>A builder with configuration from the command line, the environment and local.settings.json.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(AppSettings.CreateBuilder(args));
}

/// <summary>Configures and builds an app.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];

    internal FunctionsApplicationBuilder(WebApplicationBuilder web) => Web = web;

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)Web).Properties;

    /// <summary>Configuration, also to add to.</summary>
    public ConfigurationManager Configuration => Web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => Web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => Web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => Web.Metrics;

    /// <summary>The app's services.</summary>
    public IServiceCollection Services => Web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => Web.Configuration;

    internal WebApplicationBuilder Web { get; }

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)Web).ConfigureContainer(factory, configure);

    /// <inheritdoc/>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        this.middleware.Add(middleware);
        return this;
    }

    /// <summary>Finds the functions and builds the host that runs them.</summary>
    public IHost Build() => FunctionsHost.Build(Web, middleware);
}
