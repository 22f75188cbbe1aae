using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>What somebody with an account finds of what was written to them.</summary>
internal static class OwnMessages
{
    /// <summary>
    /// Whether a conversation's person is who has this account: by the account itself, or by the address, which was
    /// confirmed, where a link opens.
    /// </summary>
    public static bool IsOf(SignedIn me, Participant person, DateTimeOffset now) => person.AccountId is { } account
        ? account == me.AccountId
        : person.Email is { } email && EmailAddress.Key(email) == EmailAddress.Key(me.Account.Email)
            && person.CanUnlock(now);
}
