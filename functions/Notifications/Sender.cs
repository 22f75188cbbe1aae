using System.Diagnostics.Metrics;
using Azure.Communication.Email;
using Azure.Communication.Sms;
using Azure.Identity;
using Zegel.Functions.Http;
using Zegel.Functions.Organisations;
using Zegel.Functions.Security;

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
        Meter.CreateCounter<long>("zegel.notices", "{notice}", "Tries to send, by channel, outcome and the provider's answer.");

    /// <summary>Sends <paramref name="item"/> to <paramref name="to"/>.</summary>
    public async Task<SendOutcome> SendAsync(OutboxItem item, string to, string language, CancellationToken cancellationToken)
    {
        var (outcome, answer) = await TrySendAsync(item, to, language, cancellationToken);
        var channel = item.IsSms ? "sms" : "mail";
        Notices.Add(1, new("zegel.channel", channel), new("zegel.outcome", outcome.ToString()), new("zegel.answer", answer));
        LogNotice(channel, outcome, answer);
        return outcome;
    }

    /// <summary>How it ended, and what the provider answered: a status, or the kind of error without one.</summary>
    private async Task<(SendOutcome Outcome, string Answer)> TrySendAsync(OutboxItem item, string to, string language, CancellationToken cancellationToken)
    {
        var organisation = await organisations.GetAsync(cancellationToken);
        var facts = Facts(item, organisation, language);
        try
        {
            return item.IsSms
                ? await SendSmsAsync(to, SmsTexts.Render(item.Kind, facts), cancellationToken)
                : await SendMailAsync(to, Mails.Render(item.Kind, facts), item.OperationId, organisation.Logo, cancellationToken);
        }
        catch (RequestFailedException failed) when (failed.Status == 400)
        {
            return (SendOutcome.Refused, AnswerOf(failed));
        }
        catch (RequestFailedException failed) when (failed.Status is > 400 and < 500 and not 408)
        {
            // A role that is not there yet, a domain that is not linked, a limit: it can be mended, and nothing is lost.
            return (SendOutcome.NotSent, AnswerOf(failed));
        }
        catch (AuthenticationFailedException failed)
        {
            return (SendOutcome.NotSent, failed.GetType().Name);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or HttpRequestException or IOException)
        {
            return (SendOutcome.Unknown, exception is RequestFailedException failed ? AnswerOf(failed) : exception.GetType().Name);
        }
    }

    private static string AnswerOf(RequestFailedException failed) => failed.Status.ToString(CultureInfo.InvariantCulture);

    private async Task<(SendOutcome Outcome, string Answer)> SendSmsAsync(string to, string text, CancellationToken cancellationToken)
    {
        if (!sms.Value.Reaches(to))
        {
            return (SendOutcome.Refused, sms.Value.IsConfigured ? "country" : "not-configured");
        }

        var client = (SmsClient)services.GetService(typeof(SmsClient))!;
        SmsSendResult result = await client.SendAsync(sms.Value.Sender, to, text, cancellationToken: cancellationToken);
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
            message.Attachments.Add(new EmailAttachment(logo.ContentType == "image/png" ? "logo.png" : "logo.svg", logo.ContentType, BinaryData.FromBytes(logo.Bytes)) { ContentId = "logo" });
        }

        var client = (EmailClient)services.GetService(typeof(EmailClient))!;
        await client.SendAsync(WaitUntil.Started, message, operationId, cancellationToken);
        return (SendOutcome.Sent, "202");
    }

    private NoticeFacts Facts(OutboxItem item, Organisation organisation, string language) => new(
        language,
        organisation.Name,
        site.Value.SiteAddress,
        item.Mailbox,
        item.LinkId is null ? null : LinkOf(item),
        item.ChallengeId is null ? null : item.HasDigits ? root.SmsCode(item.ChallengeId) : root.MailCode(item.ChallengeId),
        item.Date ?? item.NotAfter,
        item.Factor,
        organisation.HelpPhone,
        organisation.HelpEmail,
        organisation.BrandColour,
        organisation.Logo is not null,
        item.Person,
        item.By);

    private string LinkOf(OutboxItem item)
    {
        var (page, secretOf) = item.Kind switch
        {
            NoticeKind.Invitation => ("/invitation/", item.LinkId!),
            NoticeKind.PasswordLink => ("/password/", RootSecret.PasswordLinkOf(item.LinkId!)),
            NoticeKind.AccessAsked or NoticeKind.DeskAsked or NoticeKind.DeskComing => ("/request/", RootSecret.RequestLinkOf(item.LinkId!)),
            _ => ("/open/", item.LinkId!),
        };
        return new Uri(site.Value.SiteAddress, $"{page}#{item.LinkId}.{root.LinkSecret(secretOf, item.LinkVersion)}").ToString();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Notice by {Channel} {Outcome}, answer {Answer}")]
    private partial void LogNotice(string channel, SendOutcome outcome, string answer);
}
