using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Communication.Email;
using Azure.Communication.Sms;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Functions.Tests.Local;

/// <summary>The inbox reports how a message fared, as Azure Communication Services would, and shows what came with it.</summary>
public sealed class ReportingOnMessages : IAsyncLifetime
{
    private readonly Zegel.Tests.ManualTime time = new();
    private readonly HttpClient http = new();
    private InboxServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        server = await InboxServer.StartAsync(0, time, cancellationToken: Cancel);
        http.BaseAddress = server.Address;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("delivered", "Delivered")]
    [InlineData("bounced", "Bounced")]
    [InlineData("failed", "Failed")]
    public async Task On_a_mail_in_the_words_of_Event_Grid(string state, string status)
    {
        var operation = await MailAsync("jan@example.nl");
        (await OnlyAsync())["state"]!.GetValue<string>().ShouldBe("sent");

        (await ReportAsync(state)).ShouldBe(HttpStatusCode.NoContent);

        var message = await OnlyAsync();
        message["state"]!.GetValue<string>().ShouldBe(state);
        var report = message["report"]!;
        report["eventType"]!.GetValue<string>().ShouldBe("Microsoft.Communication.EmailDeliveryReportReceived");
        report["subject"]!.GetValue<string>().ShouldBe($"sender/zegel@example.nl/message/{operation}");
        report["eventTime"]!.GetValue<DateTimeOffset>().ShouldBe(time.GetUtcNow());
        report["data"]!["status"]!.GetValue<string>().ShouldBe(status);
        report["data"]!["messageId"]!.GetValue<string>().ShouldBe(operation.ToString());
        report["data"]!["sender"]!.GetValue<string>().ShouldBe("zegel@example.nl");
        report["data"]!["recipient"]!.GetValue<string>().ShouldBe("jan@example.nl");
    }

    [Theory]
    [InlineData("delivered", "Delivered")]
    [InlineData("bounced", "Failed")]
    [InlineData("failed", "Failed")]
    public async Task On_an_SMS_that_was_sent_with_the_wish_for_it(string state, string status)
    {
        var sent = await SmsAsync(new SmsSendOptions(enableDeliveryReport: true));

        await ReportAsync(state);

        var report = (await OnlyAsync())["report"]!;
        report["eventType"]!.GetValue<string>().ShouldBe("Microsoft.Communication.SMSDeliveryReportReceived");
        report["data"]!["deliveryStatus"]!.GetValue<string>().ShouldBe(status);
        report["data"]!["messageId"]!.GetValue<string>().ShouldBe(sent.MessageId);
        report["data"]!["to"]!.GetValue<string>().ShouldBe("+31600000001");
    }

    [Fact]
    public async Task On_an_SMS_without_that_wish_Azure_says_nothing()
    {
        await SmsAsync(null);

        await ReportAsync("failed");

        var message = await OnlyAsync();
        message["state"]!.GetValue<string>().ShouldBe("failed");
        message["report"].ShouldBeNull();
    }

    [Theory]
    [InlineData("bounce@example.nl", "bounced")]
    [InlineData("Bounce+7@example.nl", "bounced")]
    [InlineData("no-bounce@example.nl", "sent")]
    public async Task An_address_that_begins_with_bounce_bounces_by_itself(string address, string state)
    {
        await MailAsync(address);

        var message = await OnlyAsync();
        message["state"]!.GetValue<string>().ShouldBe(state);
        (message["report"] is not null).ShouldBe(state == "bounced");
    }

    [Fact]
    public async Task A_later_report_stands_in_for_an_earlier_one()
    {
        await MailAsync("jan@example.nl");
        await ReportAsync("delivered");

        await ReportAsync("bounced");

        (await OnlyAsync())["report"]!["data"]!["status"]!.GetValue<string>().ShouldBe("Bounced");
    }

    [Fact]
    public async Task What_is_no_report_is_refused()
    {
        await MailAsync("jan@example.nl");

        (await ReportAsync("sent")).ShouldBe(HttpStatusCode.BadRequest);
        (await ReportAsync("opened")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("unknown", JsonContent.Create(new { state = "bounced" }))).ShouldBe(HttpStatusCode.NotFound);
        // What a page of another site can send without being asked.
        var id = (await OnlyAsync())["id"]!.GetValue<string>();
        (await PostAsync(id, new StringContent("""{"state":"bounced"}"""))).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await OnlyAsync())["state"]!.GetValue<string>().ShouldBe("sent");
    }

    [Fact]
    public async Task What_came_with_a_mail_is_served_so_that_it_can_do_nothing()
    {
        await MailAsync("jan@example.nl");
        var id = (await OnlyAsync())["id"]!.GetValue<string>();

        using var part = await http.GetAsync($"messages/{id}/parts/logo", Cancel);

        part.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        (await part.Content.ReadAsStringAsync(Cancel)).ShouldBe("<svg/>");
        part.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith("; sandbox");
        (await http.GetAsync($"messages/{id}/parts/other", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<Guid> MailAsync(string to)
    {
        var id = Guid.NewGuid();
        var mail = new EmailMessage("zegel@example.nl", to, new EmailContent("Onderwerp") { Html = "<img src=cid:logo>", PlainText = "Tekst" });
        mail.Attachments.Add(new EmailAttachment("logo.svg", "image/svg+xml", BinaryData.FromString("<svg/>")) { ContentId = "logo" });
        await new EmailClient(server.ConnectionString).SendAsync(WaitUntil.Started, mail, id, Cancel);
        return id;
    }

    private async Task<SmsSendResult> SmsAsync(SmsSendOptions? options) =>
        await new SmsClient(server.ConnectionString).SendAsync("Zegel", "+31600000001", "Code 123456", options, Cancel);

    private async Task<JsonNode> OnlyAsync() => (await http.GetFromJsonAsync<JsonArray>("messages", Cancel))!.Single()!;

    private async Task<HttpStatusCode> ReportAsync(string state) =>
        await PostAsync((await OnlyAsync())["id"]!.GetValue<string>(), JsonContent.Create(new { state }));

    private async Task<HttpStatusCode> PostAsync(string id, HttpContent body)
    {
        using var answer = await http.PostAsync(new Uri($"messages/{id}/report", UriKind.Relative), body, Cancel);
        return answer.StatusCode;
    }
}
