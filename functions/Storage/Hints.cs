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

    /// <summary>Puts a message of another back into the queue, which nobody sees for so long.</summary>
    public static async Task SendAgainAsync(
        this QueueClient queue, string message, TimeSpan after, CancellationToken cancellationToken) =>
        await queue.SendMessageAsync(
            Encoding.UTF8.GetString(Plain(message)), after, TimeSpan.FromSeconds(-1), cancellationToken);

    /// <summary>
    /// The hint in a message; null for anything else, which is then dropped. The host hands a message over as it
    /// stands in the queue: ours in base64, those of others also as plain text.
    /// </summary>
    public static T? Read<T>(string message)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Plain(message), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Plain(string message)
    {
        var bytes = new byte[message.Length];
        return Convert.TryFromBase64String(message, bytes, out var length)
            ? bytes[..length]
            : Encoding.UTF8.GetBytes(message);
    }
}
