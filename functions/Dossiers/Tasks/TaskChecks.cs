using System.Text.RegularExpressions;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>What requests about tasks have in common.</summary>
internal static partial class TaskChecks
{
    /// <summary>Bytes of the sealed title and reason of a task; all of a part are read at once.</summary>
    public const int LargestHeader = 4 * 1024;

    /// <summary>Why this cannot be the last day for something; null when it can.</summary>
    public static BadInput? RefuseDay(DateOnly day, DateTimeOffset now)
    {
        var today = SignInPolicy.DayOf(now);
        return day <= today ? new BadInput("dueOn", "date-past")
            : day > today.AddDays(SecurityNumbers.TaskMostDays) ? new BadInput("dueOn", "date-far")
            : null;
    }

    /// <summary>The id of a page, as forms name it.</summary>
    public static void Page(Checks checks, string pageId, string member) =>
        checks.That(PageForm().IsMatch(pageId), member, "id-invalid");

    /// <summary>The task as one side may know of it: the client does not know of one that was taken back.</summary>
    public static Shelved<PartTask>? For(this Shelved<PartTask>? task, Participant reader) =>
        task is { Item.Value.State: TaskState.Withdrawn } && !reader.IsMailbox ? null : task;

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PageForm();
}
