namespace Zegel.Functions.Forms;

/// <summary>What requests about forms have in common.</summary>
internal static class FormChecks
{
    /// <summary>Bytes of the sealed header of a form; all of a mailbox are read at once.</summary>
    private const int LargestHeader = 4 * 1024;

    /// <summary>The notes of a form.</summary>
    public static void Notes(Checks checks, SealedNote header, SealedNote definition)
    {
        header.Check(checks, "header", LargestHeader);
        definition.Check(checks, "definition");
    }

    /// <summary>Why these are no notes of a form of this mailbox; null when they are.</summary>
    public static BadInput? Refuse(string mailboxId, SealedNote header, SealedNote definition) =>
        !header.BelongsTo(mailboxId) ? new BadInput("header", "note-metadata")
        : !definition.BelongsTo(mailboxId) ? new BadInput("definition", "note-metadata")
        : null;
}
