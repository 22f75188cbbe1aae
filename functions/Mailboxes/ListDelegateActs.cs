using Zegel.Functions.Lists;

namespace Zegel.Functions.Mailboxes;

/// <summary>
/// What delegates did in a mailbox (Z22), for its owner: who opened, sent, revoked or filed something and when, without
/// what it was about.
/// </summary>
[Allow(Caller.Account)]
public sealed class ListDelegateActs(MailboxStore mailboxes, AccountStore accounts, DelegateActs acts)
{
    /// <param name="Acts">Newest first.</param>
    /// <param name="Next">Where the next page begins; null: there is none.</param>
    public sealed record Response(IReadOnlyList<Item> Acts, string? Next);

    /// <summary>Something that was done.</summary>
    /// <param name="Event">What, as the audit trail names it.</param>
    /// <param name="Name">Of whoever did it.</param>
    /// <param name="At">When.</param>
    public sealed record Item(string Event, string Name, DateTimeOffset At);

    [Function(nameof(ListDelegateActs))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/delegate-acts")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        if (await mailboxes.FindOwnedAsync(mailboxId, cancellationToken) is not { } mailbox
            || !mailbox.IsOwnedBy(request.SignedIn().AccountId))
        {
            return new ResourceNotFound().ToResult();
        }

        if (!ListCursor.TryRead(request, out var cursor))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        var (page, next) = await acts.PageAsync(mailbox.MailboxId, cursor, cancellationToken);
        var names = new Dictionary<AccountId, string>();
        foreach (var actor in page.Select(act => act.Actor).Distinct())
        {
            names[actor] = (await accounts.FindAsync(actor, null, cancellationToken))?.Head.Value.CallName ?? "";
        }

        return TypedResults.Ok(new Response(
            [.. page.Select(act => new Item(act.Event, names[act.Actor], act.At))], next));
    }
}
