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

    /// <summary>Whether an account may use a mailbox now.</summary>
    public async Task<bool> MayUseAsync(
        AccountId accountId, MailboxId mailboxId, CancellationToken cancellationToken) =>
        (await accounts.FindMembershipAsync(accountId, mailboxId, cancellationToken))?.Value.Counts(time.GetUtcNow())
            == true;

    /// <summary>
    /// Gives it at once, and tells the account's owner. Doing it again changes nothing; who has another right already
    /// keeps that one.
    /// </summary>
    public async Task<Problem?> GiveAsync(
        AccountId accountId, OwnedMailbox mailbox, GivenRight given, AccountId by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var has = await accounts.FindMembershipAsync(accountId, mailbox.MailboxId, cancellationToken);
        return has?.Value.Counts(now) == true && !IsSame(mailbox.MemberOf(accountId, has.Value), given)
            ? new AlreadyMember()
            : await RefuseMoreAsync(mailbox.MailboxId, accountId, cancellationToken)
                ?? await SetAsync(accountId, mailbox, given, by, cancellationToken);
    }

    /// <summary>Why nobody else can be let in; null when they can, or may use it already.</summary>
    public async Task<Problem?> RefuseMoreAsync(
        MailboxId mailboxId, AccountId accountId, CancellationToken cancellationToken)
    {
        var people = await mailboxes.PeopleAsync(mailboxId, cancellationToken);
        return people.Count < SecurityNumbers.MailboxMembers || people.Contains(accountId)
            ? null : new MembersFull(SecurityNumbers.MailboxMembers);
    }

    /// <summary>
    /// Makes somebody's right this one, whatever it was. The only owner stays. Safe to repeat: of an owner it is noted
    /// in the mailbox after the account may use it, and before it is less.
    /// </summary>
    public async Task<Problem?> SetAsync(
        AccountId accountId, OwnedMailbox mailbox, GivenRight given, AccountId by, CancellationToken cancellationToken)
    {
        var (mailboxId, isOwner) = (mailbox.MailboxId, given.Right == MemberRight.Owner);
        if (!isOwner && mailbox.IsOwnedBy(accountId))
        {
            // What is refused below must change nothing here.
            if (await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value.IsShut: true })
            {
                return new AccountShut();
            }

            if (!await mailboxes.TryRemoveOwnerAsync(mailboxId, accountId, by, time.GetUtcNow(), cancellationToken))
            {
                return new LastOwner(mailbox.Name);
            }
        }

        await mailboxes.NotePersonAsync(mailboxId, accountId, cancellationToken);
        var isNew = false;
        var problem = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var account = (await accounts.FindAsync(accountId, null, cancellationToken))!;
            if (account.Head.Value.IsShut)
            {
                return (true, new AccountShut());
            }

            var now = time.GetUtcNow();
            var has = await accounts.FindMembershipAsync(accountId, mailboxId, cancellationToken);
            var hasNow = has?.Value.Counts(now) == true;
            var wanted = given.In(mailboxId, hasNow && has!.Value.Right == given.In(mailboxId).Right
                ? has.Value.Mails : null);
            if (hasNow && has!.Value == wanted)
            {
                return (true, null);
            }

            var change = account.Change(now);
            Give(change, wanted);
            isNew = !hasNow;
            if (isNew)
            {
                change.Notify(MailboxNotices.AccessGiven, mailbox: mailboxId, person: change.Head.Email);
            }

            var what = hasNow ? MailboxEvents.AccessChanged : MailboxEvents.AccessGiven;
            change.Audit(what, actor: by, also: [mailboxId]);
            return (await accounts.TrySaveAsync(change, cancellationToken), null);
        });
        if (problem is null && isNew)
        {
            // Once more: when it was taken meanwhile, the note went with that.
            await mailboxes.NotePersonAsync(mailboxId, accountId, cancellationToken);
        }

        if (problem is null && isOwner)
        {
            await MakeOwnerAsync(mailboxId, accountId, by, cancellationToken);
        }

        await list.RefreshAsync(accountId, cancellationToken);
        return problem;
    }

    /// <summary>
    /// Notes that an account, which may use the mailbox, owns it. From whom the mailbox was taken meanwhile owns it no
    /// more: an owner is always one of its people.
    /// </summary>
    public async Task MakeOwnerAsync(
        MailboxId mailboxId, AccountId accountId, string by, CancellationToken cancellationToken)
    {
        await mailboxes.AddOwnerAsync(mailboxId, accountId, by, time.GetUtcNow(), cancellationToken);
        if (!await MayUseAsync(accountId, mailboxId, cancellationToken))
        {
            await mailboxes.TryRemoveOwnerAsync(mailboxId, accountId, by, time.GetUtcNow(), cancellationToken);
        }
    }

    private static bool IsSame(Member has, GivenRight given) => has.Right == given.Right && has.Until == given.Until;
}
