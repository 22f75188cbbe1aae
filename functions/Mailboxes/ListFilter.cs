namespace Zegel.Functions.Mailboxes;

/// <summary>
/// Which conversations of a mailbox's list are wanted: all that is asked for must be so. Storage picks by columns that
/// stand beside each row and hold nothing that anybody wrote.
/// </summary>
public sealed record ListFilter
{
    /// <summary>Whether something came in that nobody of the mailbox opened.</summary>
    public const string Unread = "Unread";

    private const string Assigned = "Assigned";
    private const string Awaits = "Awaits";
    private const string HasFiles = "HasFiles";
    private const string Revoked = "Revoked";
    private const string Label = "L";
    private const string Follower = "F";

    /// <summary>Storage takes fifteen comparisons: with more colleagues what is nobody's is looked for here.</summary>
    private const int Compared = 6;

    private static readonly string[] Words =
        ["mine", "nobody", "following", "unread", "awaits", "files", "revoked"];

    private ListFilter(IReadOnlyList<string> wanted, string? label) => (Wanted, LabelId) = (wanted, label);

    /// <summary>What is asked for.</summary>
    private IReadOnlyList<string> Wanted { get; }

    /// <summary>The label that is asked for.</summary>
    private string? LabelId { get; }

    /// <summary>Whether it must be known who can use the mailbox.</summary>
    public bool AsksForNobody => Wanted.Contains("nobody", StringComparer.Ordinal);

    /// <summary>The filter of a request; null when all are wanted. False for what is none.</summary>
    public static bool TryRead(HttpRequest request, out ListFilter? filter)
    {
        var (asked, label) = (request.Query["filter"], request.Query["label"]);
        var isLabelled = !string.IsNullOrEmpty(label.ToString());
        string[] wanted = string.IsNullOrEmpty(asked.ToString()) ? [] : asked.ToString().Split(',');
        filter = wanted.Length == 0 && !isLabelled
            ? null : new ListFilter(wanted, isLabelled ? label.ToString() : null);
        return asked.Count <= 1 && label.Count <= 1 && wanted.Length <= Words.Length
            && wanted.Distinct(StringComparer.Ordinal).Count() == wanted.Length
            && wanted.All(one => Words.Contains(one, StringComparer.Ordinal))
            && (!isLabelled || Ids.IsId(label.ToString()));
    }

    /// <summary>The columns of a row.</summary>
    public static Dictionary<string, object> ColumnsOf(ListedConversation conversation)
    {
        var handling = conversation.Handling ?? Handling.None;
        var columns = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Unread] = conversation.IsUnread,
            [Assigned] = handling.Assigned?.Value ?? "",
            [Awaits] = conversation.Awaits,
            [HasFiles] = conversation.HasFiles || conversation.Files > 0,
            [Revoked] = conversation.HasRevoked || conversation.IsRevoked,
        };
        foreach (var label in handling.Labels)
        {
            columns[Label + label] = true;
        }

        foreach (var follower in handling.Followers)
        {
            columns[Follower + follower] = true;
        }

        return columns;
    }

    /// <summary>What storage is asked.</summary>
    /// <param name="me">Who asks.</param>
    /// <param name="colleagues">Everybody who can use the mailbox, where that is asked.</param>
    public string Query(AccountId me, IReadOnlyCollection<AccountId> colleagues)
    {
        List<string> parts = [.. Wanted.SelectMany(one => QueryOf(one, me, colleagues))];
        if (LabelId is { } label)
        {
            parts.Add($"{Label}{label} eq true");
        }

        return string.Join(" and ", parts);
    }

    /// <summary>Whether a row that storage gave is one of them: what storage cannot be asked is asked here.</summary>
    public bool Accepts(ListedConversation conversation, IReadOnlyCollection<AccountId> colleagues) =>
        !AsksForNobody || conversation.Handling?.Assigned is not { } assigned || !colleagues.Contains(assigned);

    private static IEnumerable<string> QueryOf(string one, AccountId me, IReadOnlyCollection<AccountId> colleagues) =>
        one switch
        {
            "mine" => [TableClient.CreateQueryFilter($"Assigned eq {me.Value}")],
            // Who lost the mailbox has nothing in it any more.
            "nobody" => colleagues.Count > Compared ? []
                : colleagues.Select(colleague => TableClient.CreateQueryFilter($"Assigned ne {colleague.Value}")),
            "following" => [$"{Follower}{me} eq true"],
            "unread" => [Unread + " eq true"],
            "awaits" => [Awaits + " eq true"],
            "files" => [HasFiles + " eq true"],
            _ => [Revoked + " eq true"],
        };
}
