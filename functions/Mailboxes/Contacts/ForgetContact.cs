namespace Zegel.Functions.Mailboxes.Contacts;

/// <summary>Staff takes somebody out of the mailbox's address book; doing it again changes nothing.</summary>
[Allow(Caller.Staff)]
public sealed class ForgetContact(ContactStore contacts, TimeProvider time)
{
    [Function(nameof(ForgetContact))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "mailboxes/{mailboxId}/contacts/{tag}")] HttpRequest request,
        string mailboxId,
        string tag,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId) || !Ids.IsId(tag))
        {
            return new ResourceNotFound().ToResult();
        }

        var record = new AuditRecord(
            MailboxEvents.ContactForgotten, time.GetUtcNow(), staff.AccountId, $"{mailboxId} {tag}", "account");
        await contacts.ForgetAsync(MailboxId.From(mailboxId), tag, record, cancellationToken);
        return TypedResults.NoContent();
    }
}
