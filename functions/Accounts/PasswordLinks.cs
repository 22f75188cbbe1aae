namespace Zegel.Functions.Accounts;

/// <summary>
/// Links with which a password is set, the first time or again (N4, N9). Opening one does nothing; it ends when it was
/// used or is too old, and then leads to a fresh one.
/// </summary>
public sealed class PasswordLinks(
    AccountStore accounts, LogInSources sources, Throttle throttle, RootSecret root, TimeProvider time)
{
    /// <summary>A link that lives shorter than this counts as none that works: another one is mailed.</summary>
    private static readonly TimeSpan WorthMailing = TimeSpan.FromMinutes(15);

    /// <summary>The account, or why not.</summary>
    /// <param name="accountId">Of the link.</param>
    /// <param name="secret">Of the link.</param>
    /// <param name="mayBeDead">Whether a link that is dead will do, to mail a fresh one.</param>
    public async Task<Outcome<Account>> FindAsync(
        string accountId, string secret, CancellationToken cancellationToken, bool mayBeDead = false)
    {
        if (!AccountId.TryFrom(accountId, out var known)
            || await accounts.FindAsync(known, null, cancellationToken) is not { Head.Value.IsShut: false } account)
        {
            return new LinkUnknown();
        }

        var (credentials, id) = (account.Credentials.Value, RootSecret.PasswordLinkOf(accountId));
        var found = 0;
        for (var version = 1; version <= credentials.PasswordLinkVersion; version++)
        {
            found = Tokens.AreEqual(secret, root.LinkSecret(id, version)) ? version : found;
        }

        var isDead = found < credentials.PasswordLinkVersion || !(credentials.PasswordLinkUntil > time.GetUtcNow());
        return found == 0 ? new LinkUnknown()
            : isDead && !mayBeDead ? new PasswordLinkDead()
            : account;
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
                PasswordLinkVersion = change.Credentials.PasswordLinkUntil is null
                    ? change.Credentials.PasswordLinkVersion
                    : change.Credentials.PasswordLinkVersion + 1,
                PasswordLinkUntil = change.Now + lifetime,
            };
        }

        change.Announce(new OutboxItem
        {
            Kind = AccountNotices.PasswordLink, To = change.Head.Email, Language = change.Head.Language,
            LinkId = change.Account.AccountId,
            LinkVersion = change.Credentials.PasswordLinkVersion, NotAfter = change.Credentials.PasswordLinkUntil,
            OperationId = OutboxChanges.NewOperation(),
        });
        change.Audit(AccountEvents.PasswordLinkSent);
        return true;
    }

    /// <summary>
    /// Another address for somebody who did not log in yet: every link that went to the former one is dead, and the
    /// invitation goes to the new one.
    /// </summary>
    public static void InviteAt(AccountChange change, string email, string actor)
    {
        change.Head = change.Head with { Email = email };
        change.Credentials = change.Credentials with
        {
            InvitedUntil = default, PasswordLinkUntil = null,
            PasswordLinkVersion = change.Credentials.PasswordLinkVersion + 1,
        };
        InviteAgain(change, mayRepeat: true, actor);
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

        change.Announce(AccountStore.InvitationTo(
            change.Head, change.Credentials.InvitationVersion, change.Credentials.InvitedUntil));
        change.Audit(AccountEvents.AccountInvited, actor: actor);
        return true;
    }

    /// <summary>
    /// Counts that somebody asks for a link to an address, for where they are and for the address. Over a limit nobody
    /// is refused: a link goes out only when the owner has none that works. So strangers can neither fill a mailbox nor
    /// keep its owner from a link, and nobody sees from an answer what others did.
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
            limits.Add(
                new("password-link", pair, SecurityNumbers.PasswordLinksPerHour * source.Times, TimeSpan.FromHours(1))
            {
                Within = new("password-link-day", pair, SecurityNumbers.PasswordLinksPerDay * source.Times,
                    TimeSpan.FromDays(1)),
            });
        }

        return await throttle.TakeAsync(cancellationToken, limits) is null;
    }
}
