using Zegel.Functions.Security;

namespace Zegel.Functions.Conversations;

/// <summary>How a code travels.</summary>
public enum ChallengeKind
{
    /// <summary>By mail; eight characters; answered by whoever holds the link.</summary>
    Mail,

    /// <summary>By SMS; six digits; answered only in the browser that asked.</summary>
    Sms,
}

/// <summary>One code that was sent. The code itself is derived from the id.</summary>
public sealed record Challenge
{
    /// <summary>From which the code is derived.</summary>
    public required string Id { get; init; }

    /// <summary>How it travelled.</summary>
    public required ChallengeKind Kind { get; init; }

    /// <summary>The hash of the browser that asked; null for mail.</summary>
    public string? Browser { get; init; }

    /// <summary>After this the code is refused.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Sends { get; init; } = 1;

    /// <summary>Whether it can still be answered.</summary>
    public bool IsOpen(DateTimeOffset now) => now < ExpiresAt && Tries < SecurityNumbers.TriesPerChallenge;
}

/// <summary>Why a code is not sent or not tried.</summary>
public enum AccessRefusal
{
    /// <summary>Wait until the time that comes with it.</summary>
    Wait,

    /// <summary>Locked after too many wrong codes in a day.</summary>
    Locked,

    /// <summary>Disabled after too many wrong codes in all.</summary>
    Disabled,

    /// <summary>There is no code to try: none asked here, used, or too old.</summary>
    NoCode,

    /// <summary>The code was tried too often.</summary>
    UsedUp,
}

/// <summary>A refusal with the time it ends, if it does.</summary>
public sealed record Refused(AccessRefusal Why, DateTimeOffset? Until = null);

/// <summary>
/// The codes of one participant and the count of wrong tries; part of the participant's row, so that one ETag guards
/// all of it. Sending a code never lowers a count (NIST SP 800-63B-4 3.1.3.2), and never ends another code.
/// </summary>
public sealed record LinkAccess
{
    /// <summary>A participant nobody asked a code for.</summary>
    public static LinkAccess None { get; } = new();

    /// <summary>The newest codes; used ones are gone, ended ones stay until others push them out.</summary>
    public IReadOnlyList<Challenge> Challenges { get; init; } = [];

    /// <summary>When codes were sent; at most a day old.</summary>
    public IReadOnlyList<DateTimeOffset> Sent { get; init; } = [];

    /// <summary>When wrong codes came; at most a day old.</summary>
    public IReadOnlyList<DateTimeOffset> Wrong { get; init; } = [];

    /// <summary>Wrong codes since the last right one.</summary>
    public int WrongInARow { get; init; }

    /// <summary>Wrong codes in all.</summary>
    public int WrongInAll { get; init; }

    /// <summary>Until when the link is locked.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether the method is disabled until the sender enables it again.</summary>
    public bool IsDisabled => WrongInAll >= SecurityNumbers.TriesInAll;

    /// <summary>From when the next code may be tried.</summary>
    public DateTimeOffset? TryAt => WrongInARow == 0 || Wrong.Count == 0
        ? null
        : Wrong[^1] + SecurityNumbers.WaitsAfterWrongTries[Math.Min(WrongInARow, SecurityNumbers.WaitsAfterWrongTries.Count) - 1];

    /// <summary>From when a code may be asked again; null when at once.</summary>
    public DateTimeOffset? SendAt(DateTimeOffset now)
    {
        var recent = Sent.Where(at => at > now - TimeSpan.FromHours(1)).ToList();
        if (recent.Count == 0)
        {
            return null;
        }

        var wait = SecurityNumbers.WaitsBeforeResend[Math.Min(recent.Count, SecurityNumbers.WaitsBeforeResend.Count) - 1];
        var at = recent[^1] + wait;
        return at > now ? at : null;
    }

    /// <summary>The codes that can be answered: mailed ones by anyone with the link, an SMS only in its own browser.</summary>
    public IEnumerable<Challenge> OpenFor(ChallengeKind kind, string? browser, DateTimeOffset now) =>
        Challenges.Where(challenge => challenge.Kind == kind && challenge.Browser == (kind == ChallengeKind.Sms ? browser : null) && challenge.IsOpen(now));

    /// <summary>Why nothing may be sent or tried now, or null.</summary>
    public Refused? Refuse(DateTimeOffset now)
    {
        if (IsDisabled)
        {
            return new Refused(AccessRefusal.Disabled);
        }

        return LockedUntil > now ? new Refused(AccessRefusal.Locked, LockedUntil) : null;
    }

    /// <summary>
    /// A person asks for a code. A code that is still open is sent again, three times at most; else there is a new one,
    /// three open at most.
    /// </summary>
    public (LinkAccess Access, Challenge? Challenge, Refused? Refused) Ask(ChallengeKind kind, string? browser, string newId, DateTimeOffset now)
    {
        if (Refuse(now) is { } refused)
        {
            return (this, null, refused);
        }

        if (SendAt(now) is { } sendAt)
        {
            return (this, null, new Refused(AccessRefusal.Wait, sendAt));
        }

        return Send(kind, browser, newId, now);
    }

