using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Entries;

/// <summary>
/// Adds entries to a folder. A name is taken by inserting its row, so that of two who add the same name at once one has
/// it and the other is told: nothing is ever overwritten (X21). The usual case, in which everything is free, costs a
/// look at the folder and one transaction; what was in the way is asked only after that transaction failed.
/// </summary>
public sealed class AddingEntries(SpaceAccess access, SpaceStore spaces, SpaceShelves shelves, TimeProvider time)
{
    /// <summary>Four rows each (entry, name, the file there and here), beside who adds it and the record.</summary>
    private const int InOneTransaction = 24;

    /// <summary>What was found in the way of entries.</summary>
    private sealed record InTheWay(
        IReadOnlyDictionary<string, Shelved<FolderEntry>> Items, IReadOnlySet<(string Place, string Tag)> Names);

    /// <summary>How each ended, in the order in which they are asked; or why the caller may add nothing.</summary>
    public async Task<Outcome<IReadOnlyList<PostEntries.Answer>>> AddAsync(
        HttpRequest request, string participantId, IReadOnlyList<PostEntries.Item> entries,
        CancellationToken cancellationToken)
    {
        var all = new List<PostEntries.Answer>();
        foreach (var some in entries.Chunk(InOneTransaction))
        {
            var isFirst = true;
            var added = await Conflicts.RetryAsync(() =>
            {
                var (attempt, isOptimistic) = (some, isFirst);
                isFirst = false;
                return TryAddAsync(request, participantId, attempt, isOptimistic, cancellationToken);
            });
            if (added.IsRefused(out var problem, out var answers))
            {
                return problem;
            }

            all.AddRange(answers);
        }

        return all;
    }

    private async Task<(bool Done, Outcome<List<PostEntries.Answer>> Answers)> TryAddAsync(
        HttpRequest request, string participantId, IReadOnlyList<PostEntries.Item> entries, bool isOptimistic,
        CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Files = true };
        var found = await access.FindAsync<Folder>(request, participantId, Rights.Upload, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        if (actor.Space.Value.IsUnreadable)
        {
            return (true, new SealKeyRefused());
        }

        if (entries.FirstOrDefault(entry => !entry.Note.BelongsTo(actor.Space.Value.Id)) is not null)
        {
            return (true, new BadInput("entries", "note-metadata"));
        }

        var folder = actor.Space.Value.Id;
        var inTheWay = await LookAsync(actor, entries, isOptimistic, cancellationToken);
        var places = await shelves.FindAsync<FolderEntry>(
            folder, entries.Select(entry => entry.Parent).Where(parent => parent != folder), cancellationToken);
        var known = places.Where(place => place.Value.Item.Value.Kind == EntryKind.Folder)
            .Select(place => place.Key).Append(folder.Value).ToHashSet(StringComparer.Ordinal);
        var (change, added) = (actor.Change(time.GetUtcNow()), new List<FolderEntry>());
        var answers = new List<PostEntries.Answer>();
        foreach (var entry in entries)
        {
            var outcome = Decide(actor, entry, inTheWay, known, added);
            if (outcome == PostOutcome.Posted && !inTheWay.Items.ContainsKey(entry.EntryId))
            {
                added.Add(Add(actor, change, entry));
                known.Add(entry.EntryId);
            }

            answers.Add(new PostEntries.Answer(entry.EntryId, outcome, outcome == PostOutcome.Posted
                ? inTheWay.Items.GetValueOrDefault(entry.EntryId)?.Item.Value.At ?? change.Now
                : null));
        }

        if (added.Count > 0)
        {
            Tell(actor, change, added);
        }

        return (added.Count == 0 || await spaces.TrySaveAsync(change, cancellationToken), answers);
    }

