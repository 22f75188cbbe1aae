namespace Zegel.Functions.Mailboxes;

/// <summary>
/// Which of these people log in with an account of their own, so that they can be asked to (Z38). Only staff who write
/// are told, and so often that nobody tries lists of addresses.
/// </summary>
[Allow(Caller.Staff)]
public sealed class LookUpRecipients(RecipientAccounts accounts)
{
    /// <param name="Emails">At most as many as a message has recipients.</param>
    public sealed record Request(IReadOnlyList<string> Emails) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(
                Emails.Count is > 0 and <= SecurityNumbers.RecipientsOfMessage && !Emails.Contains(null!),
                "emails", "count-1-30");
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

        var found = await accounts.FindAsync(
            staff.AccountId, [.. body.Emails.Select(email => EmailAddress.Parse(email)!)], cancellationToken);
        return found.IsRefused(out var problem, out var held)
            ? problem.ToResult()
            : TypedResults.Ok(new Response([.. body.Emails.Zip(held, (email, id) => new Item(email, id is not null))]));
    }
}
