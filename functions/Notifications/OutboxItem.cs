namespace Zegel.Functions.Notifications;

/// <summary>Whom a notice goes to.</summary>
[JsonConverter(typeof(Json))]
public sealed record Recipient
{
    private const string AccountMark = "account~";

    private Recipient(string? address) => Address = address;

    private Recipient(AccountId account) => Account = account;

    /// <summary>The members of the mailbox that the notice is about; who they are is asked when it is sent.</summary>
    public static Recipient Members { get; } = new((string?)null);

    /// <summary>The mail address or the phone number; null for an account and the members of a mailbox.</summary>
    public string? Address { get; }

    /// <summary>The account, whose address is asked when it is sent.</summary>
    public AccountId? Account { get; }

    /// <summary>Whoever has an account; nobody when it is not in use.</summary>
    public static Recipient Of(AccountId account) => new(account);

    /// <summary>One address or number.</summary>
    public static implicit operator Recipient(string address) => new(address);

    private sealed class Json : JsonConverter<Recipient>
    {
        public override bool HandleNull => true;

        public override Recipient Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() switch
            {
                null => Members,
                var account when account.StartsWith(AccountMark, StringComparison.Ordinal) =>
                    new(AccountId.From(account[AccountMark.Length..])),
                var address => new(address),
            };

        public override void Write(Utf8JsonWriter writer, Recipient value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Account is { } account ? AccountMark + account : value.Address);
    }
}

/// <summary>One of several accounts that a notice is about.</summary>
/// <param name="Email">Its address.</param>
/// <param name="Date">The date that the notice names for it.</param>
/// <param name="IsOver">Whether what the notice is about has happened, else it will.</param>
public sealed record NoticePerson(string Email, DateTimeOffset Date, bool IsOver);

/// <summary>
/// One mail or SMS that must leave, as a row in the partition of what it announces. It carries recipient, kind and ids,
/// never a code, a link or a mailbox's name: those are found when it is sent, so that a retry sends the same.
/// </summary>
public sealed record OutboxItem
{
    /// <summary>Which notice.</summary>
    public required Notice Kind { get; init; }

    /// <summary>Whom it goes to.</summary>
    public required Recipient To { get; init; }

    /// <summary><c>nl</c> or <c>en</c>; members of a mailbox are told in their own.</summary>
    public required string Language { get; init; }

    /// <summary>The mailbox it is about.</summary>
    public MailboxId? MailboxId { get; init; }

    /// <summary>Whether the account is told as a member of the mailbox, and only as long as it is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ForMember { get; init; }

    /// <summary>Members of the mailbox who are told whatever they chose for it; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AccountId>? Followers { get; init; }

    /// <summary>The participant or account whose link it holds.</summary>
    public string? LinkId { get; init; }

    /// <summary>The version of that link.</summary>
    public int LinkVersion { get; init; }

    /// <summary>The challenge whose code it holds.</summary>
    public string? ChallengeId { get; init; }

    /// <summary>The second factor it is about.</summary>
    public FactorMethod? Factor { get; init; }

    /// <summary>The address of the account it is about, when that is not the reader's.</summary>
    public string? Person { get; init; }

    /// <summary>The accounts it is about, when those are several; null else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NoticePerson>? People { get; init; }

    /// <summary>The address of who asked, or their name.</summary>
    public string? By { get; init; }

    /// <summary>The browser it is about, as it said itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Device { get; init; }

    /// <summary>The date it is about, when that is not <see cref="NotAfter"/>.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The participant who must be marked when it cannot be delivered.</summary>
    public ParticipantId? ParticipantId { get; init; }

    /// <summary>After this it is of no use and is not sent any more.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The provider's id of the mail: a repeat with it is the same mail.</summary>
    public required Guid OperationId { get; init; }

    /// <summary>How often sending was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Until when a worker has it.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>Not before this.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The wait after a failed try: 5 s doubled each time, a quarter of an hour at most.</summary>
    public TimeSpan Backoff => TimeSpan.FromSeconds(Math.Min(900, 5 * Math.Pow(2, Attempts)));
}

/// <summary>Adds outbox rows to what changes.</summary>
public static class OutboxChanges
{
    /// <summary>The prefix of outbox rows.</summary>
    public const string Prefix = "outbox";

    /// <summary>A row of the outbox, in the transaction of what it announces.</summary>
    public static void Announce(this Changes changes, DateTimeOffset now, OutboxItem item) =>
        changes.Insert($"{Prefix}~{Guid.CreateVersion7(now):N}", item);

    /// <summary>A fresh operation id.</summary>
    public static Guid NewOperation() => Guid.ParseExact(Tokens.NewId(), "N");
}
