namespace Zegel.Functions.Accounts;

/// <summary>An account with what is needed to let somebody in.</summary>
public sealed record Account(Stored<AccountHead> Head, Stored<Credentials> Credentials, Stored<Proof>? Proof)
{
    /// <summary>The account's id.</summary>
    public AccountId AccountId => Head.Value.AccountId;

    /// <summary>Begins a change of it.</summary>
    public AccountChange Change(DateTimeOffset now) => new(this, now);
}

/// <summary>
/// What changes together in one account: its head and credentials, rows beside them, the notices that tell its owner
/// and the audit records. <see cref="AccountStore.TrySaveAsync"/> writes all or nothing, and only when neither head nor
/// credentials changed meanwhile.
/// </summary>
public sealed class AccountChange(Account account, DateTimeOffset now)
{
    private readonly List<(DateTimeOffset At, string RowKey)> expiring = [];

    /// <summary>The account as it was read.</summary>
    public Account Account => account;

    /// <summary>The moment of the change.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The head as it shall be.</summary>
    public AccountHead Head { get; set; } = account.Head.Value;

    /// <summary>The credentials as they shall be.</summary>
    public Credentials Credentials { get; set; } = account.Credentials.Value;

    /// <summary>Other rows of the account that change with it.</summary>
    public Changes Rows { get; } = new(account.AccountId);

    /// <summary>Whether something must leave by mail or SMS.</summary>
    public bool HasNotices { get; private set; }

    /// <summary>Rows that end by themselves, to be noted before they are written.</summary>
    public IReadOnlyList<(DateTimeOffset At, string RowKey)> Expiring => expiring;

    /// <summary>Writes a row that ends by itself.</summary>
    public void PutExpiring<T>(string rowKey, T value, DateTimeOffset until)
    {
        expiring.Add((until, rowKey));
        Rows.Put(rowKey, value);
    }

    /// <summary>Tells the owner something by mail; the account's address and language are filled in.</summary>
    public void Notify(
        Notice kind, FactorMethod? factor = null, DateTimeOffset? date = null, MailboxId? mailbox = null,
        string? person = null) =>
        Announce(new OutboxItem
        {
            Kind = kind, To = Head.Email, Language = Head.Language, Factor = factor, Date = date, MailboxId = mailbox,
            Person = person, OperationId = OutboxChanges.NewOperation(),
        });

    /// <summary>Sends the code of a proof to where its method says.</summary>
    public void SendCode(Notice kind, string to, Proof proof) => Announce(new OutboxItem
    {
        Kind = kind, To = to, Language = Head.Language, ChallengeId = proof.ChallengeId, NotAfter = proof.ExpiresAt,
        OperationId = OutboxChanges.NewOperation(),
    });

    /// <summary>Sends a notice of any kind.</summary>
    public void Announce(OutboxItem item)
    {
        HasNotices = true;
        Rows.Announce(now, item);
    }

    /// <summary>Writes down what happened; by the account itself unless said.</summary>
    /// <param name="what">What.</param>
    /// <param name="method">By which proof.</param>
    /// <param name="actor">Who.</param>
    /// <param name="also">What it concerned beside the account: roles and mailboxes.</param>
    public void Audit(AuditEvent what, string? method = null, string? actor = null, params IEnumerable<string> also) =>
        Rows.Audit(new AuditRecord(
            what, now, actor ?? account.AccountId, string.Join(' ', also.Prepend(account.AccountId)), method));

    /// <summary>
    /// A guest's life is reckoned by its log-ins, and a company sees those of its extra accounts; noting one costs no
    /// write of its own.
    /// </summary>
    public void NoteLogIn()
    {
        if (Head.Roles.Any(role => role is Role.Guest or Role.Client))
        {
            Head = Head with { LastLogInAt = now };
        }
    }

    /// <summary>Ends every session, remembered device and log-in (a change of password, a lost factor).</summary>
    public void EndSessions() => Head = Head with { Generation = Head.Generation + 1 };
}
