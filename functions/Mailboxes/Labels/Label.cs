namespace Zegel.Functions.Mailboxes.Labels;

/// <summary>A label of a mailbox; its name and colour are a sealed note beside it.</summary>
/// <param name="Revision">Counts its changes: who changes it names the one that was read.</param>
public sealed record Label(int Revision);

/// <summary>A label as its mailbox's people have it.</summary>
/// <param name="LabelId">Made by the browser.</param>
/// <param name="Revision">Which change of it; 0: it is new.</param>
/// <param name="Note">Its name and colour, sealed under the mailbox's key.</param>
public sealed record LabelItem(string LabelId, int Revision, SealedNote Note);

/// <summary>Somebody else changed or removed the label; nothing was changed.</summary>
/// <param name="Label">As it stands now; null: it is gone.</param>
public sealed record LabelChanged(LabelItem? Label) : Problem(409, "label-changed", "Somebody else changed the label.");

/// <summary>The mailbox has as many labels as it may have.</summary>
public sealed record TooManyLabels() : Problem(409, "too-many-labels", "The mailbox has too many labels.");
