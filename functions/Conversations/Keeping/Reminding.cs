using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Keeping;

/// <summary>Who is told once more that something waits, and what that changes.</summary>
internal static class Reminding
{
    /// <summary>
    /// Whether somebody was told, has not read it since, and can be reached; who gets a copy has nothing to do with it.
    /// </summary>
    public static bool Fits(Participant person) =>
        person is { IsMailbox: false, IsCc: false, IsHeld: false, HasUnread: true, Disputed: null, Revoked: null }
        && !person.Codes.IsDisabled;

    /// <summary>Whether somebody was told once more since there was something new.</summary>
    public static bool IsReminded(Participant person) => person.RemindedAt >= person.NoticedAt;

    /// <summary>Whether it was on this day; once a day is enough, whoever reminds.</summary>
    public static bool WasToday(Participant person, DateTimeOffset now) =>
        person.RemindedAt is { } at && SignInPolicy.DayOf(at) == SignInPolicy.DayOf(now);

    /// <summary>Whether there is something that somebody did not read and still can.</summary>
    /// <param name="newest">The newest messages.</param>
    /// <param name="person">Who.</param>
    /// <param name="receipts">Of the conversation.</param>
    /// <param name="now">When.</param>
    public static bool Waits(
        IEnumerable<ListedEntry> newest, Participant person, IReadOnlyList<Receipt> receipts, DateTimeOffset now) =>
        newest.Any(message => message.Entry.Author != person.ParticipantId && !message.Entry.IsGone(now)
            && person.Sees(message.Entry.At)
            && !receipts.Any(receipt => receipt.ParticipantId == person.ParticipantId && receipt.Covers(message.Key)));

    /// <summary>Tells somebody once more; with a code, where that goes by mail.</summary>
    public static void Remind(SpaceChange change, Stored<Participant> stored, Conversation conversation)
    {
        var person = stored.Value with { RemindedAt = change.Now };
        if (person.Method == Method.None)
        {
            var (codes, challenge) = person.Codes.SendWithNotice(Tokens.NewId(), change.Now);
            person = person with { Codes = codes };
            change.Announce(Notices.To(person, ConversationNotices.ReminderWithCode, conversation, challenge));
        }
        else
        {
            change.Announce(Notices.ToAnyone(person, ConversationNotices.Reminder, conversation));
        }

        change.Replace(stored, person);
    }
}
