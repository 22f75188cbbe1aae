using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Spaces;

/// <summary>What a participant may do in a space.</summary>
[Flags]
public enum Rights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read entries and files.</summary>
    Read = 1,

    /// <summary>Add files.</summary>
    Upload = 2,

    /// <summary>Write entries.</summary>
    Write = 4,

    /// <summary>Everything.</summary>
    All = Read | Upload | Write,
}

/// <summary>
/// Somebody in a space: a person outside, who has an address and proves who they are by a link and a code or password;
/// an account, who logs in, with an address when staff wrote to it; or, with neither, the mailbox that owns the space,
/// for which its members act.
/// </summary>
public sealed record Participant
{
    /// <summary>The space's id and a number.</summary>
    public required ParticipantId ParticipantId { get; init; }

    /// <summary>
    /// As others see it; null for a person whom staff gave none, and for the mailbox, which has its own. An address is
    /// not shown to others.
    /// </summary>
    public required string? Name { get; init; }

    /// <summary>Of a person outside.</summary>
    public string? Email { get; init; }

    /// <summary>The account that acts as this participant; of a person outside with method account.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AccountId? AccountId { get; init; }

    /// <summary>What it may do.</summary>
    public Rights Rights { get; init; } = Rights.All;

    /// <summary>E.164; with method SMS, once it is known.</summary>
    public string? Phone { get; init; }

    /// <summary>With method password: what is stored of it (<see cref="AgreedPasswords"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PasswordHash { get; init; }

    /// <summary>How often the password was given anew; what an earlier one opened has ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PasswordVersion { get; init; }

    /// <summary>Belongs to the participant, and can only be raised, by staff.</summary>
    public Method Method { get; init; }

    /// <summary>The language of its notices.</summary>
    public required string Language { get; init; }

    /// <summary>Whether it gets a copy: it reads and writes as others do, and nothing is expected of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCc { get; init; }

    /// <summary>From which moment on it is handed entries and files; null: all there are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? SeesFrom { get; init; }

    /// <summary>Raising it ends the link.</summary>
    public int LinkVersion { get; init; } = 1;

    /// <summary>The first version of its link that went to the address it has now; older ones are nobody's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FirstLink { get; init; }

    /// <summary>When its link was replaced last; null: it has the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LinkRenewedAt { get; init; }

    /// <summary>Codes and tries.</summary>
    [JsonPropertyName("access")]
    public LinkCodes Codes { get; init; } = LinkCodes.None;

    /// <summary>Set when the participant says the phone number is not theirs.</summary>
    public DisputedNumber? Disputed { get; init; }

    /// <summary>Whether a notice could not be delivered.</summary>
    public bool NoticeFailed { get; init; }

    /// <summary>Whether an SMS could not be delivered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SmsFailed { get; init; }

    /// <summary>When it was last told by SMS that mail does not reach it (X12).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? TextedAt { get; init; }

    /// <summary>When it was last told that something waits; null when that must be told anew.</summary>
    public DateTimeOffset? NoticedAt { get; init; }

    /// <summary>When it last read all there was after being told.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was last told once more of what it did not read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>That its access was withdrawn: it does nothing here any more; null: it has access.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Revocation? Revoked { get; init; }

    /// <summary>When it was last told that its own entry arrived.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>What it wrote itself; of people only.</summary>
    public WrittenSoFar Written { get; init; } = WrittenSoFar.Nothing;

    /// <summary>Of the mailbox: the space's seal key under the mailbox's, by the delivery worker.</summary>
    public byte[]? WrappedSealKey { get; init; }

    /// <summary>What is new for it, in a space that tells of that in digests.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Following? Following { get; init; }

    /// <summary>What it has read, in a space with tabs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Reading? Reading { get; init; }

    /// <summary>Whether it is the mailbox that owns the space.</summary>
    [JsonIgnore]
    public bool IsMailbox => Email is null && AccountId is null;

    /// <summary>
    /// Whether its number is still to come: nothing is sent to it and its link opens nothing until then (X9).
    /// </summary>
    [JsonIgnore]
    public bool IsHeld => Method == Method.Sms && Phone is null && Revoked is null;

    /// <summary>When its access was withdrawn; null: it has access.</summary>
    [JsonIgnore]
    public DateTimeOffset? RevokedAt => Revoked?.At;

    /// <summary>Whether a log-in acts for it, and no link.</summary>
    [JsonIgnore]
    public bool LogsIn => Email is null || AccountId is not null;

