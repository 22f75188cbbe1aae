using Zegel.Functions.Conversations.Delivering;
using Zegel.Functions.Conversations.Drafts;
using Zegel.Functions.Conversations.InternalNotes;
using Zegel.Functions.Conversations.Keeping;
using Zegel.Functions.Conversations.Recipients;
using Zegel.Functions.Conversations.Starting;
using Zegel.Functions.Conversations.Together;
using Zegel.Functions.Conversations.Writing;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations;

/// <summary>Conversations, a kind of space: beginning, writing, reading, delivering.</summary>
internal static class ConversationsSetup
{
    public static void AddConversations(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(ConversationEvents));
        Notice.Register(typeof(ConversationNotices));
        services.AddSingleton(Conversation.OfConversations);
        services.AddSingleton<StarterWatch>();
        services.AddSettings<WritingOptions>("Zegel");
        services.AddSingleton<WaitingMessages>();
        services.AddSingleton<AnsweredSince>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<DraftFiles>();
        services.AddSingleton<IExpiring, ExpiringDraft>();
        services.AddSingleton<MessagePreparation>();
        services.AddSingleton<ISpaceDelivery, MailboxDelivery>();
        services.AddSingleton<Reminders>();
        services.AddSingleton<ReaderConversations>();
        services.AddSingleton<WaitingElsewhere>();
        services.AddSingleton<IExpiring, ExpiringConversation>();
        services.AddSingleton<IExpiring, ExpiringMessage>();
        services.AddSingleton<IExpiring, ExpiringReminder>();
        services.AddSingleton<HandlingChanges>();
        services.AddSingleton<IExpiring, ExpiringSnooze>();
        services.AddSingleton<IExpiring, ExpiringInternalNote>();
    }
}
