using System.ComponentModel.DataAnnotations;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>How messages go. Section <c>Zegel</c>.</summary>
public sealed class WritingOptions
{
    /// <summary>
    /// Seconds that a message of staff waits before it goes, in which it can be taken back (X5); 0: it goes at once.
    /// </summary>
    [Range(0, SecurityNumbers.LongestUndoSeconds)]
    public int UndoSeconds { get; set; } = 60;
}
