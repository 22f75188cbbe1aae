// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Storage 6.8.1 (.Storage.Queues 5.5.5).
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker.Hosting;

namespace Microsoft.Azure.Functions.Worker.Queues;

/// <summary>A message as the input of a function: as text, bytes, the message itself, or its JSON.</summary>
internal sealed class QueueInput(QueueMessage message) : TriggerInput
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public override object? Value(Type type) =>
        type == typeof(string) ? message.Body.ToString()
        : type == typeof(BinaryData) ? message.Body
        : type == typeof(byte[]) ? message.Body.ToArray()
        : type == typeof(QueueMessage) ? message
        : FromJson(type);

    public override IReadOnlyDictionary<string, object?> BindingData()
    {
        var text = message.Body.ToString();
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        AddProperties(text, data);
        data["QueueTrigger"] = text;
        data["DequeueCount"] = message.DequeueCount;
        data["ExpirationTime"] = message.ExpiresOn;
        data["Id"] = message.MessageId;
        data["InsertionTime"] = message.InsertedOn;
        data["NextVisibleTime"] = message.NextVisibleOn;
        data["PopReceipt"] = message.PopReceipt;
        return data;
    }

    private static void AddProperties(string text, Dictionary<string, object?> data)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
        {
            return;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                data[property.Name] = property.Value.ValueKind == JsonValueKind.Null ? null : property.Value.ToString();
            }
        }
        catch (JsonException)
        {
            // A text that only looks like JSON has no properties to bind.
        }
    }

    private object? FromJson(Type type)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Body, type, Json);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new FunctionInputConverterException($"The message cannot be had as '{type}': {exception.Message}");
        }
    }
}
