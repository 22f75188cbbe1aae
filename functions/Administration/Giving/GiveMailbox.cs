namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Lets somebody use a mailbox (Z24): an owner of it at once; the service desk asks for an owner's or a second one's
/// yes. Doing it again changes nothing.
/// </summary>
[Allow(Caller.Account, Recent = true)]
public sealed class GiveMailbox(
    AccountStore accounts, MailboxStore mailboxes, GrantAccess grant, AccessRequester requester, TimeProvider time)
{
    /// <param name="Email">The colleague's address.</param>
    /// <param name="Right">Of somebody's own mailbox delegate; of a group's member or owner.</param>
    /// <param name="Until">When it ends; null: it does not.</param>
    public sealed record Request(string Email, MemberRight Right, DateTimeOffset? Until) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Email(Email, "email");
    }

    /// <param name="Asked">What waits for a yes; null when it was given.</param>
    public sealed record Response(ShownRequest? Asked);

    [Function(nameof(GiveMailbox))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/people")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn();
        var mailbox = await mailboxes.FindOwnedAsync(mailboxId, cancellationToken);
        var isOwner = mailbox?.IsOwnedBy(by.AccountId) == true;
        if (mailbox is null || !(isOwner || by.Is(Role.ServiceDesk)))
        {
            return new ResourceNotFound().ToResult();
        }

        var given = new GivenRight(body.Right, body.Until);
        if (given.Refuse(mailbox, time.GetUtcNow()) is { } wrong)
        {
            return wrong.ToResult();
        }

        if ((await accounts.FindByEmailAsync(
            EmailAddress.Parse(body.Email)!, cancellationToken)).Account is not { } account)
        {
            return new NoSuchColleague().ToResult();
        }

        if (isOwner)
        {
            return await grant.GiveAsync(
                account.AccountId, mailbox, given, by.AccountId, cancellationToken) is { } refusal
                ? refusal.ToResult()
                : TypedResults.Ok(new Response(null));
        }

        if (await grant.RefuseMoreAsync(mailbox.MailboxId, account.AccountId, cancellationToken) is { } full)
        {
            return full.ToResult();
        }

        var asking = await requester.AskAsync(by, account.Head.Value, mailbox, given, cancellationToken);
        return asking.IsRefused(out var problem, out var asked)
            ? problem.ToResult()
            : TypedResults.Ok(new Response(ShownRequest.Of(asked, _ => mailbox.Name, mayGive: false)));
    }
}
