namespace Zegel.Functions.Administration;

/// <summary>Mails an invitation again; one that expired works for another seven days.</summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class InviteAgain(ShownAccounts accounts)
{
    [Function(nameof(InviteAgain))]
    public async Task<Results<Accepted, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "accounts/{accountId}/invitation")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var isInvited = false;
        var account = await accounts.ChangeAsync(
            accountId,
            change =>
            {
                isInvited = change.Head.State == AccountState.Invited;
                if (isInvited)
                {
                    PasswordLinks.InviteAgain(change, mayRepeat: true, request.SignedIn().AccountId);
                }

                return Task.FromResult(isInvited);
            },
            cancellationToken);
        return account is null ? new ResourceNotFound().ToResult()
            : isInvited ? TypedResults.Accepted((string?)null)
            : new InvitationUsed().ToResult();
    }
}
