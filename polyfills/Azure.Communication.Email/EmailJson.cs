// Stands in for Azure.Communication.Email 1.1.0.
using System.Text.Json;

namespace Azure.Communication.Email;

/// <summary>A mail as the service reads it. What is empty is left out.</summary>
internal static class EmailJson
{
    public static BinaryData Write(EmailMessage message)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteHeaders(json, message.Headers);
            json.WriteString("senderAddress", message.SenderAddress);
            WriteContent(json, message.Content);
            json.WriteStartObject("recipients");
            WriteAddresses(json, "to", message.Recipients.To);
            WriteAddresses(json, "cc", message.Recipients.CC);
            WriteAddresses(json, "bcc", message.Recipients.BCC);
            json.WriteEndObject();
            WriteAttachments(json, message.Attachments);
            WriteAddresses(json, "replyTo", message.ReplyTo);
            if (message.UserEngagementTrackingDisabled is bool disabled)
            {
                json.WriteBoolean("userEngagementTrackingDisabled", disabled);
            }

            json.WriteEndObject();
        }

        return BinaryData.FromBytes(buffer.ToArray());
    }

    private static void WriteHeaders(Utf8JsonWriter json, IDictionary<string, string> headers)
    {
        if (headers.Count == 0)
        {
            return;
        }

        json.WriteStartObject("headers");
        foreach (var (name, value) in headers)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, EmailContent content)
    {
        json.WriteStartObject("content");
        json.WriteString("subject", content.Subject);
        WriteOptional(json, "plainText", content.PlainText);
        WriteOptional(json, "html", content.Html);
        json.WriteEndObject();
    }

    private static void WriteAddresses(Utf8JsonWriter json, string name, IList<EmailAddress> addresses)
    {
        if (addresses.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var address in addresses)
        {
            json.WriteStartObject();
            json.WriteString("address", address.Address);
            WriteOptional(json, "displayName", address.DisplayName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAttachments(Utf8JsonWriter json, IList<EmailAttachment> attachments)
    {
        if (attachments.Count == 0)
        {
            return;
        }

        json.WriteStartArray("attachments");
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteString("name", attachment.Name);
            json.WriteString("contentType", attachment.ContentType);
            json.WriteBase64String("contentInBase64", attachment.Content);
            WriteOptional(json, "contentId", attachment.ContentId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
