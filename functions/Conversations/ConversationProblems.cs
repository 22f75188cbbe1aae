namespace Zegel.Functions.Conversations;

/// <summary>The message has more files and recipients than are stored in one transaction.</summary>
public sealed record MessageTooFull()
    : Problem(409, "message-too-full", "The message has too many files for so many recipients.");

/// <summary>
/// These people have a weaker check than the organisation permits: nothing new is sent to them before it is raised.
/// </summary>
/// <param name="People">The ids of the participants.</param>
public sealed record RaiseNeeded(IReadOnlyList<string> People)
    : Problem(409, "raise-needed", "The check of somebody in the conversation must be raised first.");

/// <summary>What people outside wrote in the conversation takes too much room: another one has to be begun.</summary>
public sealed record NotesFull() : Problem(409, "notes-full", "The messages of this conversation take too much room.");

/// <summary>The recipient has a number that nobody disputes: it stays as it is.</summary>
public sealed record PhoneSettled() : Problem(409, "phone-settled", "The recipient has a number.");

/// <summary>The recipient is reached by mail: their address stays as it is.</summary>
public sealed record AddressSettled() : Problem(409, "address-settled", "Mail reaches this recipient.");

/// <summary>The address is whose it is: who began the conversation proved it, or an account has it.</summary>
public sealed record AddressProved() : Problem(409, "address-proved", "This address cannot be corrected here.");

/// <summary>The message has gone: it cannot be taken back any more.</summary>
public sealed record MessageGone() : Problem(409, "message-gone", "The message has gone.");

/// <summary>Others answered since the writer began: they are asked whether it still goes (X4).</summary>
/// <param name="Messages">The ids of what came, the oldest first.</param>
public sealed record AnsweredMeanwhile(IReadOnlyList<string> Messages)
    : Problem(409, "answered-meanwhile", "Somebody answered meanwhile.");

/// <summary>The message was taken back before it went: it is never sent under this id.</summary>
public sealed record MessageUndone() : Problem(409, "message-undone", "The message was taken back.");

/// <summary>The first message of this conversation waits to go: there is no room for another first one.</summary>
public sealed record AlreadyWaits() : Problem(409, "already-waits", "The first message waits to go.");

/// <summary>Something came in that whoever puts the conversation away has not seen.</summary>
public sealed record CameInMeanwhile() : Problem(409, "came-in-meanwhile", "A message came in meanwhile.");

/// <summary>Somebody else took the conversation, gave it to somebody or gave it back meanwhile.</summary>
/// <param name="Assigned">Whose it is now; null: nobody's.</param>
public sealed record AssignedMeanwhile(Colleague? Assigned)
    : Problem(409, "assigned-meanwhile", "Somebody else assigned it meanwhile.");

/// <summary>Who shall get it cannot use the mailbox any more.</summary>
public sealed record NotAColleague() : Problem(409, "not-a-colleague", "This person cannot use the mailbox.");

/// <summary>A conversation has as many labels or followers, or internal notes, as it may have.</summary>
public sealed record TooManyHere() : Problem(409, "too-many-here", "There are too many here.");

/// <summary>Somebody changed the internal note meanwhile, or it is thrown away for good.</summary>
public sealed record InternalNoteChanged() : Problem(409, "internal-note-changed", "The note was changed meanwhile.");

/// <summary>The message has expired: nobody gets it back.</summary>
public sealed record MessageExpired() : Problem(409, "message-expired", "The message has expired.");

/// <summary>The message was revoked: nothing is left of it.</summary>
public sealed record MessageRevoked() : Problem(409, "message-revoked", "The message was revoked.");

/// <summary>There is nothing that this person has not read, or nothing reaches them.</summary>
public sealed record NothingToRemindOf() : Problem(409, "nothing-to-remind-of", "There is nothing to remind of.");

/// <summary>Somebody reminded this person today.</summary>
public sealed record PersonRemindedToday() : Problem(409, "person-reminded-today", "This person was reminded today.");
