namespace Zegel.Functions.Accounts;

/// <summary>
/// Forgotten password: mails a link when there is such an account (N9); someone who was only invited gets the
/// invitation again. The answer and the work are the same for an unknown address, and for one whose owner has a link
/// already that works, when it was asked too often.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class RequestPasswordLink(AccountStore accounts, PasswordLinks links, TimeProvider time)
{
    public sealed record Request(string Email) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Email(Email, "email");
    }

    [Function(nameof(RequestPasswordLink))]
    public async Task<Accepted> Run(
        [HttpTrigger(Anonymous, "post", Route = "password/link")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var email = EmailAddress.Parse(body.Email)!;
        var mayRepeat = await links.MayRepeatAsync(request, email, cancellationToken);
        var now = time.GetUtcNow();
        var (account, _, partition) = await accounts.FindByEmailAsync(
            email, cancellationToken, alsoRemoved: true);
        if (account?.Change(now) is { } change
            && (account.Head.Value.Removal is { } removed ? TellWhy(change, removed, mayRepeat)
                : account.Head.Value.IsActive
                ? PasswordLinks.Mail(change, SecurityNumbers.PasswordLinkLifetime, mayRepeat)
                : PasswordLinks.InviteAgain(change, mayRepeat)))
        {
            // False: another press was first, and mailed it.
            await accounts.TrySaveAsync(change, cancellationToken);
        }
        else
        {
            await accounts.PretendAsync(partition, now, cancellationToken);
        }

        return TypedResults.Accepted((string?)null);
    }

    /// <summary>A removed guest has no password to set; the mail says who can restore the access (X19).</summary>
    private static bool TellWhy(AccountChange change, GuestRemoved removed, bool mayRepeat)
    {
        if (mayRepeat)
        {
            change.Announce(new OutboxItem
            {
                Kind = AccountNotices.GuestAccessOver, To = change.Head.Email, Language = change.Head.Language,
                By = removed.SponsorEmail.Length > 0 ? removed.SponsorEmail : null, Date = removed.RestorableUntil,
                OperationId = OutboxChanges.NewOperation(),
            });
        }

        return mayRepeat;
    }
}
