// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Calls a function's method on a new instance of its class and waits for what it returns.</summary>
internal sealed class MethodCaller
{
    private readonly MethodInvoker invoker;
    private readonly ObjectFactory? create;
    private readonly Func<object?, ValueTask<object?>> wait;

    public MethodCaller(MethodInfo method)
    {
        invoker = MethodInvoker.Create(method);
        create = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        wait = WaiterFor(method.ReturnType);
    }

    public async ValueTask<object?> CallAsync(IServiceProvider services, object?[] arguments)
    {
        var instance = create?.Invoke(services, null);
        try
        {
            return await wait(invoker.Invoke(instance, arguments.AsSpan()));
        }
        finally
        {
            if (instance is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync();
            }
            else if (instance is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
    }

    private static Func<object?, ValueTask<object?>> WaiterFor(Type type)
    {
        if (type == typeof(Task))
        {
            return async task =>
            {
                await (Task)task!;
                return null;
            };
        }

        if (type == typeof(ValueTask))
        {
            return async task =>
            {
                await (ValueTask)task!;
                return null;
            };
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var waiter = definition == typeof(Task<>) ? nameof(TaskOf)
            : definition == typeof(ValueTask<>) ? nameof(ValueTaskOf)
            : null;
        return waiter is null
            ? ValueTask.FromResult
            : typeof(MethodCaller).GetMethod(waiter, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments())
                .CreateDelegate<Func<object?, ValueTask<object?>>>();
    }

    private static async ValueTask<object?> TaskOf<T>(object? task) => await (Task<T>)task!;

    private static async ValueTask<object?> ValueTaskOf<T>(object? task) => await (ValueTask<T>)task!;
}
