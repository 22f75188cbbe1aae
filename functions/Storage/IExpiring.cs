namespace Zegel.Functions.Storage;

/// <summary>
/// A kind of thing that ends by itself. Whoever writes such things declares it and registers it in the set-up; the
/// purge finds it by the kind that stands in the pointer (<see cref="Expiries"/>).
/// </summary>
public interface IExpiring
{
    /// <summary>The kind, as pointers name it.</summary>
    string Kind { get; }

    /// <summary>Ends the thing, if its time is over; safe to run twice.</summary>
    Task EndAsync(string partition, string row, CancellationToken cancellationToken);
}
