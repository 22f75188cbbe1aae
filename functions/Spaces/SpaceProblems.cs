namespace Zegel.Functions.Spaces;

/// <summary>There is no code to answer: too old, used, or asked in another browser.</summary>
public sealed record CodeExpired() : Problem(403, "code-expired", "Ask for a new code.");

/// <summary>The code was tried too often.</summary>
public sealed record CodeUsedUp() : Problem(403, "code-used-up", "This code was tried too often. Ask for a new one.");

/// <summary>No code is sent: this recipient opens with the agreed password.</summary>
public sealed record PasswordNeeded() : Problem(403, "password-needed", "This opens with the agreed password.");

/// <summary>No code is sent, and none opens this: this recipient logs in.</summary>
public sealed record AccountNeeded() : Problem(403, "account-needed", "Log in with your account to read this.");

/// <summary>The agreed password is not right.</summary>
/// <param name="TriesLeft">How many tries are left before the link is shut.</param>
/// <param name="RetryAt">From when it can be tried again; null: at once.</param>
public sealed record PasswordRefused(int TriesLeft, DateTimeOffset? RetryAt)
    : Problem(403, "password-refused", "The password is not right.");

/// <summary>Too many wrong codes in a day.</summary>
public sealed record ParticipantLocked(DateTimeOffset LockedUntil)
    : Problem(403, "participant-locked", "Locked for a day.");

/// <summary>Too many wrong codes in all: staff can send another link.</summary>
public sealed record ParticipantDisabled()
    : Problem(403, "participant-disabled", "Disabled after too many wrong codes.");

/// <summary>The link was replaced: another one was mailed to the same address.</summary>
/// <param name="SentAt">When.</param>
public sealed record LinkMoved(DateTimeOffset SentAt) : Problem(404, "link-moved", "Another link was sent.");

/// <summary>What the link led to has ended for everybody.</summary>
public sealed record LinkEnded() : Problem(404, "link-ended", "What this link led to has ended.");

/// <summary>This browser is not remembered any more.</summary>
public sealed record DeviceForgotten() : Problem(404, "device-forgotten", "This device is not remembered any more.");

/// <summary>Access was withdrawn; said to nobody but who had it.</summary>
/// <param name="RevokedAt">When.</param>
public sealed record AccessRevoked(DateTimeOffset RevokedAt)
    : Problem(403, "access-revoked", "Access was withdrawn.");

/// <summary>The number was disputed today.</summary>
public sealed record AlreadyTold() : Problem(409, "already-told", "This was told today.");

/// <summary>Somebody wrote the first message: open again and take that seal key.</summary>
public sealed record SealKeyTaken() : Problem(409, "seal-key-taken", "The conversation has a seal key.");

/// <summary>The first message must bring a seal key.</summary>
public sealed record SealKeyMissing() : Problem(409, "seal-key-missing", "The first message brings the seal key.");

/// <summary>Some of the files are not wholly stored.</summary>
public sealed record FilesNotReady(IReadOnlyList<string> Files)
    : Problem(409, "files-not-ready", "Some files are not uploaded.");

/// <summary>What is stored has not the length it must have.</summary>
public sealed record FileIncomplete() : Problem(409, "file-incomplete", "The file is not wholly stored.");

/// <summary>The files of one message are too large together.</summary>
public sealed record MessageTooLarge()
    : Problem(409, "message-too-large", "The files of a message are too large together.");

/// <summary>More was stored of a file than was announced; it was taken back.</summary>
public sealed record FileTooLong() : Problem(409, "file-too-long", "More was stored of this file than was announced.");

/// <summary>The participant has too many files waiting in the conversation, those taken back today included.</summary>
public sealed record TooManyStaged() : Problem(409, "too-many-staged", "Too many files wait to be sent.");

/// <summary>
/// What people outside have under way to the mailbox is too large together. What is stored of a file stays until its
/// time is over.
/// </summary>
public sealed record MailboxStagingFull()
    : Problem(409, "mailbox-staging-full", "Too much is under way to the mailbox.");

/// <summary>The mailbox has no room for another file.</summary>
public sealed record MailboxFull() : Problem(409, "mailbox-full", "The mailbox has no room for this file.");
