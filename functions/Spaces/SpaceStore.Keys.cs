namespace Zegel.Functions.Spaces;

/// <content>The keys of rows, and the columns beside them.</content>
public sealed partial class SpaceStore
{
    internal static string ParticipantRow(ParticipantId id) => "participant~" + id.Number;

    internal static string GrantRow(ParticipantId id, string browser) => $"grant~{id.Number}~{browser}";

    internal static string FileRow(FileId id) => "file~" + id;

    internal static string KeptRow(FileId id) => $"{KeptPrefix}~{id}";

    internal static string PostedRow(string entryId) => "sent~" + entryId;

    internal static string ReceiptRow(DateTimeOffset at) => $"receipt~{Guid.CreateVersion7(at):N}";

    /// <summary>Newest first, so that a page of the newest is the beginning of the range.</summary>
    internal static string EntryRow(DateTimeOffset at, string entryId) =>
        $"{EntryPrefix}~{Row.NewestFirst(at)}-{entryId}";

    internal static SealedNote? HeaderOf(TableEntity row) =>
        SealedNote.FindInRow(row, HeaderColumn);

    internal static (string, byte[])[] ColumnsOf(SealedNote note, SealedNote header) =>
        [.. note.Columns(NoteColumn), .. header.Columns(HeaderColumn)];

    internal static (string, byte[])[] ColumnsOfRevoked(SealedNote? fileNames) =>
        fileNames?.Columns(FileNamesColumn) ?? [];
}
