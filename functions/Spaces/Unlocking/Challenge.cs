namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>How a code travels.</summary>
public enum ChallengeKind
{
    /// <summary>By mail; eight characters; answered by whoever holds the link.</summary>
    Mail,

    /// <summary>By SMS; six digits; answered only in the browser that asked.</summary>
    Sms,
}

/// <summary>One code that was sent; when it is sent again is counted over all of a participant's.</summary>
public sealed record Challenge : OneTimeCode
{
    /// <summary>From which the code is derived.</summary>
    public required string Id { get; init; }

    /// <summary>How it travelled.</summary>
    public required ChallengeKind Kind { get; init; }

    /// <summary>The hash of the browser that asked; null for mail.</summary>
    public string? Browser { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override CodeForm Form => FormOf(Kind);

    /// <inheritdoc/>
    protected override string DerivedFrom => Id;

    /// <summary>What codes look like that travel in this way.</summary>
    public static CodeForm FormOf(ChallengeKind kind) =>
        kind == ChallengeKind.Sms ? CodeForm.Digits : CodeForm.Characters;

    /// <summary>A fresh one, that is sent now.</summary>
    public static Challenge New(ChallengeKind kind, string? browser, string id, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = kind,
        Browser = BrowserOf(kind, browser),
        ExpiresAt = now
            + (kind == ChallengeKind.Sms ? SecurityNumbers.SmsCodeLifetime : SecurityNumbers.MailCodeLifetime),
        Sends = 1,
    };

    /// <summary>Whether it travelled so, and may be answered in this browser: a mailed one in any.</summary>
    public bool IsFor(ChallengeKind kind, string? browser) => Kind == kind && Browser == BrowserOf(kind, browser);

    private static string? BrowserOf(ChallengeKind kind, string? browser) => kind == ChallengeKind.Sms ? browser : null;
}
