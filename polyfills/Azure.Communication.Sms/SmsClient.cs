// Stands in for Azure.Communication.Sms 1.0.2.
using System.Globalization;
using System.Text.Json;
using Azure.Communication.Pipeline;
using Azure.Core;

namespace Azure.Communication.Sms;

/// <summary>Sends text messages with Azure Communication Services.</summary>
public class SmsClient
{
    private readonly CommunicationPipeline pipeline;
    private readonly string apiVersion;

    public SmsClient(string connectionString)
        : this(connectionString, new SmsClientOptions())
    {
    }

    public SmsClient(string connectionString, SmsClientOptions options)
        : this(CommunicationPipeline.For(connectionString, options ?? new SmsClientOptions()), options)
    {
    }

    public SmsClient(Uri endpoint, AzureKeyCredential keyCredential, SmsClientOptions? options = null)
        : this(CommunicationPipeline.For(endpoint, keyCredential, options ?? new SmsClientOptions()), options)
    {
    }

    public SmsClient(Uri endpoint, TokenCredential tokenCredential, SmsClientOptions? options = null)
        : this(CommunicationPipeline.For(endpoint, tokenCredential, options ?? new SmsClientOptions()), options)
    {
    }

    protected SmsClient()
    {
        pipeline = null!;
        apiVersion = null!;
    }

    private SmsClient(CommunicationPipeline pipeline, SmsClientOptions? options)
    {
        this.pipeline = pipeline;
        apiVersion = (options ?? new SmsClientOptions()).ApiVersion;
    }

    /// <summary>Sends to one recipient.</summary>
    /// <exception cref="RequestFailedException">The request as a whole was refused.</exception>
    public virtual async Task<Response<SmsSendResult>> SendAsync(
        string from,
        string to,
        string message,
        SmsSendOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(to);
        var response = await SendAsync(from, [to], message, options, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(response.Value[0], response.GetRawResponse());
    }

    /// <summary>Sends to at most 100 recipients; each has its own result.</summary>
    /// <exception cref="RequestFailedException">The request as a whole was refused.</exception>
    public virtual async Task<Response<IReadOnlyList<SmsSendResult>>> SendAsync(
        string from,
        IEnumerable<string> to,
        string message,
        SmsSendOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentNullException.ThrowIfNull(to);
        string[] recipients = [.. to];
        if (recipients.Length == 0)
        {
            throw new ArgumentException("Value cannot be an empty collection.", nameof(to));
        }

        using var request = pipeline.CreateRequest(RequestMethod.Post, "/sms", apiVersion);
        request.Headers.Add("Content-Type", "application/json");
        request.Content = RequestContent.Create(Body(from, recipients, message, options));

        var response = await pipeline.Http.SendRequestAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Status == 202
            ? Response.FromValue<IReadOnlyList<SmsSendResult>>(Results(response), response)
            : throw new RequestFailedException(response);
    }

    /// <summary>
    /// The repeatability pair is made here, once per call and recipient, so that a retry of the pipeline repeats it and
    /// the service sends once.
    /// </summary>
    private static BinaryData Body(string from, string[] recipients, string message, SmsSendOptions? options)
    {
        var now = DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("from", from);
            json.WriteStartArray("smsRecipients");
            foreach (var recipient in recipients)
            {
                json.WriteStartObject();
                json.WriteString("to", recipient);
                json.WriteString("repeatabilityRequestId", Guid.NewGuid().ToString());
                json.WriteString("repeatabilityFirstSent", now);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("message", message);
            if (options is not null)
            {
                json.WriteStartObject("smsSendOptions");
                json.WriteBoolean("enableDeliveryReport", options.EnableDeliveryReport);
                if (options.Tag is not null)
                {
                    json.WriteString("tag", options.Tag);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return BinaryData.FromBytes(buffer.ToArray());
    }

    private static List<SmsSendResult> Results(Response response)
    {
        using var document = JsonDocument.Parse(response.Content);
        return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(item => new SmsSendResult(
            item.GetProperty("to").GetString()!,
            TextOf(item, "messageId"),
            item.GetProperty("httpStatusCode").GetInt32(),
            item.GetProperty("successful").GetBoolean(),
            TextOf(item, "errorMessage")))];
    }

    private static string? TextOf(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
