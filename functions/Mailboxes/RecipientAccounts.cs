namespace Zegel.Functions.Mailboxes;

/// <summary>
/// The accounts of those to whom staff write: only staff are told who has one, by whichever way they ask, and so often
/// in an hour that nobody tries lists of addresses.
/// </summary>
public sealed class RecipientAccounts(AccountStore accounts, Throttle throttle)
{
    /// <summary>The accounts with which people of these addresses can read, as they were asked.</summary>
    /// <param name="asker">Whose look-up it is; one is counted, whatever is found.</param>
    /// <param name="emails">As <see cref="EmailAddress"/> reads them, at most those of one message.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Null for an address without such an account; or <see cref="TooManyRequests"/>.</returns>
    public async Task<Outcome<IReadOnlyList<AccountId?>>> FindAsync(
        AccountId asker, IReadOnlyList<string> emails, CancellationToken cancellationToken)
    {
        var limit = new Limit(
            "recipient-look-up", asker, SecurityNumbers.RecipientLookUpsPerHour, TimeSpan.FromHours(1));
        return await throttle.TakeAsync(cancellationToken, limit) is { } retryAt
            ? new TooManyRequests(retryAt)
            : await Task.WhenAll(emails.Select(email => FindAsync(email, cancellationToken)));
    }

    private async Task<AccountId?> FindAsync(string email, CancellationToken cancellationToken) =>
        (await accounts.FindByEmailAsync(email, cancellationToken)).Account?.Head.Value
            is { CanBeWrittenTo: true } account
            ? account.AccountId : null;
}
