namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Asks that somebody takes the place of an owner who leaves (X13): an owner for themselves, and then the successor
/// agrees; or the service desk, and then an owner or a second one of the desk does. Where the desk is one person, the
/// successor agrees and all who were told have a day to stop it. Nothing changes by asking.
/// </summary>
[Allow(Caller.Account, Recent = true)]
public sealed class NameSuccessor(AccountStore accounts, MailboxStore mailboxes, AccessRequester requester)
{
    /// <param name="Leaver">The owner whose place it is.</param>
    /// <param name="Email">The successor's address.</param>
    public sealed record Request(string Leaver, string Email) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.Email(Email, "email");
            checks.That(AccountId.TryFrom(Leaver, out _), "leaver", "id-invalid");
        }
    }

    [Function(nameof(NameSuccessor))]
    public async Task<Results<Ok<ShownRequest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/successor")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (by, leaver) = (request.SignedIn(), AccountId.From(body.Leaver));
        if (await mailboxes.FindOwnedAsync(mailboxId, cancellationToken) is not { } mailbox
            || !mailbox.IsOwnedBy(leaver) || !(by.AccountId == leaver || by.Is(Role.ServiceDesk)))
        {
            return new ResourceNotFound().ToResult();
        }

        if ((await accounts.FindByEmailAsync(
            EmailAddress.Parse(body.Email)!, cancellationToken)).Account is not { } account
            || account.AccountId == leaver)
        {
            return new NoSuchColleague().ToResult();
        }

        var given = new GivenRight(MemberRight.Owner, null);
        var asking = await requester.AskAsync(
            by, account.Head.Value, mailbox, given, cancellationToken, leaver);
        return asking.IsRefused(out var problem, out var asked)
            ? problem.ToResult()
            : TypedResults.Ok(ShownRequest.Of(asked, _ => mailbox.Name, mayGive: false));
    }
}
