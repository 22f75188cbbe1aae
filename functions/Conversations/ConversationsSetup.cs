using Zegel.Functions.Conversations.Delivering;
using Zegel.Functions.Conversations.Starting;
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
        services.AddSingleton<ISpaceDelivery, MailboxDelivery>();
    }
}
