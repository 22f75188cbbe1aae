using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Zegel.Functions.Http;

namespace Zegel.Functions.Access;

/// <summary>
/// Finds out who calls and refuses whom the function does not let in. Which mailbox or participant they may act for is
/// decided by the stores, from what is stored.
/// </summary>
public sealed class AllowMiddleware(SessionStore sessions) : IFunctionsWorkerMiddleware
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Caller>> allowed = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var callers = allowed.GetOrAdd(context.FunctionDefinition.EntryPoint, CallersOf);
        if (VisitorCookie.Read(http.Request.Cookies[Cookies.Visitor]) is { } visitor)
        {
            http.SetVisitor(visitor);
        }

        if (NeedsStaff(callers, http))
        {
            if (await sessions.FindAsync(http.Request.Cookies[Cookies.Session], http.RequestAborted) is not { } staff)
            {
                await new NotSignedIn().WriteToAsync(http);
                return;
            }

            http.SetStaff(staff);
        }
        else if (!callers.Contains(Caller.Anyone) && http.Request.FindVisitor() is null)
        {
            await new NotUnlocked().WriteToAsync(http);
            return;
        }

        await next(context);
    }

    /// <summary>A mailbox's participant, <c>…00</c>, acts through staff; every other one through a visitor.</summary>
    private static bool NeedsStaff(IReadOnlyList<Caller> callers, HttpContext http) =>
        callers.Contains(Caller.Staff)
        && (!callers.Contains(Caller.Visitor) || (http.GetRouteValue("participantId") as string)?.EndsWith("00", StringComparison.Ordinal) == true);

    private static IReadOnlyList<Caller> CallersOf(string entryPoint)
    {
        var name = entryPoint[..entryPoint.LastIndexOf('.')];
        return Assembly.GetExecutingAssembly().GetType(name)?.GetCustomAttribute<AllowAttribute>()?.Callers
            ?? throw new InvalidOperationException($"{name} does not say who may call it.");
    }
}