    /// <summary>How its codes travel.</summary>
    [JsonIgnore]
    public ChallengeKind CodesBy => Method == Method.Sms ? ChallengeKind.Sms : ChallengeKind.Mail;

    /// <summary>Whether it was told that something waits and has not read it since.</summary>
    [JsonIgnore]
    public bool HasUnread => NoticedAt is { } noticed && !(OpenedAt >= noticed);

    /// <summary>Whether the notice it has still says all: something waits. After a day it is said again.</summary>
    public bool IsTold(DateTimeOffset now) => HasUnread && now < NoticedAt + SecurityNumbers.NoticeAgain;

    /// <summary>Whether it is handed what was written then; null: before anybody was kept from anything.</summary>
    public bool Sees(DateTimeOffset? at) => SeesFrom is null || at >= SeesFrom;

    /// <summary>Told now; after its last reading also on a clock that did not move since.</summary>
    public Participant Told(DateTimeOffset now) =>
        this with { NoticedAt = now <= OpenedAt ? OpenedAt.Value.AddTicks(1) : now };

    /// <summary>Whether to tell it that its entry arrived: not again before the mailbox read, or a day.</summary>
    public bool NeedsConfirmation(Participant mailbox, DateTimeOffset now) =>
        ConfirmedAt is not { } confirmed || mailbox.OpenedAt > confirmed
            || now >= confirmed + SecurityNumbers.NoticeAgain;

    /// <summary>After a proof: whatever did not arrive, this did.</summary>
    public Participant Reached() => this with { NoticeFailed = false, SmsFailed = false };

    /// <summary>
    /// Whether it is reached there now. An account has an address of its own, which is not here: it is taken to be.
    /// </summary>
    public bool IsReachedAt(string? address) =>
        AccountId is not null || address is null
        || address.Equals(Email, StringComparison.OrdinalIgnoreCase) || address == Phone;

    /// <summary>After a report that a notice arrived.</summary>
    public Participant Reached(bool isSms) =>
        isSms ? this with { SmsFailed = false } : this with { NoticeFailed = false };

    /// <summary>With this check from now on.</summary>
    public Participant With(ReaderCheck check) => this with
    {
        Method = check.Method,
        Phone = check.Phone,
        PasswordHash = check.PasswordHash,
        AccountId = check.AccountId,
    };

    /// <summary>
    /// To a stronger check. Codes of the weaker one end, and so do grants, which name theirs; what was wrong with the
    /// number or shut the password is over. With an account no code counts any more.
    /// </summary>
    public Participant Raise(ReaderCheck check) => With(check) with
    {
        Codes = check.Method == Method.Account ? LinkCodes.None : Codes with { Challenges = [], WrongPasswords = 0 },
        Disputed = null,
        NoticedAt = null,
    };

    /// <summary>Another agreed password: what the old one opened ends, and tries are counted from nothing.</summary>
    public Participant RenewPassword(string hash) => this with
    {
        PasswordHash = hash, PasswordVersion = PasswordVersion + 1, Codes = LinkCodes.None,
    };

    /// <summary>
    /// A new link: the old one, its codes and what it opened end, and wrong codes are counted from nothing again, since
    /// whoever guessed has no link any more.
    /// </summary>
    public Participant RenewLink(DateTimeOffset now) =>
        this with { LinkVersion = LinkVersion + 1, LinkRenewedAt = now, Codes = LinkCodes.None };

    /// <summary>Whether somebody outside can be let in by a code or password now.</summary>
    public bool CanUnlock(DateTimeOffset now) =>
        !LogsIn && !IsHeld && Revoked is null && Disputed is null && Codes.Refuse(now) is null;

    /// <summary>
    /// Whether who proved to be this one proved to be the other too: the same address, and a code to the same number or
    /// to that very address. A password is agreed for one conversation, and opens no other.
    /// </summary>
    public bool ProvesAlso(Participant other) =>
        Method is Method.None or Method.Sms
        && Method == other.Method && Phone == other.Phone && !LogsIn && !other.LogsIn
        && EmailAddress.Key(Email!) == EmailAddress.Key(other.Email!);

    /// <summary>
    /// Its access is withdrawn: codes end, and nothing waits for it. The link stays, to say so. A second time changes
    /// nothing.
    /// </summary>
    public Participant Revoke(Revocation revoked) => Revoked is not null ? this : this with
    {
        Revoked = revoked,
        Codes = LinkCodes.None,
        Disputed = null,
        NoticeFailed = false,
        SmsFailed = false,
        NoticedAt = null,
    };
}
