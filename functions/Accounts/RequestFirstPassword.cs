namespace Zegel.Functions.Accounts;

/// <summary>
/// Mails the link to set the first password, when the typed address is the one that was invited (N3, N4). The answer is
/// always the same: who found an invitation learns nothing about its address.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class RequestFirstPassword(
    Invitation invitation, PasswordLinks links, AccountStore accounts, RootSecret root, TimeProvider time)
{
    public sealed record Request(string Secret, string Email) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Secret.Length <= 100, "secret", "length-0-100");
            checks.Email(Email, "email");
        }
    }

    [Function(nameof(RequestFirstPassword))]
    public async Task<Results<Accepted, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "invitations/{accountId}/request")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if ((await invitation.FindAsync(accountId, body.Secret, cancellationToken))
            .IsRefused(out var problem, out var account))
        {
            return problem.ToResult();
        }

        var typed = EmailAddress.Parse(body.Email)!;
        var mayRepeat = await links.MayRepeatAsync(request, typed, cancellationToken);
        var now = time.GetUtcNow();
        var change = account.Change(now);
        if (EmailAddress.Key(typed) == EmailAddress.Key(account.Head.Value.Email)
            && PasswordLinks.Mail(change, SecurityNumbers.FirstPasswordLinkLifetime, mayRepeat))
        {
            // False: another press was first, and mailed it.
            await accounts.TrySaveAsync(change, cancellationToken);
        }
        else
        {
            await accounts.PretendAsync(
                root.LookUp("email", EmailAddress.Key(typed))[..Ids.Length], now, cancellationToken);
        }

        return TypedResults.Accepted((string?)null);
    }
}
