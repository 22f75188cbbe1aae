namespace Zegel.Functions.Mailboxes;

/// <summary>Takes mailboxes from accounts, from their next request on. Who may decide that was judged before.</summary>
public sealed class WithdrawAccess(
    AccountStore accounts, MailboxStore mailboxes, StorageClients storage, TimeProvider time)
{
    /// <summary>Takes one mailbox, and tells whose account it is; the only owner keeps it. Safe to repeat.</summary>
    public async Task<Problem?> TakeAsync(
        AccountId accountId, OwnedMailbox mailbox, AccountId by, CancellationToken cancellationToken)
    {
        var mailboxId = mailbox.MailboxId;
        if (!await mailboxes.TryRemoveOwnerAsync(mailboxId, accountId, by, time.GetUtcNow(), cancellationToken))
        {
            return new LastOwner(mailbox.Name);
        }

        var isKnown = await Conflicts.RetryAsync<bool>(async () =>
        {
            if (await accounts.FindAsync(accountId, null, cancellationToken) is not { } account)
            {
                return (true, false);
            }

            if (await accounts.FindMembershipAsync(accountId, mailboxId, cancellationToken) is not { } membership)
            {
                return (true, true);
            }

            var change = account.Change(time.GetUtcNow());
            change.Rows.Delete(membership.RowKey, ETag.All);
            change.Notify(MailboxNotices.AccessTaken, mailbox: mailboxId);
            change.Audit(MailboxEvents.AccessTaken, actor: by, also: [mailboxId]);
            return (await accounts.TrySaveAsync(change, cancellationToken), true);
        });
        if (!isKnown)
        {
            return new ResourceNotFound();
        }

        await mailboxes.ForgetPersonAsync(mailboxId, accountId, cancellationToken);
        if (await accounts.FindMembershipAsync(accountId, mailboxId, cancellationToken) is null)
        {
            // Again: they may have been made an owner meanwhile, by who saw that they could still use it.
            await mailboxes.TryRemoveOwnerAsync(mailboxId, accountId, by, time.GetUtcNow(), cancellationToken);
        }
        else
        {
            // It was given again meanwhile: who may use a mailbox stands among its people.
            await mailboxes.NotePersonAsync(mailboxId, accountId, cancellationToken);
        }

        return null;
    }

    /// <summary>Takes all that an account, which was shut out and owns none, may use. Safe to repeat.</summary>
    public async Task TakeAllAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        foreach (var some in (await accounts.MembershipsAsync(accountId, cancellationToken)).Chunk(Changes.Most))
        {
            var changes = new Changes(accountId);
            foreach (var membership in some)
            {
                changes.Delete(membership.RowKey, ETag.All);
            }

            await changes.TrySubmitAsync(storage.Accounts, cancellationToken);
            foreach (var membership in some)
            {
                await mailboxes.ForgetPersonAsync(membership.Value.MailboxId, accountId, cancellationToken);
            }
        }
    }
}

/// <summary>A mailbox always has an owner: make somebody else one first.</summary>
public sealed record LastOwner(string Mailbox) : Problem(409, "last-owner", "This is the only owner of a mailbox.");
