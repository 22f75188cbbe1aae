using System.Collections.Concurrent;

namespace Zegel.Local;

/// <summary>Something that goes wrong with one call, after its signature was checked.</summary>
public abstract record InboxFault
{
    private InboxFault()
    {
    }

    /// <summary>The call is refused: nothing is sent.</summary>
    public sealed record Refused(int Status, TimeSpan? RetryAfter = null) : InboxFault;

    /// <summary>SMS: the call is accepted, but every recipient in it fails.</summary>
    public sealed record RecipientFailed(int Status = 400, string Message = "The number is not valid.") : InboxFault;

    /// <summary>E-mail: the call is accepted, nothing is sent, and the operation ends as failed.</summary>
    public sealed record OperationFailed(string Code = "EmailDropped") : InboxFault;

    /// <summary>The message is sent, but the connection drops before the caller hears so.</summary>
    public sealed record AnswerLost : InboxFault;
}

/// <summary>The faults that wait for the next calls, one each, in order.</summary>
public sealed class InboxFaults
{
    private readonly ConcurrentQueue<InboxFault> email = new();
    private readonly ConcurrentQueue<InboxFault> sms = new();

    /// <summary>Adds faults for the next calls of a kind. A retry of the client is a call of its own.</summary>
    public void Enqueue(InboxKind kind, params ReadOnlySpan<InboxFault> faults)
    {
        foreach (var fault in faults)
        {
            QueueOf(kind).Enqueue(fault);
        }
    }

    internal InboxFault? Next(InboxKind kind) => QueueOf(kind).TryDequeue(out var fault) ? fault : null;

    private ConcurrentQueue<InboxFault> QueueOf(InboxKind kind) => kind == InboxKind.Email ? email : sms;
}
