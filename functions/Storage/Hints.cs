using Azure.Storage.Queues;

namespace Zegel.Functions.Storage;

/// <summary>
/// Messages of our queues: hints that something waits in rows. They never lapse. Unlike bodies of requests they may
/// have members that this version does not know.
/// </summary>
internal static class Hints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Sends a hint, which nobody sees for so long.</summary>
    public static async Task SendAsync<T>(
        this QueueClient queue, T hint, CancellationToken cancellationToken, TimeSpan? after = null)
    {
        var message = JsonSerializer.Serialize(hint, Json);
        await queue.SendMessageAsync(
            message, after, TimeSpan.FromSeconds(-1), cancellationToken);
    }

    /// <summary>The hint in a message; null for anything else, which is then dropped.</summary>
    public static T? Read<T>(string message)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(message, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
