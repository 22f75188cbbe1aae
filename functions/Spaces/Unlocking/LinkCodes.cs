namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// The codes of one participant and the count of wrong tries; part of the participant's row, so that one ETag guards
/// all of it. Sending a code never lowers a count (NIST SP 800-63B-4 3.1.3.2), and never ends another code.
/// </summary>
public sealed record LinkCodes
{
    /// <summary>A participant nobody asked a code for.</summary>
    public static LinkCodes None { get; } = new();

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

    /// <summary>Of those, wrong agreed passwords.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int WrongPasswords { get; init; }

    /// <summary>Until when the link is locked.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether the method is disabled until the sender enables it again.</summary>
    public bool IsDisabled =>
        WrongInAll >= SecurityNumbers.TriesInAll || WrongPasswords >= SecurityNumbers.AgreedPasswordTries;

    /// <summary>Passwords that can be tried before the link is shut, for a day or for good.</summary>
    public int PasswordsLeft(DateTimeOffset now) => Math.Min(
        SecurityNumbers.AgreedPasswordTries - WrongPasswords,
        SecurityNumbers.TriesPerParticipant - Wrong.Count(at => at > now - SecurityNumbers.ParticipantWindow));

    /// <summary>From when the next code may be tried.</summary>
    public DateTimeOffset? TryAt => WrongInARow == 0 || Wrong.Count == 0
        ? null
        : Wrong[^1] + SecurityNumbers.WaitsAfterWrongTries[
            Math.Min(WrongInARow, SecurityNumbers.WaitsAfterWrongTries.Count) - 1];

    /// <summary>From when a code may be asked again; null when at once.</summary>
    public DateTimeOffset? SendAt(DateTimeOffset now)
    {
        var recent = Sent.Where(at => at > now - TimeSpan.FromHours(1)).ToList();
        if (recent.Count == 0)
        {
            return null;
        }

        var at = recent[^1] + OneTimeCode.WaitAfter(recent.Count);
        return at > now ? at : null;
    }

    /// <summary>The codes that can be answered: mailed ones by who has the link, an SMS only in its browser.</summary>
    public IEnumerable<Challenge> OpenFor(ChallengeKind kind, string? browser, DateTimeOffset now) =>
        Challenges.Where(challenge => challenge.IsFor(kind, browser) && challenge.IsOpen(now));

    /// <summary>Why nothing may be sent or tried now, or null.</summary>
    public Problem? Refuse(DateTimeOffset now) =>
        IsDisabled ? new ParticipantDisabled()
        : LockedUntil > now ? new ParticipantLocked(LockedUntil.Value)
        : null;

    /// <summary>
    /// A person asks for a code. A code that is still open is sent again, three times at most; else there is a new one,
    /// three open at most.
    /// </summary>
    public Outcome<(LinkCodes Codes, Challenge Challenge)> Ask(
        ChallengeKind kind, string? browser, string newId, DateTimeOffset now)
    {
        if (Refuse(now) is { } refused)
        {
            return refused;
        }

        return SendAt(now) is { } sendAt ? new TooManyRequests(sendAt) : Send(kind, browser, newId, now);
    }

    /// <summary>A code goes out with a notice: the open mailed one again, else a new one.</summary>
    public (LinkCodes Codes, Challenge Challenge) SendWithNotice(string newId, DateTimeOffset now)
    {
        // One that is about to end would end before a delayed notice is there, and take the notice with it.
        var open = OpenFor(ChallengeKind.Mail, null, now)
            .LastOrDefault(challenge => challenge.ExpiresAt - now > SecurityNumbers.MailCodeLifetime / 2);
        var challenge = open ?? Challenge.New(ChallengeKind.Mail, null, newId, now);
        return (open is null ? this with { Challenges = Keep(challenge, now) } : this, challenge);
    }

