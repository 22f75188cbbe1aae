using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>On which mornings a client is reminded of what is still to be done, and when that was.</summary>
internal static class TaskReminders
{
    /// <summary>Notes the moments to come, before the task says so; what was noted for another day stays.</summary>
    public static void Note(SpaceChange change, PartTask task)
    {
        foreach (var moment in SecurityNumbers.TaskReminderDays.Select(days => MomentOf(task.DueOn, days))
            .Where(moment => moment > change.Now))
        {
            change.Expire(moment, ExpiringTaskReminder.Kind, task.TaskId);
        }
    }

    /// <summary>
    /// How many days before its last one a reminder is due and was not given, of those that came after that day was
    /// set.
    /// </summary>
    public static IReadOnlyList<int> DueOf(PartTask task, DateTimeOffset now) => !task.IsToDo ? [] :
    [
        .. SecurityNumbers.TaskReminderDays.Where(days => !task.Reminded.Contains(days)
            && MomentOf(task.DueOn, days) is var moment && moment > task.DueSetAt && moment <= now),
    ];

    /// <summary>Whether the client was reminded on this day; once a day is enough, whoever reminds.</summary>
    public static bool WasToday(PartTask task, DateTimeOffset now) =>
        task.RemindedAt is { } at && SignInPolicy.DayOf(at) == SignInPolicy.DayOf(now);

    private static DateTimeOffset MomentOf(DateOnly dueOn, int daysBefore) =>
        SignInPolicy.StartOf(dueOn.AddDays(-daysBefore)) + SecurityNumbers.TaskReminderTime;
}

/// <summary>
/// A morning on which a task may have to be reminded of: the partition is the part, the row the task. That it was given
/// stands in the task, in the transaction of the mail, so it is given once however often this runs. All tasks of the
/// part that are due then share one mail.
/// </summary>
internal sealed class ExpiringTaskReminder(SpaceStore spaces, SpaceSheets sheets, TaskNews news, TimeProvider time)
    : IExpiring
{
    public const string Kind = "task";

    /// <summary>Each takes two rows of a transaction, beside those of the part and its people.</summary>
    private const int AtOnce = 25;

    string IExpiring.Kind => Kind;

    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var id = SpaceId.From(partition);
            var read = await spaces.ReadAsync(id, SpaceQuery.Participants, cancellationToken);
            if (read?.Space.Value is not Part { Facts.IsClosed: false, IsRevoked: false, IsUnreadable: false } part)
            {
                return (true, false);
            }

            var now = time.GetUtcNow();
            var due = (await sheets.ListAsync<PartTask>(id, PartTask.Sheet, cancellationToken))
                .Where(task => TaskReminders.DueOf(task.Item.Value, now).Count > 0).ToList();
            if (due.Count == 0)
            {
                return (true, true);
            }

            var change = new SpaceChange(id, now);
            // Held as it is: closed or taken away meanwhile, it is decided anew.
            change.Replace(read.Space, part);
            var given = due.Take(AtOnce).ToList();
            var told = given.Select(task => task.Item.Value).Where(task => IsTold(task, now)).ToList();
            var isTold = told.Count > 0 && await news.RemindAsync(
                change, part, read.Participants, told.Min(task => task.DueOn), cancellationToken);
            given.ForEach(task => Give(task, isTold && IsTold(task.Item.Value, now), change));
            return (await spaces.TrySaveAsync(change, cancellationToken) && due.Count <= AtOnce, true);
        });

    /// <summary>Not when it is too late, or was done today by hand.</summary>
    private static bool IsTold(PartTask task, DateTimeOffset now) =>
        SignInPolicy.DayOf(now) <= task.DueOn && !TaskReminders.WasToday(task, now);

    /// <summary>Lets it count as given, also when nobody was told.</summary>
    private static void Give(Shelved<PartTask> stored, bool isTold, SpaceChange change)
    {
        var task = stored.Item.Value;
        change.Replace(
            stored.Item,
            task with
            {
                Reminded = [.. task.Reminded, .. TaskReminders.DueOf(task, change.Now)],
                RemindedAt = isTold ? change.Now : task.RemindedAt,
            },
            stored.Note);
        if (isTold)
        {
            change.Audit(new AuditRecord(DossierEvents.TaskReminded, change.Now, "system", task.TaskId));
        }
    }
}
