namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>Somebody else saved this page since it was read; nothing was stored.</summary>
/// <param name="Page">The page as it stands.</param>
public sealed record AnswersChanged(AnswerPage Page)
    : Problem(409, "answers-changed", "Somebody else changed these answers.");

/// <summary>The task is not so far, or farther.</summary>
/// <param name="State">How far it is.</param>
public sealed record TaskOtherwise(TaskState State) : Problem(409, "task-otherwise", "The task is in another state.");

/// <summary>As many tasks were asked in this part as can be.</summary>
public sealed record TasksFull() : Problem(409, "tasks-full", "Nothing more can be asked here.");

/// <summary>Nobody of the client sees the dossier and wants to be mailed of such things.</summary>
public sealed record NobodyToRemind() : Problem(409, "nobody-to-remind", "Nobody wants to be reminded.");

/// <summary>The client was reminded today.</summary>
public sealed record RemindedToday() : Problem(409, "reminded-today", "The client was reminded today.");
