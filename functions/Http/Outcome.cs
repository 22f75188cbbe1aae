using System.Diagnostics.CodeAnalysis;

namespace Zegel.Functions.Http;

/// <summary>What was asked for, or why it is refused.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? value;
    private readonly Problem? problem;

    private Outcome(T? value, Problem? problem) => (this.value, this.problem) = (value, problem);

    /// <summary>What was asked for.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);

    /// <summary>Whether it is refused: then why, else what was asked for.</summary>
    public bool IsRefused([NotNullWhen(true)] out Problem? refusal, [MaybeNullWhen(true)] out T result)
    {
        (refusal, result) = (problem, value);
        return problem is not null;
    }
}
