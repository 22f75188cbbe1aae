namespace Zegel.Functions.Access;

/// <summary>What a new second factor needs, beside the password, after the service desk took the old ones.</summary>
public enum ResetProof
{
    /// <summary>A code that the service desk sees and says by phone.</summary>
    Code,

    /// <summary>A day in which the owner hears of it on every channel.</summary>
    Wait,
}

/// <summary>
/// That the second factors were taken away and none was set up since. A password alone is a link in a mail: whoever
/// reads somebody's mail would have their account (ASVS V6.4.4).
/// </summary>
/// <param name="Proof">What the organisation had chosen when it was done.</param>
/// <param name="OpensAt">From when a factor can be set up; with a code at once.</param>
public sealed record FactorReset(ResetProof Proof, DateTimeOffset OpensAt)
{
    /// <summary>Why no second factor can be set up in this session; null when one can.</summary>
    public Problem? Refuse(Session session, DateTimeOffset now) => Proof switch
    {
        ResetProof.Code => session.ResetProved ? null : new ResetCodeNeeded(),
        _ => now < OpensAt ? new ResetWaits(OpensAt) : null,
    };
}

/// <summary>The second factors were reset: the code that the service desk says comes first.</summary>
public sealed record ResetCodeNeeded()
    : Problem(403, "reset-code-needed", "Type the code from the service desk first.");

/// <summary>The second factors were reset: new ones can be set up from a moment on.</summary>
public sealed record ResetWaits(DateTimeOffset RetryAt)
    : Problem(403, "reset-waits", "A second factor can be set up later.");
