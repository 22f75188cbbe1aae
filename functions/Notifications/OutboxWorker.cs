namespace Zegel.Functions.Notifications;

/// <summary>What a kind of partition does with its notices.</summary>
/// <param name="OnFailed">Called when a notice is given up, before its row goes.</param>
/// <param name="PlaceOf">Where the row of a notice will stand, for reports on it; null: nobody waits for one.</param>
/// <param name="OnEnded">Adds what is kept of a notice that left, or else was given up, at that moment.</param>
public sealed record OutboxOwner(
    Func<OutboxItem, Task> OnFailed, Func<OutboxItem, (ParticipantId To, string Row)?> PlaceOf,
    Action<Changes, OutboxItem, bool, DateTimeOffset> OnEnded)
{
    /// <summary>Nothing.</summary>
    public static OutboxOwner None { get; } = new(_ => Task.CompletedTask, _ => null, (_, _, _, _) => { });
}

/// <summary>
/// Works through the outbox of one partition. A worker claims a row before it sends and deletes it after, so that a
/// notice leaves at least once: a mail repeats under its operation id, an SMS of unknown outcome at most once more and
/// never after its code has ended.
/// </summary>
public sealed class OutboxWorker(
    Sender sender, IAddressBook addresses, MemberNotices members, MailboxNames names, Throttle throttle,
    NoticeIndex index, IOptions<EmailOptions> email, TimeProvider time)
{
    /// <summary>Then it is given up: a day after the first try, longer than a provider is usually away.</summary>
    internal const int MaximumAttempts = 100;

    private const int MaximumUnknownSms = 2;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>Working through one partition.</summary>
    private sealed record Run(TableClient Table, OutboxOwner Owner, CancellationToken End);

    /// <summary>What waits in a partition now.</summary>
    public static async Task<IReadOnlyList<Stored<OutboxItem>>> FindAsync(
        TableClient table, string partition, CancellationToken cancellationToken)
    {
        var rows = await table.ReadAllAsync(Row.In(partition, Row.Prefix(OutboxChanges.Prefix)), cancellationToken);
        return rows.ConvertAll(Row.Read<OutboxItem>);
    }

    /// <summary>Sends what is due of what was found, but for what another worker claimed since.</summary>
    /// <param name="table">The table of the partition.</param>
    /// <param name="found">What waited there when it was read.</param>
    /// <param name="owner">Whose notices they are.</param>
    /// <returns>How many of them still wait.</returns>
    public async Task<int> WorkAsync(
        TableClient table, IEnumerable<Stored<OutboxItem>> found, OutboxOwner owner,
        CancellationToken cancellationToken)
    {
        var run = new Run(table, owner, cancellationToken);
        var waiting = 0;
        foreach (var stored in found.OrderBy(item => item.Value.Kind.CanWait))
        {
            foreach (var one in await members.SpreadAsync(table, stored, time.GetUtcNow(), cancellationToken))
            {
                if (!await SendOneAsync(run, one))
                {
                    waiting++;
                }
            }
        }

        return waiting;
    }

    /// <summary>True when the row is done with: sent, or given up.</summary>
    private async Task<bool> SendOneAsync(Run run, Stored<OutboxItem> stored)
    {
        var now = time.GetUtcNow();
        var item = stored.Value;
        var isSms = item.Kind.IsSms;
        if (item.ClaimedUntil > now || item.NextAt > now)
        {
            return false;
        }

        if (item.Kind.IsForNobody)
        {
            await run.Table.DeleteEntityAsync(stored.PartitionKey, stored.RowKey, ETag.All, run.End);
            return true;
        }

        if (item.NotAfter <= now || item.Attempts >= MaximumAttempts || (isSms && item.Attempts >= MaximumUnknownSms))
        {
            // Claimed first: another worker may have sent it since it was read.
            if (!await ReplaceAsync(run, stored, item with { ClaimedUntil = now + Claim }))
            {
                return false;
            }

            await run.Owner.OnFailed(item);
            return await EndAsync(run, stored, NoticeEvents.NoticeFailed);
        }

        var claimed = item with { ClaimedUntil = now + Claim, Attempts = item.Attempts + 1 };
        if (!await ReplaceAsync(run, stored, claimed))
        {
            return false;
        }

        if (!isSms && await TakeMailAsync(item, run.End) is { } retryAt)
        {
            await ReplaceAsync(run, stored with { ETag = ETag.All }, item with { NextAt = retryAt });
            return false;
        }

        var mailbox = item.MailboxId is { } mailboxId ? await names.GetAsync(mailboxId, run.End) : null;
        var to = await FindAddresseeAsync(item, run.End);
        var isUnwanted = item.Kind is { TellsOfMessage: true, AlwaysGoes: false } && to is { WantsMessages: false };
        var isShut = item.To.Account is not null && to is null;
        if (isUnwanted || isShut)
        {
            if (isShut && item.Kind.AlwaysGoes && !item.ForMember)
            {
                // Who sent it hears that it reached nobody.
                await run.Owner.OnFailed(item);
            }

            return await EndAsync(run, stored, NoticeEvents.NoticeUnwanted);
        }

        if (run.Owner.PlaceOf(item) is { } place)
        {
            // Before it leaves: its report may come at once.
            await index.NoteAsync(item.OperationId, place.To, place.Row, run.End);
        }

        var outcome = to is null ? SendOutcome.Refused : await sender.SendAsync(item, to, mailbox, run.End);
        switch (outcome)
        {
            case SendOutcome.Sent:
                return await EndAsync(run, stored, NoticeEvents.NoticeSent);
            case SendOutcome.Refused:
                await run.Owner.OnFailed(item);
                return await EndAsync(run, stored, NoticeEvents.NoticeFailed);
            default:
                // What surely did not leave does not count against the one repeat an SMS has.
                var attempts = outcome == SendOutcome.NotSent && isSms ? item.Attempts : claimed.Attempts;
                var nextAt = time.GetUtcNow() + claimed.Backoff;
                await ReplaceAsync(run, stored with { ETag = ETag.All },
                    claimed with { ClaimedUntil = null, Attempts = attempts, NextAt = nextAt });
                return false;
        }
    }

    private async Task<Addressee?> FindAddresseeAsync(OutboxItem item, CancellationToken cancellationToken) =>
        item.To switch
        {
            { Address: { } address } => new Addressee(address, item.Language),
            { Account: { } account } when item.ForMember =>
                await addresses.FindMemberAsync(item.MailboxId!.Value, account, cancellationToken),
            { Account: { } account } => await addresses.FindAccountAsync(account, cancellationToken),
            // Nobody is left in the mailbox who can be told.
            _ => null,
        };

    /// <summary>
    /// Counts a mail among those that the provider takes in an hour. Notices get a part of them alone: until when one
    /// must wait; null for what goes now. What somebody waits for always goes: the provider decides.
    /// </summary>
    private async Task<DateTimeOffset?> TakeMailAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        var most = email.Value.MessagesPerHour;
        if (most == 0)
        {
            return null;
        }

        var places = item.Kind.CanWait ? Math.Max(1, most * SecurityNumbers.NoticesOfMails / 100) : most;
        var retryAt = await throttle.TakeAsync(
            cancellationToken, new Limit("mails", "all", places, TimeSpan.FromHours(1)));
        return item.Kind.CanWait ? retryAt : null;
    }

    private async Task<bool> EndAsync(Run run, Stored<OutboxItem> stored, AuditEvent ended)
    {
        var (item, now) = (stored.Value, time.GetUtcNow());
        var changes = new Changes(stored.PartitionKey);
        changes.Delete(stored.RowKey, ETag.All);
        changes.Audit(new AuditRecord(
            ended, now, "system", item.ParticipantId?.Value ?? item.LinkId, item.Kind.Name));
        if (ended != NoticeEvents.NoticeUnwanted)
        {
            run.Owner.OnEnded(changes, item, ended == NoticeEvents.NoticeSent, now);
        }

        // False: another worker, after this one's claim had lapsed, ended it first.
        await changes.TrySubmitAsync(run.Table, run.End);
        return true;
    }

    private static async Task<bool> ReplaceAsync(Run run, Stored<OutboxItem> stored, OutboxItem item)
    {
        var changes = new Changes(stored.PartitionKey);
        changes.Replace(stored, item);
        return await changes.TrySubmitAsync(run.Table, run.End);
    }
}
