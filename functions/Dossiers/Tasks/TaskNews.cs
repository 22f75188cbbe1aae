using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// Tells a client's people of tasks: those who see the part and want to be mailed of forms (N48). A mail says that
/// there is something to fill in or to deliver, and never what (N1).
/// </summary>
public sealed class TaskNews(UnwantedNews unwantedNews)
{
    /// <summary>There is something to do; told once until they look, or after a day.</summary>
    public async Task TellAsync(
        SpaceChange change, Part part, IReadOnlyList<Stored<Participant>> people, CancellationToken cancellationToken)
    {
        var untold = people.Where(one => !one.Value.Reading!.IsTold(PartNews.Forms.Name, change.Now)).ToList();
        foreach (var one in await ReadersAsync(untold, cancellationToken))
        {
            change.Announce(Notices.ToAccount(one.Value, DossierNotices.FormsReady, part));
            change.Replace(one, one.Value with
            {
                Reading = one.Value.Reading!.Tell(PartNews.Forms.Name, change.Now),
            });
        }
    }

    /// <summary>There is still something to do, up to and including this day.</summary>
    /// <returns>Whether anybody is mailed.</returns>
    public async Task<bool> RemindAsync(
        SpaceChange change, Part part, IReadOnlyList<Stored<Participant>> people, DateOnly dueOn,
        CancellationToken cancellationToken)
    {
        var readers = await ReadersAsync(people, cancellationToken);
        foreach (var one in readers)
        {
            change.Announce(Notices.ToAccount(one.Value, DossierNotices.FormsWait, part) with
            {
                Date = SignInPolicy.StartOf(dueOn),
            });
        }

        return readers.Count > 0;
    }

    private async Task<IReadOnlyList<Stored<Participant>>> ReadersAsync(
        IReadOnlyList<Stored<Participant>> people, CancellationToken cancellationToken)
    {
        var readers = people.Where(one => !one.Value.IsMailbox && one.Value.Rights.HasFlag(Rights.Read)).ToList();
        var unwanted = await unwantedNews.FindAsync(
            PartNews.Forms, readers.Select(one => one.Value), cancellationToken);
        return [.. readers.Where(one => !unwanted.Contains(one.Value.AccountId!.Value))];
    }
}
