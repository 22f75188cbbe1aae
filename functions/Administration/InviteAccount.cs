using Zegel.Functions.Administration.Giving;

namespace Zegel.Functions.Administration;

/// <summary>
/// Invites somebody (N2). The roles staff and client are given at once, and mailboxes that the caller owns; other
/// mailboxes and the role service desk are asked for, and come with somebody else's yes. Repeating it with the same id
/// and content changes nothing and answers the same.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class InviteAccount(
    AccountStore accounts, AccountList list, ShownAccounts shown, MailboxStore mailboxes, AccessRequester requester,
    TimeProvider time)
{
    public sealed record Request(
        string AccountId, string Email, IReadOnlyList<Role> Roles, IReadOnlyList<string> MailboxIds, string Language)
        : ICheckedBody
    {
        private const int MaximumMailboxes = 50;

        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(AccountId), "accountId", "id-invalid");
            checks.Email(Email, "email");
            // A guest has a sponsor: whoever answers for one asks for them.
            checks.That(!Roles.Contains(Role.Guest), "roles", "roles-invalid");
            checks.That(Roles.Count > 0 && Roles.Distinct().Count() == Roles.Count, "roles", "roles-invalid");
            checks.That(MailboxIds.Count <= MaximumMailboxes && MailboxIds.Distinct().Count() == MailboxIds.Count,
                "mailboxIds", "count-0-50");
            // Staff work in mailboxes, and nobody else does.
            checks.That(Roles.Contains(Role.Staff) || MailboxIds.Count == 0, "mailboxIds", "mailboxes-for-staff");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
        }
    }

    [Function(nameof(InviteAccount))]
    public async Task<Results<Accepted<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "accounts")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var accountId = Security.AccountId.From(body.AccountId);
        var by = request.SignedIn();
        var chosen = (await mailboxes.ListOwnedAsync(cancellationToken))
            .Where(mailbox => body.MailboxIds.Contains(mailbox.MailboxId)).ToList();
        if (chosen.Count < body.MailboxIds.Count)
        {
            return new BadInput("mailboxIds", "mailbox-unknown").ToResult();
        }

        var own = chosen.Where(mailbox => mailbox.IsOwnedBy(by.AccountId)).ToList();
        foreach (var mailbox in own)
        {
            await mailboxes.NotePersonAsync(mailbox.MailboxId, accountId, cancellationToken);
        }

        var head = new AccountHead
        {
            AccountId = accountId, Name = "", Email = EmailAddress.Parse(body.Email)!, Language = body.Language,
            Roles = [.. body.Roles.Where(role => role != Role.ServiceDesk)],
        };
        var isNew = await accounts.InviteAsync(
            head, [.. own.Select(mailbox => AccessRequester.RightIn(mailbox).In(mailbox.MailboxId))], by.AccountId,
            time.GetUtcNow(), cancellationToken);
        if (!isNew && await WhyNotSameAsync(head, body, own, cancellationToken) is { } problem)
        {
            return problem.ToResult();
        }

        foreach (var mailbox in chosen.Except(own))
        {
            if ((await requester.AskAsync(
                by, head, mailbox, AccessRequester.RightIn(mailbox), cancellationToken))
                .IsRefused(out var refusal, out _))
            {
                return refusal.ToResult();
            }
        }

        if (body.Roles.Contains(Role.ServiceDesk)
            && (await requester.AskAsync(by, head, null, AccessRequester.ForTheDesk, cancellationToken))
                .IsRefused(out var refused, out _))
        {
            return refused.ToResult();
        }

        await list.RefreshAsync(accountId, cancellationToken);
        return TypedResults.Accepted((string?)null, (await shown.FindAsync(body.AccountId, cancellationToken))!);
    }

    /// <summary>
    /// An account that has this id, or this address, already: only the same invitation again goes on, to ask what it
    /// could not ask when it was cut off.
    /// </summary>
    private async Task<Problem?> WhyNotSameAsync(
        AccountHead wanted, Request body, IReadOnlyList<OwnedMailbox> own, CancellationToken cancellationToken)
    {
        if (await shown.FindAsync(wanted.AccountId, cancellationToken) is not { } account)
        {
            return new AddressInUse();
        }

        var has = account.Mailboxes.Select(mailbox => mailbox.MailboxId.Value).ToHashSet(StringComparer.Ordinal);
        return account.State == AccountState.Invited
            && account.Email == wanted.Email
            && account.Roles.Where(role => role != Role.ServiceDesk).ToHashSet().SetEquals(wanted.Roles)
            && (!account.Roles.Contains(Role.ServiceDesk) || body.Roles.Contains(Role.ServiceDesk))
            && has.IsSubsetOf(body.MailboxIds) && has.IsSupersetOf(own.Select(mailbox => mailbox.MailboxId.Value))
                ? null
                : new IdTaken();
    }
}
