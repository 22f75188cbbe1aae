using Zegel.Functions.Lists;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>
/// The conversations that were written to the confirmed address of an account, those first of which it was told last.
/// Which there are, and no more: each still asks for its own proof, unless that is the account.
/// </summary>
[Allow(Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class ListOwnMessages(ReaderConversations readers, MailboxNames names, TimeProvider time)
{
    public sealed record Response(IReadOnlyList<Item> Messages, string? Next);

    /// <param name="ParticipantId">As whom it is opened.</param>
    /// <param name="Mailbox">The name of the mailbox.</param>
    /// <param name="At">When something came that they were told of.</param>
    /// <param name="Unread">Whether they have not read it.</param>
    /// <param name="Method">What it asks for.</param>
    public sealed record Item(
        ParticipantId ParticipantId, string Mailbox, DateTimeOffset At, bool Unread, Method Method);

    [Function(nameof(ListOwnMessages))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "account/messages")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!ListCursor.TryRead(request, out var cursor))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        var (me, now) = (request.SignedIn(), time.GetUtcNow());
        var (page, next) = await readers.PageAsync(me.Account.Email, cursor, cancellationToken);
        var mine = page.Where(one => OwnMessages.IsOf(me, one.Person.Value, now)).ToList();
        var known = await names.GetAsync([.. mine.Select(one => one.Conversation.MailboxId)], cancellationToken);
        return TypedResults.Ok(new Response(
            [.. mine.Select(one => new Item(
                one.Person.Value.ParticipantId, known[one.Conversation.MailboxId], one.At, one.Person.Value.HasUnread,
                one.Person.Value.Method))],
            next));
    }
}
