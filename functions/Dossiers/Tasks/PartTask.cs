using Zegel.Functions.Dossiers.Entries;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>What the office asks of a client.</summary>
public enum TaskKind
{
    /// <summary>To fill in a questionnaire (N38-N44).</summary>
    Questionnaire,

    /// <summary>To deliver a document, which the office accepts or returns (X30).</summary>
    Document,

    /// <summary>To read a document to its end, and to confirm that.</summary>
    Reading,
}

/// <summary>How far a task is.</summary>
public enum TaskState
{
    /// <summary>It was asked, and perhaps begun.</summary>
    Open,

    /// <summary>A document was delivered, and the office has not judged it yet.</summary>
    Sent,

    /// <summary>The office returned what was delivered: the client does it again.</summary>
    Returned,

    /// <summary>A questionnaire was sent, a document accepted, a reading confirmed.</summary>
    Done,

    /// <summary>The office took it back.</summary>
    Withdrawn,
}

/// <summary>What was sent, or confirmed, for a task.</summary>
/// <param name="EntryId">The entry that was delivered; null for a reading.</param>
/// <param name="At">When.</param>
/// <param name="By">The name of who did it, as it was then.</param>
public sealed record TaskSending(string? EntryId, DateTimeOffset At, string By);

/// <summary>
/// Something that the office asks of the client of a part; its header (title, why) stands beside it, its definition and
/// its answers apart. What is sent of it, kept with it and said of it changes with this row.
/// </summary>
public sealed record PartTask
{
    /// <summary>The sheets of tasks; there are at most <see cref="SecurityNumbers.TasksInPart"/>.</summary>
    public const string Sheet = "task";

    /// <summary>The sheets of their definitions, which are read when one is opened.</summary>
    public const string DefinitionSheet = "definition";

    /// <summary>Made by the office's browser.</summary>
    public required string TaskId { get; init; }

    /// <summary>What is asked.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>How far it is.</summary>
    public TaskState State { get; init; }

    /// <summary>By whom and with which body it was asked: the same again is answered alike.</summary>
    public required string MadeBy { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who asked, by their name then.</summary>
    public required string By { get; init; }

    /// <summary>The last day for it, in Amsterdam. It can be done later all the same.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>When that day was set: a reminder of it from before then is none.</summary>
    public required DateTimeOffset DueSetAt { get; init; }

    /// <summary>For that day: how many days before it a reminder was given.</summary>
    public IReadOnlyList<int> Reminded { get; init; } = [];

    /// <summary>When the client was last reminded of it.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>By which request the office last did so: the same again is answered alike.</summary>
    public string? ReminderId { get; init; }

    /// <summary>The entry that is to be read.</summary>
    public string? ReadsEntryId { get; init; }

    /// <summary>The pages of answers that are kept.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];

    /// <summary>The files that are kept with answers and were not sent.</summary>
    public IReadOnlyList<PartFile> Files { get; init; } = [];

    /// <summary>How many questions are answered, as the client's browser counts.</summary>
    public int Answered { get; init; }

    /// <summary>Of how many.</summary>
    public int Total { get; init; }

    /// <summary>When somebody first saved an answer.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>What was sent last.</summary>
    public TaskSending? Sent { get; init; }

    /// <summary>Why the office returned it; stays until it is sent again.</summary>
    public SealedNote? Returned { get; init; }

    /// <summary>Whether the client has something to do.</summary>
    [JsonIgnore]
    public bool IsToDo => State is TaskState.Open or TaskState.Returned;

    /// <summary>Whether the office may be given the answers: they were sent, and nothing was written since.</summary>
    [JsonIgnore]
    public bool HasAnswersForOffice => State is TaskState.Sent or TaskState.Done;

    /// <summary>Whether its last day is over and it is still to be done.</summary>
    public bool IsLate(DateTimeOffset now) => IsToDo && SignInPolicy.DayOf(now) > DueOn;

    /// <summary>The sheets of a task's answers, a page each.</summary>
    public static string AnswersSheet(string taskId) => $"answers~{taskId}";

    /// <summary>As lists show it.</summary>
    public ListedTask Show(SealedNote header, DateTimeOffset now) => new(
        TaskId, Kind, State, header, DueOn, At, By, Answered, Total, StartedAt, Sent?.At, Sent?.By,
        Kind == TaskKind.Reading ? ReadsEntryId : Sent?.EntryId, RemindedAt, Returned, IsLate(now));
}

/// <summary>A page of answers that is kept; what was answered stands beside it.</summary>
/// <param name="PageId">Which page of the form.</param>
/// <param name="Revision">How often it was saved.</param>
/// <param name="BodyHash">Of the request that saved it last: the same again is answered alike.</param>
/// <param name="Author">Who saved it last.</param>
/// <param name="By">Their name, as it was then.</param>
/// <param name="At">When.</param>
public sealed record TaskPage(
    string PageId, int Revision, string BodyHash, ParticipantId Author, string By, DateTimeOffset At)
{
    /// <summary>As it is handed out.</summary>
    public AnswerPage Show(SealedNote note) => new(PageId, note, Revision, Author, By, At);
}
