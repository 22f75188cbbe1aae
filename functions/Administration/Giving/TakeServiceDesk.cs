using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Administration.Shutting;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;

namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Takes the role service desk away; it counts from the next request. Nobody takes it from themselves, so one always stays
/// (see <see cref="ShuttingOut"/>). Doing it again changes nothing.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class TakeServiceDesk(ShownAccounts shown, ShuttingOut shutting)
{
    [Function(nameof(TakeServiceDesk))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "accounts/{accountId}/service-desk")] HttpRequest request,
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
                    change.Head = change.Head with { Roles = [.. change.Head.Roles.Where(role => role != Role.ServiceDesk)] };
                    change.Notify(NoticeKind.AccessTaken);
                    change.Audit(AuditEvent.AccessTaken, actor: by, also: [AccountStore.NameOf(Role.ServiceDesk)]);
                }

                return Task.FromResult(isChanged);
            },
            cancellationToken);
        if (account is null)
        {
            return new ResourceNotFound().ToResult();
        }

        if (!isChanged || await shutting.IsOfTheDeskAsync(by, cancellationToken))
        {
            return TypedResults.Ok(account);
        }

        await shown.ChangeAsync(
            accountId,
            change =>
            {
                change.Head = change.Head with { Roles = [.. change.Head.Roles.Union([Role.ServiceDesk])] };
                change.Audit(AuditEvent.AccessGiven, actor: "system", also: [AccountStore.NameOf(Role.ServiceDesk)]);
                return Task.FromResult(true);
            },
            cancellationToken);
        return new NotSignedIn().ToResult();
    }
}
