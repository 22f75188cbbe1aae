namespace Zegel.Functions.Mailboxes;

/// <summary>
/// How many conversations are unread in each mailbox that the caller may use (Z20): a query a mailbox, which counts no
/// further than the account switch shows.
/// </summary>
[Allow(Caller.Staff)]
public sealed class CountUnread(MailboxList list)
{
    public sealed record Response(IReadOnlyList<Item> Mailboxes);

    /// <summary>A mailbox.</summary>
    /// <param name="MailboxId">Which.</param>
    /// <param name="Unread">How many; 100 is that or more.</param>
    public sealed record Item(MailboxId MailboxId, int Unread);

    [Function(nameof(CountUnread))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "account/unread")] HttpRequest request,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(new Response(await Task.WhenAll(request.SignedIn().Memberships.Select(async membership =>
            new Item(
                membership.MailboxId, await list.CountUnreadAsync(membership.MailboxId, cancellationToken))))));
}
