using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Communication.Email;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Polyfills.Tests.Communication;

public sealed class SendingAMail : IAsyncLifetime
{
    private InboxServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        server = await InboxServer.StartAsync(0, TimeProvider.System, cancellationToken: Cancel);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_official_client_delivers_to_the_inbox()
    {
        var answer = await AskJudgeAsync(server.ConnectionString);

        ((string?)answer["status"]).ShouldBe("Succeeded", answer.ToJsonString());
        var mail = server.Inbox.To("anna@example.nl").ShouldHaveSingleItem();
        mail.Kind.ShouldBe(InboxKind.Email);
        mail.Subject.ShouldBe("Een bericht voor u");
        mail.Text.ShouldBe("Tekst");
        mail.Html.ShouldBe("<p>Tekst</p>");
        server.Inbox.To("bert@example.nl").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_mail_that_is_out_has_succeeded()
    {
        var operation = await Client().SendAsync(WaitUntil.Completed, Mail(), Cancel);

        operation.HasCompleted.ShouldBeTrue();
        operation.Value.Status.ShouldBe(EmailSendStatus.Succeeded);
        server.Inbox.To("anna@example.nl").ShouldHaveSingleItem().Html.ShouldBe("<p>Tekst</p>");
    }

    [Fact]
    public async Task A_started_operation_can_be_followed_by_its_id()
    {
        var id = Guid.NewGuid();
        var started = await Client().SendAsync(
            WaitUntil.Started,
            "noreply@example.nl",
            "anna@example.nl",
            "Onderwerp",
            "<p>Hallo</p>",
            id,
            "Hallo",
            Cancel);
        started.HasCompleted.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => started.Value);

        var followed = new EmailSendOperation(started.Id, Client());
        await followed.UpdateStatusAsync(Cancel);

        started.Id.ShouldBe(id.ToString());
        followed.Value.Status.ShouldBe(EmailSendStatus.Succeeded);
    }

    [Fact]
    public async Task The_same_operation_id_sends_once()
    {
        var id = Guid.NewGuid();

        await Client().SendAsync(WaitUntil.Completed, Mail(), id, Cancel);
        await Client().SendAsync(WaitUntil.Completed, Mail(), id, Cancel);

        server.Inbox.To("anna@example.nl").Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_got_lost_is_asked_for_again_and_one_mail_arrives()
    {
        server.Inbox.Faults.Enqueue(
            InboxKind.Email, new InboxFault.AnswerLost(), new InboxFault.Refused(503, TimeSpan.Zero));

        await Client().SendAsync(WaitUntil.Completed, Mail(), Cancel);

        server.Inbox.To("anna@example.nl").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_operation_throws_with_the_service_s_code_and_stays_failed()
    {
        server.Inbox.Faults.Enqueue(InboxKind.Email, new InboxFault.OperationFailed("EmailDropped"));
        var operation = await Client().SendAsync(WaitUntil.Started, Mail(), Cancel);

        var exception = await Should.ThrowAsync<RequestFailedException>(
            async () => await operation.WaitForCompletionAsync(Cancel));

        exception.ErrorCode.ShouldBe("EmailDropped");
        operation.HasCompleted.ShouldBeTrue();
        operation.HasValue.ShouldBeFalse();
        Should.Throw<RequestFailedException>(() => operation.Value);
        server.Inbox.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_official_client_sees_the_failed_operation_too()
    {
        server.Inbox.Faults.Enqueue(InboxKind.Email, new InboxFault.OperationFailed("EmailDropped"));

        var answer = await AskJudgeAsync(server.ConnectionString);

        answer.ToJsonString().ShouldContain("EmailDropped");
    }

    [Fact]
    public async Task A_wrong_key_is_refused_for_both_clients()
    {
        var wrong = $"endpoint={server.Address};accesskey={Convert.ToBase64String(new byte[32])}";

        var ours = await Should.ThrowAsync<RequestFailedException>(
            () => new EmailClient(wrong).SendAsync(WaitUntil.Started, Mail(), Cancel));
        var theirs = await AskJudgeAsync(wrong);

        ours.Status.ShouldBe(401);
        ((int)theirs["error"]!["status"]!).ShouldBe(401);
    }

    [Fact]
    public async Task The_request_is_that_of_the_official_client()
    {
        var answer = new JsonObject { ["id"] = "x", ["status"] = "Succeeded" };
        await using var recorder = await RecordingServer.StartAsync(answer, Cancel);

        var id = Guid.NewGuid();

        await new EmailClient(recorder.ConnectionString).SendAsync(WaitUntil.Completed, Mail(), id, Cancel);
        await AskJudgeAsync(recorder.ConnectionString, id);

        var posts = recorder.Requests.Where(request => request.Method == "POST").ToArray();
        posts.Length.ShouldBe(2);
        JsonNode.DeepEquals(posts[0].Body, posts[1].Body).ShouldBeTrue($"{posts[0].Body}{posts[1].Body}");
        posts[0].Target.ShouldBe(posts[1].Target);
        posts.ShouldAllBe(post => post.Headers["Operation-Id"] == id.ToString());
        recorder.Requests.Count(request => request.Target == "/emails/operations/x?api-version=2025-09-01").ShouldBe(2);
    }

    private EmailClient Client()
    {
        var options = new EmailClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new EmailClient(server.ConnectionString, options);
    }

    private static EmailMessage Mail() => new(
        "noreply@example.nl",
        new EmailRecipients([new EmailAddress("anna@example.nl", "Anna")], [new EmailAddress("bert@example.nl")]),
        new EmailContent("Een bericht voor u") { PlainText = "Tekst", Html = "<p>Tekst</p>" })
    {
        Headers = { ["x-reason"] = "notice" },
        ReplyTo = { new EmailAddress("help@example.nl") },
        Attachments = { new EmailAttachment("a.txt", "text/plain", BinaryData.FromString("inhoud")) },
        UserEngagementTrackingDisabled = true,
    };

    /// <summary>The same mail as <see cref="Mail"/>, sent by the official client.</summary>
    private static Task<JsonNode> AskJudgeAsync(string connectionString, Guid? operationId = null) =>
        NodeJudge.AskAsync("communication", JsonSerializer.SerializeToNode(new
    {
        action = "email",
        connectionString,
        operationId,
        message = new
        {
            senderAddress = "noreply@example.nl",
            content = new { subject = "Een bericht voor u", plainText = "Tekst", html = "<p>Tekst</p>" },
            recipients = new
            {
                to = new[] { new { address = "anna@example.nl", displayName = "Anna" } },
                cc = new[] { new { address = "bert@example.nl" } },
            },
            headers = new Dictionary<string, string> { ["x-reason"] = "notice" },
            replyTo = new[] { new { address = "help@example.nl" } },
            attachments = new[] { new { name = "a.txt", contentType = "text/plain", contentInBase64 = "aW5ob3Vk" } },
            disableUserEngagementTracking = true,
        },
    })!, Cancel);
}
