using Zegel.Functions.Spaces.Receipts;

namespace Zegel.Functions.Spaces;

/// <content>What is known of notices, and of who was handed what.</content>
public sealed partial class SpaceStore
{
    /// <summary>A worker that is told while a change is made looks after it.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    internal static string HandedRow(ParticipantId to, FileId file) => $"handed~{to.Number}~{file}";

    private static IEnumerable<string> ReceiptsIn(SpaceQuery query)
    {
        if (query.Told)
        {
            yield return Row.Prefix(query.Only is { } only ? SentNotice.Prefix(only) : "notified");
        }

        if (query.Handed)
        {
            yield return Row.Prefix("handed");
        }
        else if (query.HandedTo is { } to)
        {
            yield return query.File is { } file ? Row.Key(HandedRow(to, file)) : Row.Prefix($"handed~{to.Number}");
        }
    }
}
