namespace Zegel.Functions.Mailboxes;

/// <summary>Whether the caller is mailed about what comes into a mailbox that they may use.</summary>
[Allow(Caller.Staff)]
public sealed class ChooseMails(AccountStore accounts, TimeProvider time)
{
    /// <param name="Mails">Whether they are.</param>
    public sealed record Request(bool Mails) : ICheckedBody
    {
        /// <summary>Either will do.</summary>
        public void Check(Checks checks)
        {
        }
    }

    [Function(nameof(ChooseMails))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/mailboxes/{mailboxId}/mails")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn();
        if (!by.MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var isThere = await Conflicts.RetryAsync<bool>(async () =>
        {
            if (await accounts.FindAsync(by.AccountId, null, cancellationToken) is not { } account
                || await accounts.FindMembershipAsync(
                    by.AccountId, MailboxId.From(mailboxId), cancellationToken) is not { } stored
                || !stored.Value.Counts(time.GetUtcNow()))
            {
                return (true, false);
            }

            if (stored.Value.Mails == body.Mails)
            {
                return (true, true);
            }

            // The account's rows too: of this and a withdrawal at the same moment the withdrawal counts.
            var change = account.Change(time.GetUtcNow());
            change.Rows.Replace(stored, stored.Value with { Mails = body.Mails });
            return (await accounts.TrySaveAsync(change, cancellationToken), true);
        });
        return isThere ? TypedResults.NoContent() : new ResourceNotFound().ToResult();
    }
}
