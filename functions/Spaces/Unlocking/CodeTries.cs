using Microsoft.AspNetCore.Identity;

namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>A try that was counted.</summary>
/// <param name="Link">As it stands since.</param>
/// <param name="Match">What was typed; null when it was wrong.</param>
public sealed record CountedTry(Link Link, RightAnswer? Match);

/// <summary>A right answer to what a link asks.</summary>
/// <param name="ChallengeId">The code; null: it was the password.</param>
/// <param name="PasswordHash">What is stored of the password; null: it was a code.</param>
public sealed record RightAnswer(string? ChallengeId, string? PasswordHash)
{
    /// <summary>The participant after it; null when it is the answer no more: used, raised, or another one.</summary>
    /// <param name="person">As they stand.</param>
    /// <param name="triedAt">When it was tried.</param>
    public Participant? After(Participant person, DateTimeOffset triedAt) => ChallengeId is { } id
        ? person.Codes.Challenges.Any(open => open.Id == id)
            ? person.Reached() with { Codes = person.Codes.Right(id, triedAt) }
            : null
        : person.PasswordHash == PasswordHash
            ? person.Reached() with { Codes = person.Codes.RightPassword(triedAt) }
            : null;
}

/// <summary>
/// Trying codes and agreed passwords: counted as wrong, under the participant's ETag, before anybody hears of it.
/// </summary>
public sealed class CodeTries(SpaceStore spaces, RootSecret root, AgreedPasswords passwords)
{
    /// <summary>Why nothing can be tried now; null when something can.</summary>
    public static Problem? Refuse(Link link, DateTimeOffset now) =>
        Count(link, now).IsRefused(out var refused, out _) ? refused : null;

    /// <summary>One attempt to count a try.</summary>
    /// <param name="link">The link, as it was read.</param>
    /// <param name="code">What was typed, as the code or password that it is.</param>
    /// <param name="now">When.</param>
    public async Task<(bool Done, Outcome<CountedTry> Counted)> CountAsync(
        Link? link, string code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (link is not { Participant.Value: var person, Space.Value: var space })
        {
            return (true, new LinkUnknown());
        }

        if (Count(link, now).IsRefused(out var refused, out var counted))
        {
            return (true, refused);
        }

        var (codes, candidates) = counted;
        var tried = person with { Codes = codes };
        var match = person.Method == Method.Password ? Match(person.PasswordHash!, code) : Match(candidates, code);
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

    /// <summary>The count after a try, with the codes that it may match.</summary>
    private static Outcome<(LinkCodes Codes, IReadOnlyList<Challenge> Candidates)> Count(Link link, DateTimeOffset now)
    {
        var person = link.Participant.Value;
        if (person.Revoked is { } revoked)
        {
            return new AccessRevoked(revoked.At);
        }

        return person.Method switch
        {
            Method.Account => new AccountNeeded(),
            Method.Password => person.Codes.TryPassword(now).IsRefused(out var refused, out var codes)
                ? refused
                : (codes, (IReadOnlyList<Challenge>)[]),
            _ => person.Codes.Try(person.CodesBy, link.Visitor?.Hash, now),
        };
    }

    private RightAnswer? Match(string hash, string password) =>
        passwords.Verify(hash, password) == PasswordVerificationResult.Failed ? null : new RightAnswer(null, hash);

    private RightAnswer? Match(IReadOnlyList<Challenge> candidates, string code)
    {
        RightAnswer? match = null;
        foreach (var candidate in candidates)
        {
            if (candidate.IsAnsweredBy(code, root))
            {
                match = new RightAnswer(candidate.Id, null);
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