    /// <summary>A code goes out with a notice: the open mailed one again, else a new one.</summary>
    public (LinkAccess Access, Challenge Challenge) SendWithNotice(string newId, DateTimeOffset now)
    {
        // One that is about to end would end before a delayed notice is there, and take the notice with it.
        var open = OpenFor(ChallengeKind.Mail, null, now)
            .LastOrDefault(challenge => challenge.ExpiresAt - now > SecurityNumbers.MailCodeLifetime / 2);
        var challenge = open ?? New(ChallengeKind.Mail, null, newId, now);
        return (open is null ? this with { Challenges = Keep(challenge, now) } : this, challenge);
    }

    /// <summary>
    /// Counts a try, as wrong, before it is evaluated. Returns the codes it may match; a crash costs a try and grants
    /// nothing.
    /// </summary>
    public (LinkAccess Access, IReadOnlyList<Challenge> Candidates, Refused? Refused) Try(ChallengeKind kind, string? browser, DateTimeOffset now)
    {
        if (Refuse(now) is { } refused)
        {
            return (this, [], refused);
        }

        if (TryAt is { } tryAt && tryAt > now)
        {
            return (this, [], new Refused(AccessRefusal.Wait, tryAt));
        }

        var candidates = OpenFor(kind, browser, now).ToList();
        if (candidates.Count == 0)
        {
            var usedUp = Challenges.Any(challenge => challenge.Kind == kind && now < challenge.ExpiresAt
                && challenge.Browser == (kind == ChallengeKind.Sms ? browser : null));
            return (this, [], new Refused(usedUp ? AccessRefusal.UsedUp : AccessRefusal.NoCode));
        }

        List<DateTimeOffset> wrong = [.. Wrong.Where(at => at > now - SecurityNumbers.ParticipantWindow), now];
        var counted = this with
        {
            Challenges = [.. Challenges.Select(challenge => candidates.Contains(challenge) ? challenge with { Tries = challenge.Tries + 1 } : challenge)],
            Wrong = wrong,
            WrongInARow = WrongInARow + 1,
            WrongInAll = WrongInAll + 1,
            LockedUntil = wrong.Count >= SecurityNumbers.TriesPerParticipant ? now + SecurityNumbers.ParticipantLock : LockedUntil,
        };
        return (counted, candidates, null);
    }

    /// <summary>The try that was counted last was right: its code is used up and the try was none.</summary>
    public LinkAccess Right(string challengeId, DateTimeOffset triedAt) => this with
    {
        Challenges = [.. Challenges.Where(challenge => challenge.Id != challengeId)],
        Wrong = [.. Wrong.Where(at => at != triedAt)],
        WrongInARow = 0,
        WrongInAll = WrongInAll - 1,
        LockedUntil = Wrong.Count <= SecurityNumbers.TriesPerParticipant ? null : LockedUntil,
    };

    private (LinkAccess Access, Challenge? Challenge, Refused? Refused) Send(ChallengeKind kind, string? browser, string newId, DateTimeOffset now)
    {
        List<DateTimeOffset> sent = [.. Sent.Where(at => at > now - TimeSpan.FromDays(1)), now];
        if (sent.Count > SecurityNumbers.CodesPerConversationPerDay)
        {
            return (this, null, new Refused(AccessRefusal.Wait, sent[0] + TimeSpan.FromDays(1)));
        }

        if (OpenFor(kind, browser, now).LastOrDefault(challenge => challenge.Sends < SecurityNumbers.SendsPerChallenge) is { } open)
        {
            var again = open with { Sends = open.Sends + 1 };
            return (this with { Sent = sent, Challenges = [.. Challenges.Select(challenge => challenge == open ? again : challenge)] }, again, null);
        }

        var openOnes = Challenges.Where(challenge => challenge.IsOpen(now)).ToList();
        if (openOnes.Count >= SecurityNumbers.OpenChallenges)
        {
            return (this, null, new Refused(AccessRefusal.Wait, openOnes.Min(challenge => challenge.ExpiresAt)));
        }

        var fresh = New(kind, browser, newId, now);
        return (this with { Sent = sent, Challenges = Keep(fresh, now) }, fresh, null);
    }

    /// <summary>Adds a challenge; ended ones are pushed out first, so that a used-up code is still told from none.</summary>
    private List<Challenge> Keep(Challenge fresh, DateTimeOffset now) =>
    [
        .. Challenges.OrderBy(challenge => challenge.IsOpen(now)).ThenBy(challenge => challenge.ExpiresAt)
            .Skip(Math.Max(0, Challenges.Count - 5)),
        fresh,
    ];

    private static Challenge New(ChallengeKind kind, string? browser, string id, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = kind,
        Browser = kind == ChallengeKind.Sms ? browser : null,
        ExpiresAt = now + (kind == ChallengeKind.Sms ? SecurityNumbers.SmsCodeLifetime : SecurityNumbers.MailCodeLifetime),
    };
}
