namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>A try that was counted.</summary>
/// <param name="Link">As it stands since.</param>
/// <param name="Match">The code that was typed; null when it was wrong.</param>
public sealed record CountedTry(Link Link, Challenge? Match);

/// <summary>Trying codes: counted as wrong, under the participant's ETag, before anybody hears of it.</summary>
public sealed class CodeTries(SpaceStore spaces, RootSecret root)
{
    /// <summary>One attempt to count a try.</summary>
    /// <param name="link">The link, as it was read.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="now">When.</param>
    public async Task<(bool Done, Outcome<CountedTry> Counted)> CountAsync(
        Link? link, string code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (link is not { Participant.Value: var person, Space.Value: var space })
        {
            return (true, new LinkUnknown());
        }

        if (person.Codes.Try(person.CodesBy, link.Visitor?.Hash, now).IsRefused(out var refused, out var counted))
        {
            return (true, refused);
        }

        var (codes, candidates) = counted;
        var (tried, match) = (person with { Codes = codes }, Match(candidates, code));
        var change = new SpaceChange(space.Id, now);
        change.Replace(link.Participant, tried);
        // Nobody hears whether the code is right before the try is stored; only that nobody is told of a link that
        // stays open.
        if (match is null && ShutNow(space.Kind.Notices, person.Codes, codes) is { } shut)
        {
            change.Audit(new AuditRecord(shut.Event, now, person.ParticipantId));
            change.Announce(Notices.ToOwner(space, shut.Notice) with { NotAfter = shut.Until });
        }

        return await spaces.TrySaveAsync(change, cancellationToken)
            ? (true, new CountedTry(link with { Participant = change.Written(tried) }, match))
            : (false, default);
    }

    private Challenge? Match(IReadOnlyList<Challenge> candidates, string code)
    {
        Challenge? match = null;
        foreach (var candidate in candidates)
        {
            if (candidate.IsAnsweredBy(code, root))
            {
                match = candidate;
            }
        }

        return match;
    }

    /// <summary>What the owner of the mailbox must know of this try; null when the link is as open as it was.</summary>
    private static (AuditEvent Event, Notice Notice, DateTimeOffset? Until)? ShutNow(
        SpaceNotices notices, LinkCodes before, LinkCodes after) =>
        after.IsDisabled && !before.IsDisabled ? (SpaceEvents.ParticipantDisabled, notices.Disabled, null)
        : after.LockedUntil is { } until && before.LockedUntil != until
            ? (SpaceEvents.ParticipantLocked, notices.Locked, until)
        : null;
}
