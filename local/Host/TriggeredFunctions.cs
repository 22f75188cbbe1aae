using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Queues;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zegel.Local.Host.Protocol;

namespace Zegel.Local.Host;

/// <summary>
/// Timers and queues, by Microsoft's WebJobs SDK, which the platform's host is built on. The SDK takes jobs from methods
/// with attributes, so a class with a method a function is made for it.
/// </summary>
internal static class TriggeredFunctions
{
    /// <summary>A host for the functions with a timer or a queue, not yet started.</summary>
    /// <param name="settings">The app.</param>
    /// <param name="functions">All its functions.</param>
    /// <param name="worker">Who runs them.</param>
    /// <param name="bell">What wakes the listeners of queues.</param>
    /// <param name="broken">Is told when a listener ends by an exception; the SDK's own way is to end the process.</param>
    /// <param name="logging">Where the SDK logs.</param>
    public static IHost BuildHost(
        HostSettings settings,
        IReadOnlyList<WorkerFunction> functions,
        Func<WorkerLink?> worker,
        QueueBell bell,
        Action<Exception> broken,
        Action<ILoggingBuilder> logging)
    {
        // Timers remember their last run, and hold their lease, under this name.
        var hostId = settings.Configuration["AzureFunctionsWebHost:hostid"] ?? "zegel";
        var jobs = Define(functions, worker);
        return new HostBuilder()
            .ConfigureAppConfiguration(builder => builder.AddConfiguration(settings.Configuration))
            .ConfigureLogging(builder => logging(builder.SetMinimumLevel(LogLevel.Warning).AddFilter("Azure", LogLevel.Error)))
            .ConfigureWebJobs(builder =>
            {
                builder.AddAzureStorageCoreServices();
                builder.AddAzureStorageQueues(
                    options => settings.Configuration.GetSection($"{HostSettings.HostJson}:extensions:queues").Bind(options));
                builder.AddTimers();
                builder.UseHostId(hostId);
            })
            .ConfigureServices(services =>
            {
                services.AddSingleton<ITypeLocator>(new OneType(jobs));
                services.Replace(ServiceDescriptor.Singleton<IQueueProcessorFactory>(bell));
                services.Replace(ServiceDescriptor.Singleton<IWebJobsExceptionHandler>(new Tells(broken)));
                services.Replace(ServiceDescriptor.Singleton<ScheduleMonitor>(
                    new ScheduleBlob(settings.Configuration["AzureWebJobsStorage"]!, hostId)));
            })
            .Build();
    }

    /// <summary>A static class with, for each function, <c>Task Name([Trigger(…)] T input, CancellationToken token)</c>.</summary>
    private static Type Define(IReadOnlyList<WorkerFunction> functions, Func<WorkerLink?> worker)
    {
        var type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Functions"), AssemblyBuilderAccess.RunAndCollect)
            .DefineDynamicModule("Functions")
            .DefineType("Functions", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Abstract);
        var bodies = new Dictionary<string, Delegate>(StringComparer.Ordinal);
        foreach (var function in functions)
        {
            if (function.IsTimer)
            {
                bodies.Add(Define<TimerInfo, TimerTriggerAttribute>(type, function, "schedule", [
                    ("UseMonitor", function.Flag("useMonitor")), ("RunOnStartup", function.Flag("runOnStartup"))]),
                    (TimerInfo timer, CancellationToken token) => RunAsync(worker(), function, InputOf(timer), [], token));
            }
            else if (function.IsQueue)
            {
                bodies.Add(Define<QueueMessage, QueueTriggerAttribute>(type, function, "queueName", [("Connection", function.Text("connection"))]),
                    (QueueMessage message, CancellationToken token) =>
                        RunAsync(worker(), function, new TypedData { String = message.Body.ToString() }, MetadataOf(message), token));
            }
        }

        var made = type.CreateType();
        foreach (var (field, body) in bodies)
        {
            made.GetField(field)!.SetValue(null, body);
        }

        return made;
    }

    /// <summary>The method hands its arguments to a delegate in a field.</summary>
    /// <returns>The field's name.</returns>
    private static string Define<TInput, TTrigger>(
        TypeBuilder type, WorkerFunction function, string source, (string Property, object? Value)[] settings)
    {
        var body = typeof(Func<TInput, CancellationToken, Task>);
        var field = type.DefineField($"bodyOf{function.Name}", body, FieldAttributes.Public | FieldAttributes.Static);
        var method = type.DefineMethod(
            function.Name, MethodAttributes.Public | MethodAttributes.Static, typeof(Task), [typeof(TInput), typeof(CancellationToken)]);
        var given = settings.Where(setting => setting.Value is not null).ToArray();
        method.DefineParameter(1, ParameterAttributes.None, "input").SetCustomAttribute(new CustomAttributeBuilder(
            typeof(TTrigger).GetConstructor([typeof(string)])!,
            [function.Text(source)!],
            [.. given.Select(setting => typeof(TTrigger).GetProperty(setting.Property)!)],
            [.. given.Select(setting => setting.Value)]));
        method.DefineParameter(2, ParameterAttributes.None, "token");
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldsfld, field);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Callvirt, body.GetMethod("Invoke")!);
        code.Emit(OpCodes.Ret);
        return field.Name;
    }

    private static async Task RunAsync(
        WorkerLink? link, WorkerFunction function, TypedData input, Dictionary<string, TypedData> metadata, CancellationToken cancellationToken)
    {
        if (link is null)
        {
            throw new InvalidOperationException("There is no worker.");
        }

        // A root of its own: nobody asked for this run.
        using var activity = new Activity(function.Name).SetIdFormat(ActivityIdFormat.W3C).Start();
        await link.InvokeAsync(
            new InvocationRequest
            {
                InvocationId = Guid.NewGuid().ToString(),
                FunctionId = function.Metadata.FunctionId,
                InputData = { new ParameterBinding { Name = function.Parameter, Data = input } },
                TriggerMetadata = { metadata },
                TraceContext = new RpcTraceContext { TraceParent = activity.Id },
            },
            cancellationToken);
    }

    private static TypedData InputOf(TimerInfo timer) => Json(new
    {
        Schedule = new { timer.Schedule.AdjustForDST },
        timer.ScheduleStatus,
        timer.IsPastDue,
    });

    private static Dictionary<string, TypedData> MetadataOf(QueueMessage message) => new(StringComparer.Ordinal)
    {
        ["QueueTrigger"] = new TypedData { String = message.Body.ToString() },
        ["Id"] = new TypedData { String = message.MessageId },
        ["PopReceipt"] = new TypedData { String = message.PopReceipt },
        ["DequeueCount"] = Json(message.DequeueCount),
        ["InsertionTime"] = Json(message.InsertedOn),
        ["ExpirationTime"] = Json(message.ExpiresOn),
        ["NextVisibleTime"] = Json(message.NextVisibleOn),
    };

    private static TypedData Json<T>(T value) => new() { Json = JsonSerializer.Serialize(value) };

    private sealed class Tells(Action<Exception> broken) : IWebJobsExceptionHandler
    {
        public Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod) =>
            OnUnhandledExceptionAsync(exceptionInfo);

        public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
        {
            broken(exceptionInfo.SourceException);
            return Task.CompletedTask;
        }
    }

    private sealed class OneType(Type type) : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => [type];
    }
}
