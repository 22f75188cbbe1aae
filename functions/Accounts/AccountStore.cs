using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>An account with what is needed to let somebody in.</summary>
public sealed record Account(Stored<AccountHead> Head, Stored<Credentials> Credentials, Stored<PhoneProof>? Proof);

/// <summary>
/// Accounts; a partition an account. Rows: <c>head</c>, <c>credentials</c>, <c>member~&lt;mailbox&gt;</c>,
/// <c>session~&lt;hash&gt;</c>, <c>proof~&lt;hash or "invitation"&gt;</c>, <c>outbox~…</c>, <c>audit~…</c>. An address is
/// found in <c>lookups</c> under a keyed hash.
/// </summary>
public sealed class AccountStore(StorageClients storage, Outbox outbox, Expiries expiries, RootSecret root)
{
    private const string CredentialsRow = "credentials";
    private const string LookUpRow = "account";

    private sealed record LookUp(string AccountId);

    /// <summary>
    /// The account of an address, or null. Whether it exists or not, the same two reads are made: an unknown address
    /// reads a partition that does not exist.
    /// </summary>
    public async Task<Account?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var key = root.LookUp("email", EmailAddress.Key(email));
        var found = await storage.LookUps.FindAsync<LookUp>(key, LookUpRow, cancellationToken);
        return await FindAsync(found?.Value.AccountId ?? key[..Ids.Length], null, cancellationToken);
    }

    /// <summary>The account, with the proof that <paramref name="proof"/> names.</summary>
    public async Task<Account?> FindAsync(string accountId, string? proof, CancellationToken cancellationToken)
    {
        var rows = await storage.Accounts.ReadAllAsync(
            Row.In(accountId, Row.Key(SessionStore.HeadRow), Row.Key(CredentialsRow), Row.Key(ProofRow(proof ?? ""))), cancellationToken);
        var byKey = rows.ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        return byKey.TryGetValue(SessionStore.HeadRow, out var head) && byKey.TryGetValue(CredentialsRow, out var credentials)
            ? new Account(
                Row.Read<AccountHead>(head),
                Row.Read<Credentials>(credentials),
                byKey.TryGetValue(ProofRow(proof ?? ""), out var row) ? Row.Read<PhoneProof>(row) : null)
            : null;
    }

    /// <summary>Makes an account that must still accept its invitation, and mails the invitation.</summary>
    public async Task InviteAsync(
        AccountHead head, IReadOnlyList<Membership> memberships, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = root.LookUp("email", EmailAddress.Key(head.Email));
        var hint = await outbox.PrepareAsync(OutboxOf.Accounts, head.AccountId, cancellationToken);
        await storage.LookUps.TryInsertAsync(key, LookUpRow, new LookUp(head.AccountId), cancellationToken);
        var until = now + SecurityNumbers.InvitationLifetime;
        var changes = new Changes(head.AccountId);
        changes.Insert(SessionStore.HeadRow, head);
        changes.Insert(CredentialsRow, new Credentials { LinkVersion = 1, InvitedUntil = until });
        foreach (var membership in memberships)
        {
            changes.Insert("member~" + membership.MailboxId, membership);
        }

        changes.Announce(now, new OutboxItem
        {
            Kind = NoticeKind.Invitation, To = head.Email, Language = head.Language, LinkId = head.AccountId, LinkVersion = 1,
            NotAfter = until, OperationId = OutboxChanges.NewOperation(),
        });
        changes.Audit(new AuditRecord(AuditEvent.AccountInvited, now, "system", head.AccountId));
        // False: this account was made before; then its invitation is on its way or was used.
        if (await changes.TrySubmitAsync(storage.Accounts, cancellationToken))
        {
            await outbox.HintAsync(OutboxOf.Accounts, hint, cancellationToken);
        }
    }

    /// <summary>
    /// Writes a proof (new, or sent again) with the SMS that carries its code, and what else changes with it. False
    /// when the account changed meanwhile.
    /// </summary>
    public async Task<bool> TrySendProofAsync(
        Account account, string proof, PhoneProof value, string phone, NoticeKind kind, DateTimeOffset now,
        Action<Changes>? also, CancellationToken cancellationToken)
    {
        var accountId = account.Head.Value.AccountId;
        var hint = await outbox.PrepareAsync(OutboxOf.Accounts, accountId, cancellationToken);
        await expiries.AddAsync(value.ExpiresAt, "proof", accountId, ProofRow(proof), cancellationToken);
        var changes = new Changes(accountId);
        if (account.Proof is { } earlier && earlier.Value.ChallengeId == value.ChallengeId)
        {
            // Sent again: under its ETag, so that neither a try counted meanwhile nor its use is undone.
            changes.Replace(earlier, value);
        }
        else
        {
            changes.Put(ProofRow(proof), value);
        }

        changes.Announce(now, new OutboxItem
        {
            Kind = kind, To = phone, Language = account.Head.Value.Language, ChallengeId = value.ChallengeId,
            NotAfter = value.ExpiresAt, OperationId = OutboxChanges.NewOperation(),
        });
        changes.Audit(new AuditRecord(AuditEvent.LogInCodeSent, now, accountId, value.ChallengeId, "sms"));
        also?.Invoke(changes);
        if (!await changes.TrySubmitAsync(storage.Accounts, cancellationToken))
        {
            return false;
        }

        await outbox.HintAsync(OutboxOf.Accounts, hint, cancellationToken);
        return true;
    }

    /// <summary>Counts a try on a proof before it is evaluated. False when somebody else counted meanwhile.</summary>
    public Task<bool> TryCountAsync(Account account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changes = new Changes(account.Head.Value.AccountId);
        changes.Replace(account.Proof!, account.Proof!.Value with { Tries = account.Proof.Value.Tries + 1 });
        changes.Replace(account.Credentials, account.Credentials.Value.CountTry(now));
        return changes.TrySubmitAsync(storage.Accounts, cancellationToken);
    }

    /// <summary>
    /// Uses a proof up after the right code: its row goes, the counts begin anew. False when another request used it.
    /// </summary>
    public Task<bool> TryUseProofAsync(
        Account account, Func<Credentials, Credentials> credentials, AccountHead? head, AuditEvent audited, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var accountId = account.Head.Value.AccountId;
        var changes = new Changes(accountId);
        changes.Delete(account.Proof!.RowKey, account.Proof.ETag);
        changes.Replace(account.Credentials, credentials(account.Credentials.Value.Right()));
        if (head is not null)
        {
            changes.Replace(account.Head, head);
        }

        changes.Audit(new AuditRecord(audited, now, accountId, accountId, "sms"));
        return changes.TrySubmitAsync(storage.Accounts, cancellationToken);
    }

    /// <summary>Writes down a refused try.</summary>
    public async Task AuditAsync(string accountId, AuditEvent what, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changes = new Changes(accountId);
        changes.Audit(new AuditRecord(what, now, accountId, accountId));
        await changes.TrySubmitAsync(storage.Accounts, cancellationToken);
    }

    /// <summary>Changes the credentials while an invitation is accepted.</summary>
    public static void Replace(Changes changes, Account account, AccountHead head, Credentials credentials)
    {
        changes.Replace(account.Head, head);
        changes.Replace(account.Credentials, credentials);
    }

    private static string ProofRow(string proof) => "proof~" + proof;
}
