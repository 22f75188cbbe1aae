using Zegel.Functions.Audit;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Notifications;

/// <summary>Whom a notice to the owner of a mailbox goes to, and whether they want this one.</summary>
public sealed record Addressee(string Address, string Language, bool IsWanted = true);

/// <summary>
/// Works through the outbox of one partition. A worker claims a row before it sends and deletes it after, so that a
/// notice leaves at least once: a mail repeats under its operation id, an SMS of unknown outcome at most once more and
/// never after its code has ended.
/// </summary>
public sealed class OutboxWorker(Sender sender, Throttle throttle, IOptions<EmailOptions> email, TimeProvider time)
{
    /// <summary>Then it is given up: a day after the first try, longer than a provider is usually away.</summary>
    internal const int MaximumAttempts = 100;

    private const int MaximumUnknownSms = 2;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>Sends what is due.</summary>
    /// <param name="table">The table of the partition.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="findOwner">Who owns the item's mailbox.</param>
    /// <param name="onFailed">Called when a notice is given up, before its row goes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many rows there were, and how many still wait.</returns>
    public async Task<(int Found, int Waiting)> WorkAsync(
        TableClient table, string partition, Func<OutboxItem, Task<Addressee?>> findOwner, Func<OutboxItem, Task> onFailed,
        CancellationToken cancellationToken)
    {
        var rows = await table.ReadAllAsync(Row.In(partition, Row.Prefix(OutboxChanges.Prefix)), cancellationToken);
        var waiting = 0;
        foreach (var stored in rows.Select(Row.Read<OutboxItem>).OrderBy(item => item.Value.CanWait))
        {
            if (!await SendOneAsync(table, stored, findOwner, onFailed, cancellationToken))
            {
                waiting++;
            }
        }

        return (rows.Count, waiting);
    }

    /// <summary>True when the row is done with: sent, or given up.</summary>
    private async Task<bool> SendOneAsync(
        TableClient table, Stored<OutboxItem> stored, Func<OutboxItem, Task<Addressee?>> findOwner, Func<OutboxItem, Task> onFailed,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var item = stored.Value;
        if (item.ClaimedUntil > now || item.NextAt > now)
        {
            return false;
        }

        if (item.Kind == NoticeKind.Nothing)
        {
            await table.DeleteEntityAsync(stored.PartitionKey, stored.RowKey, ETag.All, cancellationToken);
            return true;
        }

        if (item.NotAfter <= now || item.Attempts >= MaximumAttempts || (item.IsSms && item.Attempts >= MaximumUnknownSms))
        {
            await onFailed(item);
            return await EndAsync(table, stored, AuditEvent.NoticeFailed, cancellationToken);
        }

        var claimed = item with { ClaimedUntil = now + Claim, Attempts = item.Attempts + 1 };
        if (!await ReplaceAsync(table, stored, claimed, cancellationToken))
        {
            return false;
        }

        if (!item.IsSms && await TakeMailAsync(item, cancellationToken) is { } retryAt)
        {
            await ReplaceAsync(table, stored with { ETag = ETag.All }, item with { NextAt = retryAt }, cancellationToken);
            return false;
        }

        var owner = item.To is null ? await findOwner(item) : new Addressee(item.To, item.Language);
        if (owner is { IsWanted: false })
        {
            return await EndAsync(table, stored, AuditEvent.NoticeUnwanted, cancellationToken);
        }

        var outcome = owner is null
            ? SendOutcome.Refused
            : await sender.SendAsync(item, owner.Address, owner.Language, cancellationToken);
        switch (outcome)
        {
            case SendOutcome.Sent:
                return await EndAsync(table, stored, AuditEvent.NoticeSent, cancellationToken);
            case SendOutcome.Refused:
                await onFailed(item);
                return await EndAsync(table, stored, AuditEvent.NoticeFailed, cancellationToken);
            default:
                // What surely did not leave does not count against the one repeat an SMS has.
                var attempts = outcome == SendOutcome.NotSent && item.IsSms ? item.Attempts : claimed.Attempts;
                await ReplaceAsync(table, stored with { ETag = ETag.All },
                    claimed with { ClaimedUntil = null, Attempts = attempts, NextAt = time.GetUtcNow() + claimed.Backoff }, cancellationToken);
                return false;
        }
    }

    /// <summary>
    /// Counts a mail among those that the provider takes in an hour. Notices get a part of them alone: until when one must
    /// wait; null for what goes now. What somebody waits for always goes: the provider decides.
    /// </summary>
    private async Task<DateTimeOffset?> TakeMailAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        var most = email.Value.MessagesPerHour;
        if (most == 0)
        {
            return null;
        }

        var places = item.CanWait ? Math.Max(1, most * SecurityNumbers.NoticesOfMails / 100) : most;
        var retryAt = await throttle.TakeAsync(cancellationToken, new Limit("mails", "all", places, TimeSpan.FromHours(1)));
        return item.CanWait ? retryAt : null;
    }

    private async Task<bool> EndAsync(TableClient table, Stored<OutboxItem> stored, AuditEvent ended, CancellationToken cancellationToken)
    {
        var changes = new Changes(stored.PartitionKey);
        changes.Delete(stored.RowKey, ETag.All);
        changes.Audit(new AuditRecord(ended, time.GetUtcNow(), "system", stored.Value.ParticipantId ?? stored.Value.LinkId, stored.Value.Kind.ToString()));
        // False: another worker, after this one's claim had lapsed, ended it first.
        await changes.TrySubmitAsync(table, cancellationToken);
        return true;
    }

    private static async Task<bool> ReplaceAsync(TableClient table, Stored<OutboxItem> stored, OutboxItem item, CancellationToken cancellationToken)
    {
        var changes = new Changes(stored.PartitionKey);
        changes.Replace(stored, item);
        return await changes.TrySubmitAsync(table, cancellationToken);
    }
}
