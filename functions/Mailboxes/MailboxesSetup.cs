using Zegel.Functions.Mailboxes.Contacts;
using Zegel.Functions.Mailboxes.Labels;
using Zegel.Functions.Mailboxes.Presence;

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
        services.AddSingleton<MailboxMaker>();
        services.AddSingleton<MailboxList>();
        services.AddSingleton<ListColumns>();
        services.AddSingleton<Colleagues>();
        services.AddSingleton<LabelStore>();
        services.AddSingleton<MailboxKeys>();
        services.AddSingleton<ContactStore>();
        services.AddSingleton<RecipientAccounts>();
        services.AddSingleton<GrantAccess>();
        services.AddSingleton<WithdrawAccess>();
        services.AddSingleton<IAddressBook, AddressBook>();
        services.AddSingleton<PresenceStore>();
        services.AddSingleton<PresenceBoards>();
        services.AddSingleton<IExpiring, ExpiringPresence>();
    }
}
