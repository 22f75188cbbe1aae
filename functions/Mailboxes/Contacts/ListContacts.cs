namespace Zegel.Functions.Mailboxes.Contacts;

/// <summary>The address book of a mailbox, page by page: to whom it wrote before, sealed.</summary>
[Allow(Caller.Staff)]
public sealed class ListContacts(ContactStore contacts)
{
    /// <param name="Contacts">In no order that says anything.</param>
    /// <param name="Next">The next page's cursor, or null.</param>
    public sealed record Response(IReadOnlyList<ContactItem> Contacts, string? Next);

    [Function(nameof(ListContacts))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/contacts")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        if (!request.SignedIn().MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var cursor = request.Query["cursor"];
        if (cursor.Count > 1 || (cursor.Count == 1 && !Ids.IsId(cursor.ToString())))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        var (page, next) = await contacts.PageAsync(MailboxId.From(mailboxId), cursor, cancellationToken);
        return TypedResults.Ok(new Response(page, next));
    }
}
