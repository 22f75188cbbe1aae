namespace Zegel.Functions.Spaces.Shelving;

/// <summary>
/// Hands the mailbox, and every account with which a space is shared, its seal key for their lists: once, wrapped
/// under a key of their own, and written down.
/// </summary>
public sealed class KeyHandover(
    SealKeyRelease release, MailboxKeys mailboxes, ShelfKeys shelves, TimeProvider time)
{
    /// <summary>Each takes two rows of a transaction.</summary>
    private const int AtOnce = 40;

    /// <summary>Hands it to those who do not have it, or some of them; accounts that are gone get none.</summary>
    /// <param name="read">The space and everybody in it.</param>
    /// <param name="delivered">As what it is written down.</param>
    /// <returns>Null when all have it; else why it must be looked at again, or never can be.</returns>
    public async Task<Problem?> HandOverAsync(
        SpaceRead read, AuditEvent delivered, CancellationToken cancellationToken)
    {
        Stored<Participant>[] without =
        [
            .. read.Participants.Where(
                person => person.Value.WrappedSealKey is null && person.Value.Rights.HasFlag(Rights.Read)).Take(AtOnce),
        ];
        var space = read.Space.Value;
        var under = await WrapsAsync(without, space, cancellationToken);
        if (under.Count == 0)
        {
            return null;
        }

        var released = await release.ReleaseAsync(
            space,
            async sealKey =>
            {
                var change = new SpaceChange(space.Id, time.GetUtcNow());
                foreach (var (person, wrap) in under)
                {
                    change.Replace(person, person.Value with { WrappedSealKey = await wrap(sealKey) });
                    change.Audit(new AuditRecord(
                        delivered, change.Now, "system", space.Id,
                        OnBehalfOf: person.Value.ParticipantId));
                }

                return change;
            },
            () => Task.FromResult(Unreadable(read, space)),
            cancellationToken);
        return released.IsRefused(out var problem, out _) ? problem : new ChangedMeanwhile();
    }

    /// <summary>How the key is wrapped for each; not in it is an account that is gone.</summary>
    private async Task<List<(Stored<Participant> Person, Func<byte[], Task<byte[]>> Wrap)>> WrapsAsync(
        IEnumerable<Stored<Participant>> people, Space space, CancellationToken cancellationToken)
    {
        var wraps = new List<(Stored<Participant>, Func<byte[], Task<byte[]>>)>();
        foreach (var person in people)
        {
            if (person.Value.AccountId is not { } account)
            {
                wraps.Add((person, key =>
                    mailboxes.WrapAsync(space.MailboxId, space.KeyContext, key, cancellationToken)));
            }
            else if (await shelves.FindAsync(account, make: true, cancellationToken) is { } shelfKey)
            {
                wraps.Add((person, key =>
                    SealKeys.WrapUnderAsync(shelfKey, space.KeyContext, key, cancellationToken)));
            }
        }

        return wraps;
    }

    /// <summary>What was wrapped is no seal key of this space: nothing more is written or read in it.</summary>
    private SpaceChange Unreadable(SpaceRead read, Space space)
    {
        var change = new SpaceChange(space.Id, time.GetUtcNow());
        if (!space.IsUnreadable)
        {
            change.Replace(read.Space, space with { IsUnreadable = true });
            change.Audit(new AuditRecord(SealingEvents.SealKeyRefused, change.Now, "system", space.Id));
        }

        return change;
    }
}
