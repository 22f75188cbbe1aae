using Zegel.Functions.Mailboxes.Contacts;

namespace Zegel.Functions.Mailboxes;

/// <summary>Mailboxes, and whom their notices reach.</summary>
internal static class MailboxesSetup
{
    public static void AddMailboxes(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(MailboxEvents));
        Notice.Register(typeof(MailboxNotices));
        services.AddSettings<CorrespondenceOptions>("Zegel:Organisation");
        services.AddSingleton<MailboxStore>();
        services.AddSingleton<MailboxList>();
        services.AddSingleton<MailboxKeys>();
        services.AddSingleton<ContactStore>();
        services.AddSingleton<RecipientAccounts>();
        services.AddSingleton<GrantAccess>();
        services.AddSingleton<WithdrawAccess>();
        services.AddSingleton<IAddressBook, AddressBook>();
    }
}