    /// <summary>
    /// Counts a try, as wrong, before it is evaluated. Returns the codes it may match; a crash costs a try and grants
    /// nothing.
    /// </summary>
    public Outcome<(LinkCodes Codes, IReadOnlyList<Challenge> Candidates)> Try(
        ChallengeKind kind, string? browser, DateTimeOffset now)
    {
        if (RefuseTry(now) is { } refused)
        {
            return refused;
        }

        var candidates = OpenFor(kind, browser, now).ToList();
        if (candidates.Count == 0)
        {
            var usedUp = Challenges.Any(challenge => challenge.IsFor(kind, browser) && now < challenge.ExpiresAt);
            return usedUp ? new CodeUsedUp() : new CodeExpired();
        }

        var counted = Counted(now) with
        {
            Challenges =
            [
                .. Challenges.Select(one => candidates.Contains(one) ? one with { Tries = one.Tries + 1 } : one),
            ],
        };
        return (counted, candidates);
    }

    /// <summary>Counts a try at an agreed password, in the same way.</summary>
    public Outcome<LinkCodes> TryPassword(DateTimeOffset now) => RefuseTry(now) is { } refused
        ? refused
        : Counted(now) with { WrongPasswords = WrongPasswords + 1 };

    /// <summary>The try that was counted last was right: its code is used up and the try was none.</summary>
    public LinkCodes Right(string challengeId, DateTimeOffset triedAt) => WasRight(triedAt) with
    {
        Challenges = [.. Challenges.Where(challenge => challenge.Id != challengeId)],
    };

    /// <summary>The same of an agreed password.</summary>
    public LinkCodes RightPassword(DateTimeOffset triedAt) =>
        WasRight(triedAt) with { WrongPasswords = WrongPasswords - 1 };

    private Problem? RefuseTry(DateTimeOffset now) =>
        Refuse(now) ?? (TryAt is { } tryAt && tryAt > now ? new TooManyRequests(tryAt) : null);

    private LinkCodes Counted(DateTimeOffset now)
    {
        List<DateTimeOffset> wrong = [.. Wrong.Where(at => at > now - SecurityNumbers.ParticipantWindow), now];
        return this with
        {
            Wrong = wrong,
            WrongInARow = WrongInARow + 1,
            WrongInAll = WrongInAll + 1,
            LockedUntil = wrong.Count >= SecurityNumbers.TriesPerParticipant
                ? now + SecurityNumbers.ParticipantLock
                : LockedUntil,
        };
    }

    private LinkCodes WasRight(DateTimeOffset triedAt) => this with
    {
        Wrong = [.. Wrong.Where(at => at != triedAt)],
        WrongInARow = 0,
        WrongInAll = WrongInAll - 1,
        LockedUntil = Wrong.Count <= SecurityNumbers.TriesPerParticipant ? null : LockedUntil,
    };

    private Outcome<(LinkCodes Codes, Challenge Challenge)> Send(
        ChallengeKind kind, string? browser, string newId, DateTimeOffset now)
    {
        List<DateTimeOffset> sent = [.. Sent.Where(at => at > now - TimeSpan.FromDays(1)), now];
        if (sent.Count > SecurityNumbers.CodesPerConversationPerDay)
        {
            return new TooManyRequests(sent[0] + TimeSpan.FromDays(1));
        }

        if (OpenFor(kind, browser, now).LastOrDefault(one => one.Sends < SecurityNumbers.SendsPerChallenge) is { } open)
        {
            var again = open with { Sends = open.Sends + 1 };
            var challenges = Challenges.Select(challenge => challenge == open ? again : challenge);
            return (this with { Sent = sent, Challenges = [.. challenges] }, again);
        }

        var openOnes = Challenges.Where(challenge => challenge.IsOpen(now)).ToList();
        if (openOnes.Count >= SecurityNumbers.OpenChallenges)
        {
            return new TooManyRequests(openOnes.Min(challenge => challenge.ExpiresAt));
        }

        var fresh = Challenge.New(kind, browser, newId, now);
        return (this with { Sent = sent, Challenges = Keep(fresh, now) }, fresh);
    }

    /// <summary>Adds one; ended ones are pushed out first, so that a used-up code is still told from none.</summary>
    private List<Challenge> Keep(Challenge fresh, DateTimeOffset now) =>
    [
        .. Challenges.OrderBy(challenge => challenge.IsOpen(now)).ThenBy(challenge => challenge.ExpiresAt)
            .Skip(Math.Max(0, Challenges.Count - 5)),
        fresh,
    ];
}
