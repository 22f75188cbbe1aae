using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;

namespace Zegel.Functions.Accounts;

/// <summary>Signs the person out everywhere but in this browser (ASVS V7.4.5).</summary>
[Allow(Caller.Account)]
public sealed class EndOtherSessions(AccountStore accounts, RememberedDevices devices, AccountDetails details, TimeProvider time)
{
    [Function(nameof(EndOtherSessions))]
    public async Task<Results<Ok<AccountDetails.View>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account/sessions/end-others")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        var account = (await accounts.FindAsync(signedIn.AccountId, null, cancellationToken))!;
        var own = RememberedCookie.Read(request.Cookies[Cookies.Remembered]);
        var device = own is not null && own.AccountId == signedIn.AccountId ? await devices.FindAsync(own, cancellationToken) : null;

        // The generation ends them all; this browser's session and device are taken along into the next one.
        var change = account.Change(time.GetUtcNow());
        change.EndSessions();
        change.Rows.Replace(signedIn.Session, signedIn.Session.Value with { Generation = change.Head.Generation });
        if (device is not null && device.Value.Generation == signedIn.Account.Generation)
        {
            change.Rows.Replace(device, device.Value with { Generation = change.Head.Generation });
        }

        change.Audit(AuditEvent.SessionsEnded);
        if (!await accounts.TrySaveAsync(change, cancellationToken))
        {
            return new ChangedMeanwhile().ToResult();
        }

        var after = signedIn with { Account = change.Head };
        return TypedResults.Ok(await details.GetAsync(after, cancellationToken));
    }
}
