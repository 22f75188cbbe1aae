namespace Zegel.Functions.Mailboxes;

/// <summary>Lets accounts use a mailbox. Who may decide that was judged before.</summary>
public sealed class GrantAccess(AccountStore accounts, AccountList list, MailboxStore mailboxes, TimeProvider time)
{
    /// <summary>The part of it that is a change of the account; whoever uses a mailbox has the role staff.</summary>
    public static void Give(AccountChange change, Membership membership)
    {
        change.Head = change.Head with { Roles = [.. change.Head.Roles.Union([Role.Staff])] };
        change.Rows.Put(SessionStore.MemberRow(membership.MailboxId), membership);
    }

    /// <summary>Gives it at once, and tells the account's owner. Doing it again changes nothing.</summary>
    public async Task<Problem?> GiveAsync(
        AccountId accountId, OwnedMailbox mailbox, bool asOwner, AccountId by, CancellationToken cancellationToken)
    {
        await mailboxes.NotePersonAsync(mailbox.MailboxId, accountId, cancellationToken);
        var problem = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var account = (await accounts.FindAsync(accountId, null, cancellationToken))!;
            if (account.Head.Value.IsShut)
            {
                return (true, new AccountShut());
            }

            var now = time.GetUtcNow();
            if (await accounts.FindMembershipAsync(accountId, mailbox.MailboxId, cancellationToken) is { } has
                && has.Value.Counts(now))
            {
                return (true, null);
            }

            var change = account.Change(now);
            Give(change, new Membership(mailbox.MailboxId));
            change.Notify(MailboxNotices.AccessGiven, mailbox: mailbox.MailboxId, person: change.Head.Email);
            change.Audit(MailboxEvents.AccessGiven, actor: by, also: [mailbox.MailboxId]);
            return (await accounts.TrySaveAsync(change, cancellationToken), null);
        });
        if (problem is null && asOwner)
        {
            await mailboxes.AddOwnerAsync(mailbox.MailboxId, accountId, by, time.GetUtcNow(), cancellationToken);
        }

        await list.RefreshAsync(accountId, cancellationToken);
        return problem;
    }
}
