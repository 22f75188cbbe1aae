using System.Collections.Concurrent;

namespace Zegel.Functions.Mailboxes.Presence;

/// <summary>The boards of the mailboxes that this process serves, and waiting at one.</summary>
public sealed class PresenceBoards(PresenceStore store, MailboxStore mailboxes, TimeProvider time)
{
    private readonly ConcurrentDictionary<MailboxId, PresenceBoard> boards = new();

    /// <summary>The board of a mailbox.</summary>
    public PresenceBoard Of(MailboxId mailboxId) =>
        boards.GetOrAdd(mailboxId, id => new PresenceBoard(id, store, mailboxes, time));

    /// <summary>
    /// Says where a tab is, and waits until who is where is not what it was shown, or for a while.
    /// </summary>
    /// <param name="mailboxId">The mailbox.</param>
    /// <param name="here">The tab.</param>
    /// <param name="seen">What it was shown; null: nothing.</param>
    /// <param name="membership">By which its account may use the mailbox.</param>
    /// <returns>Null: it may not use the mailbox any more.</returns>
    public async Task<IReadOnlyList<PersonThere>?> WatchAsync(
        MailboxId mailboxId, Here here, string? seen, Membership membership, CancellationToken cancellationToken)
    {
        var (board, end) = (Of(mailboxId), time.GetUtcNow() + SecurityNumbers.PresenceWait);
        try
        {
            await board.ComeAsync(here);
            var isKnown = false;
            for (WhoIsWhere? read = null; ;)
            {
                read = await board.ReadAsync(read).WaitAsync(cancellationToken);
                var isThere = read.People.Contains(here.AccountId);
                if ((isKnown && !isThere) || !membership.Counts(time.GetUtcNow()))
                {
                    await board.RemoveAsync(here, cancellationToken);
                    return null;
                }

                isKnown = isThere;
                var people = read.Without(here.Key);
                if (WhoIsWhere.Name(people) != seen || time.GetUtcNow() >= end)
                {
                    return people;
                }
            }
        }
        finally
        {
            board.Leave(here);
        }
    }
}
