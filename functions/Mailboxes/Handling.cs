namespace Zegel.Functions.Mailboxes;

/// <summary>
/// How the people of a mailbox handle a conversation together. Nobody outside is shown any of it. Whoever is named here
/// and cannot use the mailbox any more counts as nobody: that is judged when it is read.
/// </summary>
/// <param name="Assigned">Whose it is; null: nobody's.</param>
/// <param name="Followers">Who follows it.</param>
/// <param name="Labels">Its labels; of one that was removed from the mailbox nothing is shown.</param>
/// <param name="SnoozedUntil">Until when it is out of the inbox; null: it is not.</param>
/// <param name="WokeAt">When it came back from that last, because its moment had come; null: it never did.</param>
public sealed record Handling(
    AccountId? Assigned, IReadOnlyList<AccountId> Followers, IReadOnlyList<string> Labels,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SnoozedUntil = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? WokeAt = null)
{
    /// <summary>Of what nobody did anything with.</summary>
    public static readonly Handling None = new(null, [], []);

    /// <summary>With a follower, or without.</summary>
    public Handling Followed(AccountId by, bool follows) => Followers.Contains(by) == follows
        ? this
        : this with { Followers = follows ? [.. Followers, by] : [.. Followers.Where(one => one != by)] };
}
