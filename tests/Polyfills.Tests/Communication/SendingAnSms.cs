using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Communication.Sms;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Polyfills.Tests.Communication;

public sealed class SendingAnSms : IAsyncLifetime
{
    private static readonly string[] Recipient = ["+31600000001"];

    private InboxServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        server = await InboxServer.StartAsync(0, TimeProvider.System, cancellationToken: Cancel);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_official_client_delivers_to_the_inbox()
    {
        var answer = await AskJudgeAsync(new
        {
            action = "sms",
            connectionString = server.ConnectionString,
            from = "Zegel",
            to = Recipient,
            message = "De code is 123456 é",
        });

        ((bool)answer["results"]![0]!["successful"]!).ShouldBeTrue(answer.ToJsonString());
        var sms = server.Inbox.Messages.ShouldHaveSingleItem();
        sms.Kind.ShouldBe(InboxKind.Sms);
        sms.To.ShouldBe("+31600000001");
        sms.Text.ShouldBe("De code is 123456 é");
        sms.Subject.ShouldBeNull();
    }

    [Fact]
    public async Task Each_recipient_has_a_result()
    {
        var response = await Client().SendAsync(
            "Zegel", ["+31600000001", "+31600000002"], "Hallo", cancellationToken: Cancel);

        response.Value.Select(result => result.To).ShouldBe(["+31600000001", "+31600000002"]);
        response.Value.ShouldAllBe(
            result => result.Successful && result.HttpStatusCode == 202 && result.MessageId != null);
        server.Inbox.To("+31600000002").ShouldHaveSingleItem().Text.ShouldBe("Hallo");
    }

    [Fact]
    public async Task A_recipient_can_fail_while_the_call_succeeds()
    {
        server.Inbox.Faults.Enqueue(InboxKind.Sms, new InboxFault.RecipientFailed(400));

        var response = await Client().SendAsync("Zegel", "+31600000001", "Hallo", cancellationToken: Cancel);

        response.GetRawResponse().Status.ShouldBe(202);
        response.Value.Successful.ShouldBeFalse();
        response.Value.HttpStatusCode.ShouldBe(400);
        response.Value.MessageId.ShouldBeNull();
        server.Inbox.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_got_lost_is_asked_for_again_and_one_message_arrives()
    {
        server.Inbox.Faults.Enqueue(InboxKind.Sms, new InboxFault.AnswerLost());

        var response = await Client().SendAsync("Zegel", "+31600000001", "Hallo", cancellationToken: Cancel);

        response.Value.Successful.ShouldBeTrue();
        server.Inbox.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_busy_service_is_tried_again()
    {
        server.Inbox.Faults.Enqueue(
            InboxKind.Sms, new InboxFault.Refused(503, TimeSpan.Zero), new InboxFault.Refused(429, TimeSpan.Zero));

        var response = await Client().SendAsync("Zegel", "+31600000001", "Hallo", cancellationToken: Cancel);

        response.Value.Successful.ShouldBeTrue();
    }

    [Fact]
    public async Task A_wrong_key_is_refused_for_both_clients()
    {
        var wrong = $"endpoint={server.Address};accesskey={Convert.ToBase64String(new byte[32])}";

        var ours = await Should.ThrowAsync<RequestFailedException>(
            () => new SmsClient(wrong).SendAsync("Zegel", "+31600000001", "Hallo", cancellationToken: Cancel));
        var theirs = await AskJudgeAsync(new
        {
            action = "sms", connectionString = wrong, from = "Zegel", to = Recipient, message = "Hallo",
        });

        ours.Status.ShouldBe(401);
        ((int)theirs["error"]!["status"]!).ShouldBe(401);
        server.Inbox.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_request_is_that_of_the_official_client()
    {
        await using var recorder = await RecordingServer.StartAsync(new JsonObject
        {
            ["value"] = new JsonArray(new JsonObject
            {
                ["to"] = "+31600000001", ["httpStatusCode"] = 202, ["successful"] = true,
            }),
        }, Cancel);

        await new SmsClient(recorder.ConnectionString).SendAsync(
            "Zegel", ["+31600000001"], "Hallo", new SmsSendOptions(true) { Tag = "code" }, Cancel);
        await AskJudgeAsync(new
        {
            action = "sms",
            connectionString = recorder.ConnectionString,
            from = "Zegel",
            to = Recipient,
            message = "Hallo",
            options = new { enableDeliveryReport = true, tag = "code" },
        });

        var (ours, theirs) = (recorder.Requests.First(), recorder.Requests.Last());
        recorder.Requests.Count.ShouldBe(2);
        Guid.Parse((string)RecipientOf(ours)["repeatabilityRequestId"]!).ShouldNotBe(Guid.Empty);
        DateTimeOffset.ParseExact(
            (string)RecipientOf(ours)["repeatabilityFirstSent"]!,
            "r",
            System.Globalization.CultureInfo.InvariantCulture);
        Forget(ours);
        Forget(theirs);
        JsonNode.DeepEquals(ours.Body, theirs.Body).ShouldBeTrue($"{ours.Body}{theirs.Body}");
        ours.Target.ShouldBe(theirs.Target);
        Signing(ours).ShouldBe(Signing(theirs));
    }

    private SmsClient Client()
    {
        var options = new SmsClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new SmsClient(server.ConnectionString, options);
    }

    private static Task<JsonNode> AskJudgeAsync(object question) =>
        NodeJudge.AskAsync("communication", JsonSerializer.SerializeToNode(question)!, Cancel);

    private static JsonNode RecipientOf(RecordingServer.Recorded request) => request.Body!["smsRecipients"]![0]!;

    private static void Forget(RecordingServer.Recorded request)
    {
        RecipientOf(request).AsObject().Remove("repeatabilityRequestId").ShouldBeTrue();
        RecipientOf(request).AsObject().Remove("repeatabilityFirstSent").ShouldBeTrue();
    }

    private static string Signing(RecordingServer.Recorded request) =>
        request.Headers.Authorization.ToString().Split("&Signature=")[0];
}
