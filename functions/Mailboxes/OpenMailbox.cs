namespace Zegel.Functions.Mailboxes;

/// <summary>Hands staff the mailbox's seal key, which opens the subjects of its list; written down first.</summary>
[Allow(Caller.Staff)]
public sealed class OpenMailbox(
    MailboxStore mailboxes, MailboxList list, SealKeys sealKeys, IOptions<SmsOptions> sms,
    IOptions<CorrespondenceOptions> correspondence, TimeProvider time)
{
    /// <param name="SealKey">The mailbox's seal key.</param>
    /// <param name="SmsAvailable">Whether recipients can be asked for a code by SMS.</param>
    /// <param name="LowestMethod">The weakest check that a recipient can get.</param>
    /// <param name="MessagesExpireAfterDays">
    /// After how many days messages expire unless somebody chooses another day; null: they do not.
    /// </param>
    public sealed record Response(byte[] SealKey, bool SmsAvailable, Method LowestMethod, int? MessagesExpireAfterDays);

    [Function(nameof(OpenMailbox))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/open")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId)
            || await mailboxes.FindAsync(MailboxId.From(mailboxId), cancellationToken) is not { } mailbox)
        {
            return new ResourceNotFound().ToResult();
        }

        await list.PrepareAsync(mailbox.MailboxId, cancellationToken);
        // As every release of a key: unwrapped, written down, handed out (decision 008).
        var sealKey = await sealKeys.UnwrapAsync(KeyContext.Mailbox(mailboxId), mailbox.SealKey, cancellationToken);
        var what = sealKey is null ? SealingEvents.SealKeyRefused : MailboxEvents.MailboxOpened;
        var record = new AuditRecord(what, time.GetUtcNow(), staff.AccountId, mailboxId, "account");
        await mailboxes.AuditAsync(mailbox.MailboxId, record, cancellationToken);
        return sealKey is null
            ? new SealKeyRefused().ToResult()
            : TypedResults.Ok(new Response(
                sealKey, sms.Value.IsConfigured, correspondence.Value.LowestCheck,
                correspondence.Value.MessagesExpireAfterDays is > 0 and var days ? days : null));
    }
}
