namespace Zegel.Functions.Mailboxes.Contacts;

/// <summary>
/// Staff keeps to whom a message went, each from the revision that was read: who wrote to the same person meanwhile
/// loses nothing, since the second is given what the first kept. All or none.
/// </summary>
[Allow(Caller.Staff)]
public sealed class KeepContacts(ContactStore contacts, TimeProvider time)
{
    /// <summary>Bytes of a sealed contact; all of a mailbox are read at once.</summary>
    private const int LargestNote = 2 * 1024;

    /// <param name="Contacts">At most as many as a message has recipients, none twice.</param>
    public sealed record Request(IReadOnlyList<ContactItem> Contacts) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(
                Contacts.Count is > 0 and <= SecurityNumbers.RecipientsOfMessage, "contacts", "count-1-30");
            if (Contacts.Contains(null!))
            {
                checks.That(false, "contacts", "json-invalid");
                return;
            }

            var tags = Contacts.Select(contact => contact.Tag).Distinct(StringComparer.Ordinal);
            checks.That(tags.Count() == Contacts.Count, "contacts", "tag-twice");
            for (var i = 0; i < Math.Min(Contacts.Count, SecurityNumbers.RecipientsOfMessage); i++)
            {
                var (tag, revision, note) = Contacts[i];
                checks.That(Ids.IsId(tag), $"contacts[{i}].tag", "id-invalid");
                checks.That(revision >= 0, $"contacts[{i}].revision", "not-a-revision");
                note.Check(checks, $"contacts[{i}].note", LargestNote);
            }
        }
    }

    /// <param name="Contacts">As they stand now.</param>
    public sealed record Response(IReadOnlyList<ContactItem> Contacts);

    [Function(nameof(KeepContacts))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/contacts")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        if (!body.Contacts.All(contact => contact.Note.BelongsTo(mailboxId)))
        {
            return new BadInput("contacts", "note-metadata").ToResult();
        }

        var record = new AuditRecord(
            MailboxEvents.ContactsKept, time.GetUtcNow(), staff.AccountId, mailboxId, "account");
        var outcome = await contacts.KeepAsync(
            MailboxId.From(mailboxId), body.Contacts, record, cancellationToken);
        return outcome.IsRefused(out var problem, out var kept)
            ? problem.ToResult() : TypedResults.Ok(new Response(kept));
    }
}
