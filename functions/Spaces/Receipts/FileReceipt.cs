namespace Zegel.Functions.Spaces.Receipts;

/// <summary>That a participant was first handed a file, in a space whose files are not thousands.</summary>
/// <param name="ParticipantId">Who.</param>
/// <param name="FileId">Which file.</param>
/// <param name="At">When.</param>
/// <param name="Method">How they had proved who they are.</param>
public sealed record FileReceipt(ParticipantId ParticipantId, FileId FileId, DateTimeOffset At, Method Method);
