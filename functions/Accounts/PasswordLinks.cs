using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>
/// Links with which a password is set, the first time or again (N4, N9). Opening one does nothing; it ends when it was
/// used or is too old, and then leads to a fresh one.
/// </summary>
public sealed class PasswordLinks(AccountStore accounts, RootSecret root, TimeProvider time)
{
    /// <summary>A link that lives shorter than this is not mailed again; another one is.</summary>
    private static readonly TimeSpan WorthMailing = TimeSpan.FromMinutes(15);

    /// <summary>The account, or why not; a dead link comes with its account, so that a fresh one can be mailed.</summary>
    public async Task<(Account? Account, Problem? Problem)> FindAsync(string accountId, string secret, CancellationToken cancellationToken)
    {
        if (!Ids.IsId(accountId) || await accounts.FindAsync(accountId, null, cancellationToken) is not { Head.Value.IsShut: false } account)
        {
            return (null, new LinkUnknown());
        }

        var (credentials, id) = (account.Credentials.Value, RootSecret.PasswordLinkOf(accountId));
        var found = 0;
        for (var version = 1; version <= credentials.PasswordLinkVersion; version++)
        {
            found = Tokens.AreEqual(secret, root.LinkSecret(id, version)) ? version : found;
        }

        return found switch
        {
            0 => (null, new LinkUnknown()),
            _ when found < credentials.PasswordLinkVersion || !(credentials.PasswordLinkUntil > time.GetUtcNow()) => (account, new PasswordLinkDead()),
            _ => (account, null),
        };
    }

    /// <summary>
    /// Mails the link. One that still works long enough is mailed again as it is, so that nobody can make the owner's
    /// newest mail worthless by asking for more.
    /// </summary>
    public static void Mail(AccountChange change, TimeSpan lifetime)
    {
        if (!(change.Credentials.PasswordLinkUntil > change.Now + WorthMailing))
        {
            change.Credentials = change.Credentials with
            {
                PasswordLinkVersion = change.Credentials.PasswordLinkUntil is null ? change.Credentials.PasswordLinkVersion : change.Credentials.PasswordLinkVersion + 1,
                PasswordLinkUntil = change.Now + lifetime,
            };
        }

        change.Announce(new OutboxItem
        {
            Kind = NoticeKind.PasswordLink, To = change.Head.Email, Language = change.Head.Language, LinkId = change.Account.AccountId,
            LinkVersion = change.Credentials.PasswordLinkVersion, NotAfter = change.Credentials.PasswordLinkUntil,
            OperationId = OutboxChanges.NewOperation(),
        });
        change.Audit(AuditEvent.PasswordLinkSent);
    }

    /// <summary>Mails the invitation again; one that expired gets a new version.</summary>
    public static void InviteAgain(AccountChange change, string? actor = null)
    {
        if (change.Credentials.InvitedUntil <= change.Now + WorthMailing)
        {
            change.Credentials = change.Credentials with
            {
                InvitationVersion = change.Credentials.InvitationVersion + 1,
                InvitedUntil = change.Now + SecurityNumbers.InvitationLifetime,
            };
        }

        change.Announce(AccountStore.InvitationTo(change.Head, change.Credentials.InvitationVersion, change.Credentials.InvitedUntil));
        change.Audit(AuditEvent.AccountInvited, actor: actor);
    }

    /// <summary>The limits that one mail with a link to an address counts for.</summary>
    public Limit[] LimitsOf(string email)
    {
        var key = root.LookUp("email", EmailAddress.Key(email));
        return
        [
            new("password-link", key, SecurityNumbers.PasswordLinksPerHour, TimeSpan.FromHours(1)),
            new("password-link-day", key, SecurityNumbers.PasswordLinksPerDay, TimeSpan.FromDays(1)),
        ];
    }
}
