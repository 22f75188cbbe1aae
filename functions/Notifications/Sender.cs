using System.Diagnostics.Metrics;
using Azure.Communication.Email;
using Azure.Communication.Sms;
using Azure.Identity;

namespace Zegel.Functions.Notifications;

/// <summary>How a try to send ended.</summary>
public enum SendOutcome
{
    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>It did not leave; later it may.</summary>
    NotSent,

    /// <summary>Nobody knows whether it left.</summary>
    Unknown,

    /// <summary>It cannot be delivered.</summary>
    Refused,
}

/// <summary>Renders and sends one outbox item; derives the link and the code it holds.</summary>
public sealed partial class Sender(
    IServiceProvider services, IOptions<EmailOptions> email, IOptions<SmsOptions> sms, IOptions<SiteOptions> site,
    OrganisationStore organisations, RootSecret root, ILogger<Sender> log)
{
    private static readonly Meter Meter = new("Zegel");
    private static readonly Counter<long> Notices =
        Meter.CreateCounter<long>(
            "zegel.notices", "{notice}", "Tries to send, by channel, outcome and the provider's answer.");

    /// <summary>Sends <paramref name="item"/>.</summary>
    /// <param name="item">The notice.</param>
    /// <param name="to">Who gets it.</param>
    /// <param name="mailbox">The name of the mailbox it is about, or null.</param>
    public async Task<SendOutcome> SendAsync(
        OutboxItem item, Addressee to, string? mailbox, CancellationToken cancellationToken)
    {
        var organisation = await organisations.GetAsync(cancellationToken);
        var facts = Facts(item, organisation, to.Language, mailbox);
        var (outcome, answer) = await TrySendAsync(item, to.Address, facts, organisation.Logo, cancellationToken);
        var channel = item.Kind.IsSms ? "sms" : "mail";
        Notices.Add(1, new("zegel.channel", channel), new("zegel.outcome", $"{outcome}"), new("zegel.answer", answer));
        LogNotice(channel, outcome, answer);
        return outcome;
    }

    /// <summary>How it ended, and what the provider answered: a status, or the kind of error without one.</summary>
    private async Task<(SendOutcome Outcome, string Answer)> TrySendAsync(
        OutboxItem item, string to, NoticeFacts facts, Logo? logo, CancellationToken cancellationToken)
    {
        try
        {
            return item.Kind.IsSms
                ? await SendSmsAsync(to, Smses.Render(item.Kind, facts), item.OperationId, cancellationToken)
                : await SendMailAsync(to, Mails.Render(item.Kind, facts), item.OperationId, logo, cancellationToken);
        }
        catch (RequestFailedException failed) when (failed.Status == 400)
        {
            return (SendOutcome.Refused, AnswerOf(failed));
        }
        catch (RequestFailedException failed) when (failed.Status is > 400 and < 500 and not 408)
        {
            // A role that is not there yet, a domain that is not linked, a limit: it can be mended.
            return (SendOutcome.NotSent, AnswerOf(failed));
        }
        catch (AuthenticationFailedException failed)
        {
            return (SendOutcome.NotSent, failed.GetType().Name);
        }
        catch (RequestFailedException failed)
        {
            return (SendOutcome.Unknown, AnswerOf(failed));
        }
        catch (Exception lost) when (lost is AggregateException or HttpRequestException or IOException)
        {
            return (SendOutcome.Unknown, lost.GetType().Name);
        }
    }

    private static string AnswerOf(RequestFailedException failed) =>
        failed.Status.ToString(CultureInfo.InvariantCulture);

    private async Task<(SendOutcome Outcome, string Answer)> SendSmsAsync(
        string to, string text, Guid operationId, CancellationToken cancellationToken)
    {
        if (!sms.Value.Reaches(to))
        {
            return (SendOutcome.Refused, sms.Value.IsConfigured ? "country" : "not-configured");
        }

        var client = (SmsClient)services.GetService(typeof(SmsClient))!;
        // The tag comes back with the report; the provider's own id is known only after the report may have come.
        var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = operationId.ToString() };
        SmsSendResult result = await client.SendAsync(sms.Value.Sender, to, text, options, cancellationToken);
        var outcome = result switch
        {
            { Successful: true } => SendOutcome.Sent,
            { HttpStatusCode: 429 } => SendOutcome.NotSent,
            { HttpStatusCode: >= 500 } => SendOutcome.Unknown,
            _ => SendOutcome.Refused,
        };
        return (outcome, result.HttpStatusCode.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<(SendOutcome Outcome, string Answer)> SendMailAsync(
        string to, RenderedMail mail, Guid operationId, Logo? logo, CancellationToken cancellationToken)
    {
        if (!email.Value.IsConfigured)
        {
            return (SendOutcome.NotSent, "not-configured");
        }

        var content = new EmailContent(mail.Subject) { PlainText = mail.PlainText, Html = mail.Html };
        var message = new EmailMessage(email.Value.Sender, to, content) { UserEngagementTrackingDisabled = true };
        if (logo is not null)
        {
            var name = logo.ContentType == "image/png" ? "logo.png" : "logo.svg";
            var bytes = BinaryData.FromBytes(logo.Bytes);
            message.Attachments.Add(new EmailAttachment(name, logo.ContentType, bytes) { ContentId = "logo" });
        }

        var client = (EmailClient)services.GetService(typeof(EmailClient))!;
        await client.SendAsync(WaitUntil.Started, message, operationId, cancellationToken);
        return (SendOutcome.Sent, "202");
    }

    private NoticeFacts Facts(OutboxItem item, Organisation organisation, string language, string? mailbox) => new(
        language,
        organisation.Name,
        site.Value.SiteAddress,
        mailbox,
        item.LinkId is { } linkId ? LinkOf(item, linkId) : null,
        item.ChallengeId is { } challengeId && item.Kind.Code is { } form ? root.Code(form, challengeId) : null,
        item.Date ?? item.NotAfter,
        item.Factor,
        organisation.HelpPhone,
        organisation.HelpEmail,
        organisation.BrandColour,
        organisation.Logo is not null,
        item.Person,
        item.By,
        item.People,
        item.Device);

    private string LinkOf(OutboxItem item, string linkId)
    {
        var (page, secretOf) = item.Kind.Link
            ?? throw new InvalidOperationException($"A notice {item.Kind} has no link with a secret.");
        var secret = secretOf is null ? "" : "." + root.LinkSecret(secretOf(linkId), item.LinkVersion);
        return new Uri(site.Value.SiteAddress, $"{page}#{linkId}{secret}").ToString();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Notice by {Channel} {Outcome}, answer {Answer}")]
    private partial void LogNotice(string channel, SendOutcome outcome, string answer);
}
