namespace Zegel.Functions.Mailboxes.Presence;

/// <summary>Where a tab of somebody's browser is in a mailbox.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Tab">Made by the browser.</param>
/// <param name="At">The mailbox's participant in the conversation that is open; null: none is.</param>
/// <param name="IsWriting">Whether they write in it.</param>
/// <param name="Until">Until when it counts.</param>
public sealed record Here(
    AccountId AccountId, string Name, string Tab, ParticipantId? At, bool IsWriting, DateTimeOffset Until)
{
    /// <summary>Names it among those of its mailbox: nobody writes another account's.</summary>
    [JsonIgnore]
    public string Key => $"{AccountId}~{Tab}";

    /// <summary>Whether it still counts.</summary>
    public bool Counts(DateTimeOffset now) => now < Until;

    /// <summary>Whether it says the same of the same tab.</summary>
    public bool SaysTheSameAs(Here? other) => other is not null && other with { Until = Until } == this;
}

/// <summary>A colleague, as others see them.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="ParticipantId">The mailbox's participant in the conversation they have open; null: none.</param>
/// <param name="IsWriting">Whether they write in it.</param>
public sealed record PersonThere(AccountId AccountId, string Name, ParticipantId? ParticipantId, bool IsWriting);

/// <summary>Who is where in a mailbox, as it was read.</summary>
/// <param name="At">When.</param>
/// <param name="Tabs">Every tab that counted then.</param>
/// <param name="People">The accounts that might use the mailbox.</param>
public sealed record WhoIsWhere(
    DateTimeOffset At, IReadOnlyList<Here> Tabs, IReadOnlySet<AccountId> People)
{
    /// <summary>Without one tab; whoever is at one place with several is there once.</summary>
    public IReadOnlyList<PersonThere> Without(string key) =>
    [
        .. Tabs.Where(tab => tab.Key != key).GroupBy(tab => (tab.AccountId, tab.At))
            .Select(tabs => new PersonThere(
                tabs.Key.AccountId, tabs.First().Name, tabs.Key.At, tabs.Any(tab => tab.IsWriting)))
            .OrderBy(person => person.Name, StringComparer.Ordinal).ThenBy(person => person.AccountId.Value)
            .ThenBy(person => person.ParticipantId?.Value, StringComparer.Ordinal),
    ];

    /// <summary>Names what somebody was shown, so that the next request waits until it is another.</summary>
    public static string Name(IReadOnlyList<PersonThere> people) =>
        Tokens.Hash(JsonSerializer.Serialize(people))[..Ids.Length];
}
