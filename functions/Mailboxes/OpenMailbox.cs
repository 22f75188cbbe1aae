using Zegel.Functions.Access;
using Zegel.Functions.Audit;
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

        var record = new AuditRecord(AuditEvent.MailboxOpened, time.GetUtcNow(), staff.AccountId, mailboxId, "account");
        await mailboxes.AuditAsync(mailboxId, record, cancellationToken);
        if (await sealKeys.UnwrapAsync(KeyContext.Mailbox(mailboxId), mailbox.SealKey, cancellationToken) is not { } sealKey)
        {
            await mailboxes.AuditAsync(mailboxId, record with { Event = AuditEvent.SealKeyRefused }, cancellationToken);
            return new SealKeyRefused().ToResult();
        }

        return TypedResults.Ok(new Response(sealKey, sms.Value.IsConfigured));
    }
}
