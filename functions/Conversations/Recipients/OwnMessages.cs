using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>What somebody with an account finds of what was written to them.</summary>
internal static class OwnMessages
{
    /// <summary>
    /// Whether a conversation's person is who has this account: by the account itself, or by the address, which was
    /// confirmed, where a link opens. Whose access was withdrawn finds nothing; its page, and its link, say so.
    /// </summary>
    public static bool IsOf(SignedIn me, Participant person, DateTimeOffset now) => person.AccountId is { } account
        ? account == me.AccountId && person.Revoked is null
        : person.Email is { } email && EmailAddress.Key(email) == EmailAddress.Key(me.Account.Email)
            && person.CanUnlock(now);
}
