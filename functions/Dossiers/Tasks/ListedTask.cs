namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>Something that the office asks of a client.</summary>
/// <param name="TaskId">Which.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="State">How far it is.</param>
/// <param name="Header">Title, and why it is asked.</param>
/// <param name="DueOn">The last day for it, in Amsterdam.</param>
/// <param name="At">When it was asked.</param>
/// <param name="By">The name of who asked, as it was then.</param>
/// <param name="Answered">How many questions are answered, as the client's browser counts.</param>
/// <param name="Total">Of how many; 0 before it was begun.</param>
/// <param name="StartedAt">When it was begun; null: it was not.</param>
/// <param name="SentAt">When it was last sent, or confirmed.</param>
/// <param name="SentBy">The name of who did that.</param>
/// <param name="EntryId">What was delivered last; of a reading: what is to be read.</param>
/// <param name="RemindedAt">When the client was last reminded.</param>
/// <param name="Returned">Why the office returned it; null when it did not, or it was sent again.</param>
/// <param name="IsLate">Whether its last day is over and it is still to be done.</param>
public sealed record ListedTask(
    string TaskId, TaskKind Kind, TaskState State, SealedNote Header, DateOnly DueOn, DateTimeOffset At, string By,
    int Answered, int Total, DateTimeOffset? StartedAt, DateTimeOffset? SentAt, string? SentBy, string? EntryId,
    DateTimeOffset? RemindedAt, SealedNote? Returned, bool IsLate);

/// <summary>A page of answers.</summary>
/// <param name="PageId">Which page of the form.</param>
/// <param name="Note">The answers.</param>
/// <param name="Revision">How often it was saved; the next save names it.</param>
/// <param name="Author">The participant who saved it last.</param>
/// <param name="By">Their name, as it was then.</param>
/// <param name="At">When.</param>
public sealed record AnswerPage(
    string PageId, SealedNote Note, int Revision, ParticipantId Author, string By, DateTimeOffset At);

/// <summary>How many tasks of a part wait for whom.</summary>
/// <param name="ToDo">For the client to do.</param>
/// <param name="ToJudge">Documents that the office has not judged yet.</param>
/// <param name="Done">Done.</param>
public sealed record TaskNumbers(int ToDo, int ToJudge, int Done)
{
    /// <summary>None.</summary>
    public static TaskNumbers None { get; } = new(0, 0, 0);

    /// <summary>With a task that came into another state; null: it was not there.</summary>
    public TaskNumbers Moved(TaskState? from, TaskState to) => With(from, -1).With(to, 1);

    private TaskNumbers With(TaskState? state, int more) => state switch
    {
        TaskState.Open or TaskState.Returned => this with { ToDo = ToDo + more },
        TaskState.Sent => this with { ToJudge = ToJudge + more },
        TaskState.Done => this with { Done = Done + more },
        _ => this,
    };
}
