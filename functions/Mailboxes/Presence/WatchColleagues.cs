namespace Zegel.Functions.Mailboxes.Presence;

/// <summary>
/// Says where somebody is in a mailbox, and waits until a colleague moves: who has which conversation open and who
/// writes in it (X4). A page asks this over and over by itself.
/// </summary>
[Allow(Caller.Staff, Repeats = true)]
public sealed class WatchColleagues(PresenceBoards boards, KnownSessions sessions)
{
    /// <param name="Tab">Names the tab; made by the browser.</param>
    /// <param name="At">The mailbox's participant in the conversation that is open; null: none is.</param>
    /// <param name="IsWriting">Whether somebody writes in it.</param>
    /// <param name="Seen">What was answered last; null: it answers at once.</param>
    /// <param name="IsGone">Whether the tab goes: nothing is waited for.</param>
    public sealed record Request(string Tab, string? At, bool IsWriting, string? Seen, bool IsGone = false)
        : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(Tab), "tab", "id-invalid");
            checks.That(At is null || Ids.IsParticipantId(At), "at", "id-invalid");
            checks.That(Seen is null || Ids.IsId(Seen), "seen", "id-invalid");
        }
    }

    /// <param name="Seen">Names it, for the next request.</param>
    /// <param name="People">The colleagues who are there, and the person's own other tabs.</param>
    public sealed record Response(string Seen, IReadOnlyList<PersonThere> People);

    [Function(nameof(WatchColleagues))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/presence")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var membership = staff.Memberships.First(one => one.MailboxId == mailboxId);
        var here = new Here(
            staff.AccountId, staff.Name, body.Tab, body.At is null ? null : ParticipantId.From(body.At),
            body.IsWriting, DateTimeOffset.MinValue);
        if (body.IsGone)
        {
            await boards.Of(membership.MailboxId).RemoveAsync(here, cancellationToken);
            return TypedResults.Ok(new Response(WhoIsWhere.Name([]), []));
        }

        // Whoever goes away ends the wait, also where the host does not say so.
        using var going = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, request.HttpContext.RequestAborted);
        var people = await boards.WatchAsync(membership.MailboxId, here, body.Seen, membership, going.Token);
        if (people is null)
        {
            sessions.Forget(request.Cookies[Cookies.Session]);
            return new ResourceNotFound().ToResult();
        }

        return TypedResults.Ok(new Response(WhoIsWhere.Name(people), people));
    }
}