    /// <summary>What may be there already: at first only what is no file that waits.</summary>
    private async Task<InTheWay> LookAsync(
        Actor<Folder> actor, IReadOnlyList<PostEntries.Item> entries, bool isOptimistic,
        CancellationToken cancellationToken)
    {
        var folder = actor.Space.Value.Id;
        var items = shelves.FindAsync<FolderEntry>(
            folder,
            entries.Select(entry => entry.EntryId).Where(id => !isOptimistic || !IsReady(actor, id)),
            cancellationToken);
        var names = isOptimistic
            ? new HashSet<(string, string)>()
            : await shelves.TakenAsync(folder, entries.Select(NameOf), cancellationToken);
        return new InTheWay(await items, names);
    }

    private static PostOutcome Decide(
        Actor<Folder> actor, PostEntries.Item entry, InTheWay inTheWay, HashSet<string> places,
        List<FolderEntry> added)
    {
        if (inTheWay.Items.TryGetValue(entry.EntryId, out var before))
        {
            var there = before.Item.Value;
            var isSame = there.Author == actor.Me.Value.ParticipantId && there.Kind == entry.Kind
                && there is { WithdrawnAt: null } && (there.Parent, there.NameTag) == NameOf(entry);
            return isSame ? PostOutcome.Posted : PostOutcome.IdTaken;
        }

        return !places.Contains(entry.Parent) ? PostOutcome.ParentGone
            : inTheWay.Names.Contains(NameOf(entry)) ? PostOutcome.NameTaken
            : added.Exists(other => (other.Parent, other.NameTag) == NameOf(entry)) ? PostOutcome.NameTaken
            : entry.Kind == EntryKind.File && !IsReady(actor, entry.EntryId) ? PostOutcome.FileNotReady
            : PostOutcome.Posted;
    }

    private static FolderEntry Add(Actor<Folder> actor, SpaceChange change, PostEntries.Item entry)
    {
        var file = entry.Kind == EntryKind.File ? actor.Files[FileId.From(entry.EntryId)] : null;
        var (place, tag) = NameOf(entry);
        var added = new FolderEntry
        {
            EntryId = entry.EntryId,
            Kind = entry.Kind,
            Parent = place,
            NameTag = tag,
            Author = actor.Me.Value.ParticipantId,
            By = actor.Account!.Name,
            At = change.Now,
            Size = file?.Value.Size,
        };
        change.Shelve(entry.EntryId, added, entry.Note, place, tag);
        if (file is not null)
        {
            change.Keep(file, entry.EntryId);
        }

        return added;
    }

    /// <summary>
    /// Who added it is written in the same transaction, so that a right that is taken away meanwhile makes it fail. A
    /// digest is waited for from here on; while one is waited for already, nothing more has to be noted.
    /// </summary>
    private static void Tell(Actor<Folder> actor, SpaceChange change, List<FolderEntry> added)
    {
        var me = actor.Me.Value;
        var before = me.Following!.AddedAt;
        change.Replace(actor.Me, me with
        {
            Following = me.Following with
            {
                Added = me.Following.Added + added.Count,
                AddedAt = AfterAll(actor.Participants, change.Now),
            },
        });
        change.Audit(actor.Did(
            FolderEvents.EntriesAdded, change.Now, string.Join(' ', added.Select(entry => entry.EntryId))));
        if (!(change.Now < before + (SecurityNumbers.QuietBeforeDigest / 2)))
        {
            change.Deliver();
        }
    }

    /// <summary>
    /// Now, or just after what anybody was told or saw: clocks of instances differ a little, and nothing that is added
    /// may count as seen.
    /// </summary>
    private static DateTimeOffset AfterAll(IEnumerable<Stored<Participant>> people, DateTimeOffset now)
    {
        var latest = people.Select(person => person.Value.Following).OfType<Following>()
            .Max(one => one.AddedAt > one.ToldUpTo ? one.AddedAt.Value : one.ToldUpTo);
        return now > latest ? now : latest.AddTicks(1);
    }

    private static bool IsReady(Actor<Folder> actor, string fileId) =>
        actor.Files.GetValueOrDefault(FileId.From(fileId)) is { Value: { IsReady: true, EntryId: null } file }
        && file.Author == actor.Me.Value.ParticipantId;

    private static (string Place, string Tag) NameOf(PostEntries.Item entry) =>
        (entry.Parent, Convert.ToHexStringLower(entry.NameTag));
}
