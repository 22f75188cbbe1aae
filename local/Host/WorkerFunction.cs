using System.Text.Json;
using Zegel.Local.Host.Protocol;

namespace Zegel.Local.Host;

/// <summary>A function of the worker, as its metadata describes it.</summary>
internal sealed class WorkerFunction
{
    private readonly JsonElement trigger;

    /// <summary>Finds the trigger among the bindings.</summary>
    /// <exception cref="InvalidOperationException">It has none that this host knows.</exception>
    public WorkerFunction(RpcFunctionMetadata metadata)
    {
        Metadata = metadata;
        trigger = metadata.RawBindings.Select(Parse).FirstOrDefault(IsTrigger);
        if (trigger.ValueKind is JsonValueKind.Undefined)
        {
            throw new InvalidOperationException($"{Name} has no HTTP, timer or queue trigger.");
        }
    }

    /// <summary>What the worker must be told to load it.</summary>
    public RpcFunctionMetadata Metadata { get; }

    /// <summary>Its name.</summary>
    public string Name => Metadata.Name;

    /// <summary>The parameter that the trigger fills.</summary>
    public string Parameter => Text("name")!;

    /// <summary>Whether requests start it.</summary>
    public bool IsHttp => Type is "httpTrigger";

    /// <summary>Whether a schedule starts it.</summary>
    public bool IsTimer => Type is "timerTrigger";

    /// <summary>Whether messages of a queue start it.</summary>
    public bool IsQueue => Type is "queueTrigger";

    /// <summary>The methods it takes; none means all.</summary>
    public string[] Methods => trigger.TryGetProperty("methods", out var methods)
        ? [.. methods.EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())]
        : [];

    /// <summary>Who may call it; a host takes <c>Function</c> when nothing is said.</summary>
    public string AuthLevel => Text("authLevel") ?? "Function";

    /// <summary>A member of the trigger; null when it is absent.</summary>
    public string? Text(string member) =>
        trigger.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>A member of the trigger that is true or false; null when it is absent.</summary>
    public bool? Flag(string member) =>
        trigger.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private string? Type => Text("type");

    private static JsonElement Parse(string binding)
    {
        using var json = JsonDocument.Parse(binding);
        return json.RootElement.Clone();
    }

    private static bool IsTrigger(JsonElement binding) =>
        binding.TryGetProperty("type", out var type) && type.GetString() is "httpTrigger" or "timerTrigger" or "queueTrigger";
}
