namespace Zegel.Functions.Mailboxes;

/// <summary>
/// Which of these people log in with an account of their own, so that they can be asked to (Z38). Only staff who write
/// are told, and so often that nobody tries lists of addresses.
/// </summary>
[Allow(Caller.Staff)]
public sealed class LookUpRecipients(AccountStore accounts, Throttle throttle)
{
    /// <summary>Addresses that can be asked at once: as many as a message has recipients.</summary>
    public const int Most = 30;

    public sealed record Request(IReadOnlyList<string> Emails) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Emails.Count is > 0 and <= Most && !Emails.Contains(null!), "emails", "count-1-30");
            foreach (var email in checks.Problem is null ? Emails : [])
            {
                checks.Email(email, "emails");
            }
        }
    }

    /// <param name="Recipients">As they were asked, in that order.</param>
    public sealed record Response(IReadOnlyList<Item> Recipients);

    public sealed record Item(string Email, bool HasAccount);

    [Function(nameof(LookUpRecipients))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/recipients")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var limit = new Limit(
            "recipient-look-up", staff.AccountId, SecurityNumbers.RecipientLookUpsPerHour, TimeSpan.FromHours(1));
        if (await throttle.TakeAsync(cancellationToken, limit) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var found = await Task.WhenAll(body.Emails.Select(email => FindAsync(email, cancellationToken)));
        return TypedResults.Ok(new Response(found));
    }

    private async Task<Item> FindAsync(string email, CancellationToken cancellationToken)
    {
        var found = await accounts.FindByEmailAsync(EmailAddress.Parse(email)!, cancellationToken);
        return new Item(email, found.Account?.Head.Value.CanBeWrittenTo == true);
    }
}
