namespace Zegel.Functions.Conversations;

/// <summary>The message has more files and recipients than are stored in one transaction.</summary>
public sealed record MessageTooFull()
    : Problem(409, "message-too-full", "The message has too many files for so many recipients.");

/// <summary>What people outside wrote in the conversation takes too much room: another one has to be begun.</summary>
public sealed record NotesFull() : Problem(409, "notes-full", "The messages of this conversation take too much room.");
