namespace Zegel.Functions.Security;

public static partial class SecurityNumbers
{
    /// <summary>Conversations started with one address in an hour and in a day.</summary>
    public const int StartsPerSenderPerHour = 3;

    /// <inheritdoc cref="StartsPerSenderPerHour"/>
    public const int StartsPerSenderPerDay = 10;

    /// <summary>Messages that one person outside writes in a conversation in an hour and in a day.</summary>
    public const int MessagesPerPersonPerHour = 30;

    /// <inheritdoc cref="MessagesPerPersonPerHour"/>
    public const int MessagesPerPersonPerDay = 100;

    /// <summary>Messages that all people outside write in one conversation in an hour and in a day.</summary>
    public const int MessagesPerConversationPerHour = 300;

    /// <inheritdoc cref="MessagesPerConversationPerHour"/>
    public const int MessagesPerConversationPerDay = 1000;

    /// <summary>Bytes that the notes of one person outside take in a conversation, and those of all of them.</summary>
    public const long NotesOfPerson = 10_000_000;

    /// <inheritdoc cref="NotesOfPerson"/>
    public const long NotesInConversation = 100_000_000;

    /// <summary>People to whom one message is written.</summary>
    public const int RecipientsOfMessage = 30;

    /// <summary>People who ever come into one conversation, those who were put out again included.</summary>
    public const int PeopleEver = 200;

    /// <summary>
    /// How often somebody of a mailbox asks in an hour which recipients have an account, be it by sending to accounts.
    /// </summary>
    public const int RecipientLookUpsPerHour = 200;

    /// <summary>Whoever has not read what waits is told again after this, when more comes.</summary>
    public static readonly TimeSpan NoticeAgain = TimeSpan.FromDays(1);

    /// <summary>Percent of an hour's mails that notices may take; the rest is for codes and invitations.</summary>
    public const int NoticesOfMails = 75;

    /// <summary>So long after a notice left its provider may still report on it.</summary>
    public static readonly TimeSpan DeliveryReportsCome = TimeSpan.FromDays(7);

    /// <summary>A report whose notice is not written down yet is looked at again for so long.</summary>
    public static readonly TimeSpan EarlyReport = TimeSpan.FromMinutes(10);

    /// <summary>Who cannot be reached by mail is told so by SMS, no more often than this.</summary>
    public static readonly TimeSpan SecondWayAgain = TimeSpan.FromDays(1);

    /// <summary>A started conversation whose address was not confirmed is gone after this.</summary>
    public static readonly TimeSpan UnconfirmedLifetime = TimeSpan.FromHours(24);

    /// <summary>What a visitor staged but did not send is gone after this.</summary>
    public static readonly TimeSpan VisitorDraftLifetime = TimeSpan.FromHours(24);

    /// <summary>What staff staged but did not send is gone after this.</summary>
    public static readonly TimeSpan StaffDraftLifetime = TimeSpan.FromDays(30);

    /// <summary>
    /// The longest that a message waits before it goes, in seconds; a setting says how long it does. So long after its
    /// moment its draft is believed to wait still.
    /// </summary>
    public const int LongestUndoSeconds = 600;

    /// <summary>People in a mailbox's address book; who was not written to for longest goes.</summary>
    public const int ContactsOfMailbox = 5000;

    /// <summary>Labels of a mailbox, and of one conversation.</summary>
    public const int LabelsOfMailbox = 50;

    /// <inheritdoc cref="LabelsOfMailbox"/>
    public const int LabelsOfConversation = 10;

    /// <summary>People of a mailbox who follow one conversation.</summary>
    public const int FollowersOfConversation = 50;

    /// <summary>Internal notes of a conversation; all of them are read at once.</summary>
    public const int InternalNotes = 100;

    /// <summary>Bytes of a sealed internal note.</summary>
    public const int InternalNoteBytes = 8 * 1024;

    /// <summary>An internal note that was thrown away can be put back for at least this long.</summary>
    public static readonly TimeSpan InternalNoteKept = TimeSpan.FromMinutes(10);

    /// <summary>A conversation is snoozed no longer than this.</summary>
    public static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(366);

    /// <summary>Messages that the people of one mailbox are writing at once.</summary>
    public const int DraftsInMailbox = 200;

    /// <summary>A message expires this long from now at the latest, when it does.</summary>
    public static readonly TimeSpan LatestExpiry = TimeSpan.FromDays(3653);

    /// <summary>
    /// A conversation that its mailbox deleted can be taken back for this long; then it ends for everybody.
    /// </summary>
    public static readonly TimeSpan DeletedConversationKept = TimeSpan.FromDays(30);

    /// <summary>How exactly is recorded that a draft's uploads go on: once in this time at most.</summary>
    public static readonly TimeSpan DraftTouch = TimeSpan.FromHours(1);

    /// <summary>Characters of a password that staff agrees with a recipient, at least and at most.</summary>
    public const int AgreedPasswordLength = 8;

    /// <inheritdoc cref="AgreedPasswordLength"/>
    public const int AgreedPasswordMaximum = 64;

    /// <summary>
    /// Wrong tries at an agreed password in all, after which the link is shut for good: it is tried at as long as the
    /// message lives, and people choose it.
    /// </summary>
    public const int AgreedPasswordTries = 20;
}
