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
public sealed class PasswordLinks(AccountStore accounts, LogInSources sources, Throttle throttle, RootSecret root, TimeProvider time)
{
    /// <summary>A link that lives shorter than this is not mailed again, and is no link that works; another one is mailed.</summary>
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
    /// <param name="change">The account's change.</param>
    /// <param name="lifetime">How long a new one works.</param>
    /// <param name="mayRepeat">See <see cref="MayRepeatAsync"/>.</param>
    /// <returns>False: the owner has one that works, and it is not mailed again.</returns>
    public static bool Mail(AccountChange change, TimeSpan lifetime, bool mayRepeat)
    {
        var works = change.Credentials.PasswordLinkUntil > change.Now + WorthMailing;
        if (works && !mayRepeat)
        {
            return false;
        }

        if (!works)
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
        return true;
    }

    /// <summary>Mails the invitation again; one that expired gets a new version.</summary>
    /// <param name="change">The account's change.</param>
    /// <param name="mayRepeat">See <see cref="MayRepeatAsync"/>; whoever invites may.</param>
    /// <param name="actor">Who invites; null: the account itself asks.</param>
    /// <returns>False: the owner has one that works, and it is not mailed again.</returns>
    public static bool InviteAgain(AccountChange change, bool mayRepeat, string? actor = null)
    {
        var works = change.Credentials.InvitedUntil > change.Now + WorthMailing;
        if (works && !mayRepeat)
        {
            return false;
        }

        if (!works)
        {
            change.Credentials = change.Credentials with
            {
                InvitationVersion = change.Credentials.InvitationVersion + 1,
                InvitedUntil = change.Now + SecurityNumbers.InvitationLifetime,
            };
        }

        change.Announce(AccountStore.InvitationTo(change.Head, change.Credentials.InvitationVersion, change.Credentials.InvitedUntil));
        change.Audit(AuditEvent.AccountInvited, actor: actor);
        return true;
    }

    /// <summary>
    /// Counts that somebody asks for a link to an address, for where they are and for the address. Over a limit nobody is
    /// refused: a link goes out only when the owner has none that works. So strangers can neither fill a mailbox nor keep
    /// its owner from a link, and nobody sees from an answer what others did.
    /// </summary>
    public async Task<bool> MayRepeatAsync(HttpRequest request, string email, CancellationToken cancellationToken)
    {
        var key = root.LookUp("email", EmailAddress.Key(email));
        var from = sources.Of(request, email);
        List<Limit> limits = from.Any(source => source.IsKnown)
            ? []
            : [new("password-link-all", key, SecurityNumbers.PasswordLinksInAllPerHour, TimeSpan.FromHours(1))];
        foreach (var source in from)
        {
            var pair = root.LookUp("source", $"{key}~{source.Key}");
            limits.Add(new("password-link", pair, SecurityNumbers.PasswordLinksPerHour * source.Times, TimeSpan.FromHours(1))
            {
                Within = new("password-link-day", pair, SecurityNumbers.PasswordLinksPerDay * source.Times, TimeSpan.FromDays(1)),
            });
        }

        return await throttle.TakeAsync(cancellationToken, limits) is null;
    }
}
