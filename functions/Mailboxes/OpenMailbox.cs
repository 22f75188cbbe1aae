using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Sealing;

namespace Zegel.Functions.Mailboxes;

/// <summary>Hands a member of staff the mailbox's seal key, with which the list's subjects are opened; audited first.</summary>
[Allow(Caller.Staff)]
public sealed class OpenMailbox(MailboxStore mailboxes, SealKeys sealKeys, IOptions<SmsOptions> sms, TimeProvider time)
{
    /// <param name="SealKey">The mailbox's seal key.</param>
    /// <param name="SmsAvailable">Whether recipients can be asked for a code by SMS.</param>
    public sealed record Response(byte[] SealKey, bool SmsAvailable);

    [Function(nameof(OpenMailbox))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mailboxes/{mailboxId}/open")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId) || await mailboxes.FindAsync(mailboxId, cancellationToken) is not { } mailbox)
        {
            return new ResourceNotFound().ToResult();
        }

        await mailboxes.AuditOpeningAsync(mailboxId, staff.AccountId, time.GetUtcNow(), cancellationToken);
        var sealKey = await sealKeys.UnwrapAsync(mailbox.SealKey, cancellationToken)
            ?? throw new InvalidOperationException("A mailbox's seal key does not unwrap.");
        return TypedResults.Ok(new Response(sealKey, sms.Value.IsConfigured));
    }
}
