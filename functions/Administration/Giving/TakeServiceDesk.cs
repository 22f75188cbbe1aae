using Zegel.Functions.Administration.Shutting;

namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Takes the role service desk away; it counts from the next request. Nobody takes it from themselves, so one always
/// stays (see <see cref="Suspension"/>). Doing it again changes nothing.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class TakeServiceDesk(ShownAccounts shown, Suspension suspension)
{
    [Function(nameof(TakeServiceDesk))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "accounts/{accountId}/service-desk")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn().AccountId;
        if (accountId == by)
        {
            return new OwnAccount().ToResult();
        }

        var isChanged = false;
        var account = await shown.ChangeAsync(
            accountId,
            change =>
            {
                isChanged = change.Head.Roles.Contains(Role.ServiceDesk);
                if (isChanged)
                {
                    change.Head =
                        change.Head with { Roles = [.. change.Head.Roles.Where(role => role != Role.ServiceDesk)] };
                    change.Notify(MailboxNotices.AccessTaken);
                    change.Audit(MailboxEvents.AccessTaken, actor: by, also: [AccountStore.NameOf(Role.ServiceDesk)]);
                }

                return Task.FromResult(isChanged);
            },
            cancellationToken);
        if (account is null)
        {
            return new ResourceNotFound().ToResult();
        }

        if (!isChanged || await suspension.IsOfTheDeskAsync(by, cancellationToken))
        {
            return TypedResults.Ok(account);
        }

        await shown.ChangeAsync(
            accountId,
            change =>
            {
                change.Head = change.Head with { Roles = [.. change.Head.Roles.Union([Role.ServiceDesk])] };
                change.Audit(MailboxEvents.AccessGiven, actor: "system", also: [AccountStore.NameOf(Role.ServiceDesk)]);
                return Task.FromResult(true);
            },
            cancellationToken);
        return new NotSignedIn().ToResult();
    }
}
