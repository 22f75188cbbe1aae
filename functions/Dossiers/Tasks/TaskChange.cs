using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// A change of one task: its row, the numbers of its part, who is told and what is written down, in one transaction. It
/// holds the row of the part, so what closes that or takes it away meanwhile makes it fail, and it is decided anew.
/// </summary>
/// <param name="actor">Who changes it.</param>
/// <param name="stored">The task as it was read.</param>
/// <param name="news">Tells people.</param>
/// <param name="now">When.</param>
public sealed class TaskChange(Actor<Part> actor, Shelved<PartTask> stored, TaskNews news, DateTimeOffset now)
{
    private AuditEvent? what;

    /// <summary>Who changes it.</summary>
    public Actor<Part> Actor => actor;

    /// <summary>When.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The task as it becomes.</summary>
    public PartTask Task { get; private set; } = stored.Item.Value;

    /// <summary>What else changes with it.</summary>
    public SpaceChange Change { get; } = actor.Change(now);

    /// <summary>Whether it becomes anything.</summary>
    public bool IsNeeded => what is not null;

    /// <summary>As lists show it then.</summary>
    public ListedTask Shown => Task.Show(stored.Note, now);

    /// <summary>Lets it become something else, which is written down.</summary>
    public void Become(PartTask task, AuditEvent written) => (Task, what) = (task, written);

    /// <summary>Tells the client that there is something to do.</summary>
    public Task TellClientAsync(CancellationToken cancellationToken) =>
        news.TellAsync(Change, actor.Space.Value, actor.Participants, cancellationToken);

    /// <summary>Reminds the client of it; false when nobody wants to be.</summary>
    public Task<bool> RemindClientAsync(CancellationToken cancellationToken) =>
        news.RemindAsync(Change, actor.Space.Value, actor.Participants, Task.DueOn, cancellationToken);

    /// <summary>The transaction.</summary>
    public SpaceChange Compose()
    {
        var part = actor.Space.Value;
        Change.Replace(stored.Item, Task, stored.Note);
        Change.Replace(actor.Space, part.Changed() with
        {
            Tasks = part.Tasks.Moved(stored.Item.Value.State, Task.State),
        });
        Change.Audit(actor.Did(what!, now, Task.TaskId));
        Change.Deliver();
        return Change;
    }
}
