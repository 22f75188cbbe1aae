namespace Zegel.Functions.Forms;

/// <summary>Somebody else saved this form since it was read; nothing was stored.</summary>
/// <param name="Form">The form as it stands.</param>
/// <param name="Definition">Its draft as it stands.</param>
public sealed record FormChanged(FormItem Form, SealedNote Definition)
    : Problem(409, "form-changed", "Somebody else changed this form.");

/// <summary>The mailbox has as many forms, or the form as many versions, as there can be.</summary>
public sealed record FormsFull() : Problem(409, "forms-full", "There cannot be more forms.");
