using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Http;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;

namespace Zegel.Functions.Administration;

/// <summary>
/// Invites somebody (N2). Repeating it with the same id and content changes nothing and answers the same.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class InviteAccount(AccountStore accounts, AccountList list, ShownAccounts shown, MailboxStore mailboxes, TimeProvider time)
{
    public sealed record Request(
        string AccountId, string Email, IReadOnlyList<Role> Roles, IReadOnlyList<string> MailboxIds, string Language) : ICheckedBody
    {
        private const int MaximumMailboxes = 50;

        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(AccountId), "accountId", "id-invalid");
            checks.That(EmailAddress.Parse(Email) is not null, "email", "email-invalid");
            checks.That(Roles.Count > 0 && Roles.Distinct().Count() == Roles.Count, "roles", "roles-invalid");
            checks.That(MailboxIds.Count <= MaximumMailboxes && MailboxIds.Distinct().Count() == MailboxIds.Count, "mailboxIds", "count-0-50");
            // Staff work in mailboxes, and nobody else does.
            checks.That(Roles.Contains(Role.Staff) == (MailboxIds.Count > 0), "mailboxIds", "mailboxes-for-staff");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
        }
    }

    [Function(nameof(InviteAccount))]
    public async Task<Results<Accepted<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var chosen = (await mailboxes.ListNamesAsync(cancellationToken)).Where(mailbox => body.MailboxIds.Contains(mailbox.MailboxId)).ToList();
        if (chosen.Count < body.MailboxIds.Count)
        {
            return new BadInput("mailboxIds", "mailbox-unknown").ToResult();
        }

        var head = new AccountHead
        {
            AccountId = body.AccountId, Name = "", Email = EmailAddress.Parse(body.Email)!, Language = body.Language, Roles = body.Roles,
        };
        var isNew = await accounts.InviteAsync(
            head, [.. chosen.Select(mailbox => new Membership(mailbox.MailboxId, mailbox.Name))], request.SignedIn().AccountId,
            time.GetUtcNow(), cancellationToken);
        var account = await shown.FindAsync(body.AccountId, cancellationToken);
        if (!isNew && (account is null || !IsSame(account, head, body.MailboxIds)))
        {
            return account is null ? new AddressInUse().ToResult() : new IdTaken().ToResult();
        }

        await list.RefreshAsync(body.AccountId, cancellationToken);
        return TypedResults.Accepted((string?)null, account!);
    }

    private static bool IsSame(ShownAccount account, AccountHead wanted, IReadOnlyList<string> mailboxIds) =>
        account.Email == wanted.Email
        && account.Roles.ToHashSet().SetEquals(wanted.Roles)
        && account.Mailboxes.Select(mailbox => mailbox.MailboxId).ToHashSet(StringComparer.Ordinal).SetEquals(mailboxIds);
}
