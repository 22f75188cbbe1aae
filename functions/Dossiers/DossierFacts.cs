namespace Zegel.Functions.Dossiers;

/// <summary>A step of a dossier's progress; its title stands sealed in the header note.</summary>
/// <param name="StepId">Made by the browser.</param>
/// <param name="TickedAt">When it was done; null while it is not.</param>
/// <param name="By">Who ticked it off; null while it is not done, and for clients.</param>
public sealed record ProgressStep(string StepId, DateTimeOffset? TickedAt = null, string? By = null);

/// <summary>Somebody of the office.</summary>
/// <param name="AccountId">Whose account; null for clients.</param>
/// <param name="Name">As it was when it was set.</param>
public sealed record DossierPerson(AccountId? AccountId, string Name);

/// <summary>
/// What is known of a dossier without a key. It is changed in the dossier, and copied into each of its parts, which
/// decide by their copy.
/// </summary>
public sealed record DossierFacts
{
    /// <summary>When it changed last. It only rises: of two copies the later counts.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Of the organisation's list.</summary>
    public required string Status { get; init; }

    /// <summary>Its progress, in order; none: without progress (N19).</summary>
    public IReadOnlyList<ProgressStep> Steps { get; init; } = [];

    /// <summary>Who handles it, and is mailed when a client writes.</summary>
    public required DossierPerson Handler { get; init; }

    /// <summary>Who stands in for them, and is mailed too.</summary>
    public DossierPerson? StandIn { get; init; }

    /// <summary>When it was closed: nothing comes in any more, reading goes on.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether it is closed.</summary>
    [JsonIgnore]
    public bool IsClosed => ClosedAt is not null;

    /// <summary>Changed now, or just after it was changed last on a clock that was ahead.</summary>
    public DossierFacts Changed(DateTimeOffset now) => this with { At = now > At ? now : At.AddTicks(1) };

    /// <summary>With steps ticked off and open again; who ticked one off first stays.</summary>
    public DossierFacts Ticked(
        IReadOnlyList<string> done, IReadOnlyList<string> open, string by, DateTimeOffset now) => this with
    {
        Steps =
        [
            .. Steps.Select(step => open.Contains(step.StepId) ? new ProgressStep(step.StepId)
                : done.Contains(step.StepId) && step.TickedAt is null ? new ProgressStep(step.StepId, now, by)
                : step),
        ],
    };

    /// <summary>With these steps, of which those that were there stay as they are.</summary>
    public DossierFacts WithSteps(IReadOnlyList<string> steps) => this with
    {
        Steps = [.. steps.Select(id => Steps.FirstOrDefault(step => step.StepId == id) ?? new ProgressStep(id))],
    };

    /// <summary>Closed, since the first moment it was; or open again.</summary>
    public DossierFacts Closed(bool isClosed, DateTimeOffset now) =>
        this with { ClosedAt = isClosed ? ClosedAt ?? now : null };

    /// <summary>As clients see it: without accounts, and without who ticked a step off.</summary>
    public DossierFacts ForClients() => this with
    {
        Steps = [.. Steps.Select(step => step with { By = null })],
        Handler = Handler with { AccountId = null },
        StandIn = StandIn is null ? null : StandIn with { AccountId = null },
    };
}
