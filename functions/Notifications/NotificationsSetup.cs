using Azure.Communication.Email;
using Azure.Communication.Sms;
using Azure.Identity;

namespace Zegel.Functions.Notifications;

/// <summary>What leaves by mail and SMS; who is reached at a mailbox is added by the mailboxes.</summary>
internal static class NotificationsSetup
{
    public static void AddNotifications(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(NoticeEvents));
        services.AddSettings<EmailOptions>("Zegel:Email");
        services.AddSettings<SmsOptions>("Zegel:Sms");
        services.AddSingleton(EmailClientOf);
        services.AddSingleton(SmsClientOf);
        services.AddSingleton<Outbox>();
        services.AddSingleton<NoticeIndex>();
        services.AddSingleton<IExpiring, NoticeIndex.ExpiringNotice>();
        services.AddSingleton<Sender>();
        services.AddSingleton<OutboxWorker>();
        services.AddSingleton<MemberNotices>();
    }

    private static EmailClient EmailClientOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<EmailOptions>>().Value;
        return options.ConnectionString is { Length: > 0 } connectionString
            ? new EmailClient(connectionString)
            : new EmailClient(options.Endpoint!, new DefaultAzureCredential());
    }

    private static SmsClient SmsClientOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<SmsOptions>>().Value;
        return options.ConnectionString is { Length: > 0 } connectionString
            ? new SmsClient(connectionString)
            : new SmsClient(options.Endpoint!, new DefaultAzureCredential());
    }
}
