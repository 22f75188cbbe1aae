// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Puts functions, middleware and extensions together into one host.</summary>
internal static class FunctionsHost
{
    public static IHost Build(
        WebApplicationBuilder builder,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        if (!builder.Services.Any(service => service.ServiceType == typeof(IServer)))
        {
            throw new InvalidOperationException("Call ConfigureFunctionsWebApplication() before Build().");
        }

        FunctionExecutionDelegate pipeline = FunctionInvoker.ExecuteAsync;
        foreach (var layer in middleware.Reverse())
        {
            pipeline = layer(pipeline);
        }

        builder.Services.AddSingleton(new FunctionInvoker(pipeline));

        var host = AppSettings.Host(builder.Configuration);
        var extensions = FunctionCatalog.Find(builder.Configuration)
            .GroupBy(function => function.Trigger.GetType().Assembly)
            .Select(group => (Extension: ExtensionOf(group.Key), Functions: group.ToList()))
            .ToList();
        // After the app's own services: what these start (tables, queues) is there before a function runs.
        foreach (var (extension, functions) in extensions)
        {
            extension.Configure(builder, host, functions);
        }

        var app = builder.Build();
        foreach (var (extension, _) in extensions)
        {
            extension.Map(app);
        }

        return app;
    }

    private static WorkerExtension ExtensionOf(Assembly assembly)
    {
        var type = assembly.GetCustomAttribute<WorkerExtensionAttribute>()?.Type
            ?? throw new InvalidOperationException($"Triggers of {assembly.GetName().Name} are not supported.");
        return (WorkerExtension)Activator.CreateInstance(type)!;
    }
}
