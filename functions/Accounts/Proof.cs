namespace Zegel.Functions.Accounts;

/// <summary>
/// A code that somebody must still type: of a log-in whose password was right, bound to the browser that holds its
/// cookie; or of a second factor that is being set up, bound to the session. Tries are counted over all methods of one
/// log-in.
/// </summary>
public sealed record Proof : OneTimeCode
{
    /// <summary>By which means.</summary>
    public required FactorMethod Method { get; init; }

    /// <summary>From which a sent code is derived.</summary>
    public required string ChallengeId { get; init; }

    /// <summary>The account's generation when the password was proved; another one ends this too.</summary>
    public required int Generation { get; init; }

    /// <summary>What other methods of the log-in sent, so that going back to one sends nothing anew.</summary>
    public IReadOnlyList<SentCode> Former { get; init; } = [];

    /// <summary>The session in which a factor is being set up; null for a log-in.</summary>
    public string? SessionRow { get; init; }

    /// <summary>The number that gets the code; null for other methods.</summary>
    public string? Phone { get; init; }

    /// <summary>The new address that gets the code; null for other proofs.</summary>
    public string? Email { get; init; }

    /// <summary>The authenticator app's secret that is being proved, protected.</summary>
    public string? Secret { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override CodeForm Form => Method == FactorMethod.Recovery ? CodeForm.Recovery : CodeForm.Digits;

    /// <inheritdoc/>
    protected override string DerivedFrom => ChallengeId;

    /// <summary>Whether it can still be answered for the account as it is now.</summary>
    public bool IsOpen(AccountHead account, DateTimeOffset now) => IsOpen(now) && Generation == account.Generation;

    /// <summary>Sent once more, now.</summary>
    public Proof SentAgain(DateTimeOffset now) => this with { Sends = Sends + 1, LastSentAt = now };

    /// <summary>
    /// The same log-in by another method. One that was chosen before goes on as it was: its code, how often it was sent
    /// and the wait before it is sent again.
    /// </summary>
    public Proof By(FactorMethod method)
    {
        var now = Former.FirstOrDefault(sent => sent.Method == method)
            ?? new SentCode(method, Tokens.NewId(), 0, default, null);
        return method == Method ? this : this with
        {
            Method = method, ChallengeId = now.ChallengeId, Sends = now.Sends, LastSentAt = now.LastSentAt,
            Phone = now.Phone,
            Former =
            [
                .. Former.Where(sent => sent.Method != method),
                new SentCode(Method, ChallengeId, Sends, LastSentAt, Phone),
            ],
        };
    }
}

/// <summary>A code that was sent by a method of a log-in; see <see cref="Proof"/>.</summary>
public sealed record SentCode(
    FactorMethod Method, string ChallengeId, int Sends, DateTimeOffset LastSentAt, string? Phone);
