namespace Zegel.Functions.Conversations.Drafts;

/// <summary>Somebody else saved or deleted the draft since it was read; nothing was changed.</summary>
/// <param name="Draft">The draft as it stands; null: it is gone.</param>
public sealed record DraftChanged(DraftItem? Draft) : Problem(409, "draft-changed", "Somebody else changed the draft.");

/// <summary>The draft was sent and waits to go: first it is taken back.</summary>
public sealed record DraftWaits() : Problem(409, "draft-waits", "The draft was sent and waits to go.");

/// <summary>The mailbox has as many drafts as it may have.</summary>
public sealed record TooManyDrafts() : Problem(409, "too-many-drafts", "The mailbox has too many drafts.");
