using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Zegel.Local;

/// <summary>The two services of Azure Communication Services that the product calls, as far as it calls them.</summary>
internal sealed class InboxServices(Inbox inbox, byte[] accessKey)
{
    private const string Json = "application/json; charset=utf-8";

    private readonly Lock gate = new();

    // What was answered before, so that a repeated request sends nothing twice; as bounded as the inbox.
    private readonly OrderedDictionary<string, JsonObject> operations = new(StringComparer.OrdinalIgnoreCase);
    private readonly OrderedDictionary<string, JsonObject> results = new(StringComparer.OrdinalIgnoreCase);

    public async Task<IResult> SendSmsAsync(HttpRequest request)
    {
        if (await ReadAsync(request) is not { } body)
        {
            return Refuse(401, "Unauthorized");
        }

        var fault = inbox.Faults.Next(InboxKind.Sms);
        if (fault is InboxFault.Refused refused)
        {
            return Refuse(request, refused);
        }

        var sms = JsonNode.Parse(body)!;
        var answers = new JsonArray();
        foreach (var recipient in sms["smsRecipients"]!.AsArray())
        {
            var to = (string)recipient!["to"]!;
            var id = (string)recipient["repeatabilityRequestId"]!;
            var messageId = $"Outgoing_{Guid.NewGuid():N}";
            answers.Add(fault is InboxFault.RecipientFailed failed ? Failed(to, failed) : Once(
                results, id, () => Deliver(sms, to, messageId), () => Accepted(to, messageId)));
        }

        return Answer(request, fault, new JsonObject { ["value"] = answers });
    }

    public async Task<IResult> SendEmailAsync(HttpRequest request)
    {
        if (await ReadAsync(request) is not { } body)
        {
            return Refuse(401, "Unauthorized");
        }

        var fault = inbox.Faults.Next(InboxKind.Email);
        if (fault is InboxFault.Refused refused)
        {
            return Refuse(request, refused);
        }

        var id = request.Headers["Operation-Id"].FirstOrDefault() ?? Guid.NewGuid().ToString();
        var mail = JsonNode.Parse(body)!;
        Once(operations, id, () => Deliver(mail, id, fault), () => Operation(id, fault));
        request.HttpContext.Response.Headers["Operation-Location"] =
            $"http://{request.Host}/emails/operations/{Uri.EscapeDataString(id)}{request.QueryString}";
        return Answer(request, fault, new JsonObject { ["id"] = id, ["status"] = "Running", ["error"] = null });
    }

    public async Task<IResult> GetOperationAsync(string id, HttpRequest request)
    {
        if (await ReadAsync(request) is null)
        {
            return Refuse(401, "Unauthorized");
        }

        lock (gate)
        {
            return operations.TryGetValue(id, out var operation)
                ? Results.Text(operation.ToJsonString(), Json)
                : Refuse(404, "OperationNotFound");
        }
    }

    /// <summary>The body, or null when the signature is not right.</summary>
    private async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var bytes = body.ToArray();
        return InboxSignature.IsRight(request, bytes, accessKey) ? bytes : null;
    }

    private JsonObject Once(
        OrderedDictionary<string, JsonObject> known, string id, Action send, Func<JsonObject> answer)
    {
        lock (gate)
        {
            if (!known.TryGetValue(id, out var first))
            {
                if (known.Count == Inbox.Capacity)
                {
                    known.RemoveAt(0);
                }

                send();
                first = answer();
                known.Add(id, first);
            }

            return first.DeepClone().AsObject();
        }
    }

    private void Deliver(JsonNode sms, string to, string messageId) => inbox.Add(now =>
        new InboxMessage(InboxKind.Sms, to, null, (string?)sms["message"], null, now)
        {
            From = (string)sms["from"]!,
            MessageId = messageId,
            IsReported = (bool?)sms["smsSendOptions"]?["enableDeliveryReport"] ?? false,
            Tag = (string?)sms["smsSendOptions"]?["tag"],
        });

    private void Deliver(JsonNode mail, string id, InboxFault? fault)
    {
        if (fault is InboxFault.OperationFailed)
        {
            return;
        }

        var content = mail["content"]!;
        var parts = (mail["attachments"]?.AsArray() ?? [])
            .Where(attachment => attachment!["contentId"] is not null)
            .ToDictionary(
                attachment => (string)attachment!["contentId"]!,
                attachment => new InboxPart(
                    (string)attachment!["contentType"]!, Convert.FromBase64String((string)attachment["contentInBase64"]!)),
                StringComparer.Ordinal);
        foreach (var list in new[] { "to", "cc", "bcc" })
        {
            foreach (var recipient in mail["recipients"]![list]?.AsArray() ?? [])
            {
                inbox.Add(now => new InboxMessage(
                    InboxKind.Email,
                    (string)recipient!["address"]!,
                    (string?)content["subject"],
                    (string?)content["plainText"],
                    (string?)content["html"],
                    now)
                {
                    From = (string)mail["senderAddress"]!,
                    MessageId = id,
                    Parts = parts,
                });
            }
        }
    }

    private static JsonObject Accepted(string to, string messageId) => new()
    {
        ["to"] = to,
        ["messageId"] = messageId,
        ["httpStatusCode"] = 202,
        ["repeatabilityResult"] = "accepted",
        ["successful"] = true,
    };

    private static JsonObject Failed(string to, InboxFault.RecipientFailed failed) => new()
    {
        ["to"] = to,
        ["httpStatusCode"] = failed.Status,
        ["repeatabilityResult"] = "rejected",
        ["successful"] = false,
        ["errorMessage"] = failed.Message,
    };

    private static JsonObject Operation(string id, InboxFault? fault) => new()
    {
        ["id"] = id,
        ["status"] = fault is InboxFault.OperationFailed ? "Failed" : "Succeeded",
        ["error"] = fault is InboxFault.OperationFailed failed ? Error(failed.Code) : null,
    };

    private static JsonObject Error(string code) => new() { ["code"] = code, ["message"] = $"{code}." };

    private static IResult Answer(HttpRequest request, InboxFault? fault, JsonObject answer)
    {
        if (fault is InboxFault.AnswerLost)
        {
            request.HttpContext.Abort();
        }

        return Results.Text(answer.ToJsonString(), Json, statusCode: StatusCodes.Status202Accepted);
    }

    private static IResult Refuse(HttpRequest request, InboxFault.Refused refused)
    {
        if (refused.RetryAfter is { } wait)
        {
            request.HttpContext.Response.Headers.RetryAfter =
                Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return Refuse(refused.Status, refused.Status == 429 ? "TooManyRequests" : "RequestRefused");
    }

    private static IResult Refuse(int status, string code) =>
        Results.Text(new JsonObject { ["error"] = Error(code) }.ToJsonString(), Json, statusCode: status);
}
