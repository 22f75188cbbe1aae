using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Entries;

/// <summary>
/// A part of a folder's entries, whole: all parts can be asked at once, and together they are all there is.
/// </summary>
[Allow(Caller.Staff, Caller.Guest)]
public sealed class ListEntries(SpaceAccess access, SpaceShelves shelves)
{
    /// <param name="Entries">In no order; one whose parent is not among them stands in the folder itself.</param>
    /// <param name="MayUpload">Whether the caller may add files now, as <see cref="OpenFolder"/> has it.</param>
    public sealed record Response(IReadOnlyList<Item> Entries, bool MayUpload);

    /// <param name="EntryId">Which; of a file also the file's id.</param>
    /// <param name="Kind">File or subfolder.</param>
    /// <param name="Parent">The subfolder it stands in, or the folder; null of the folder itself.</param>
    /// <param name="Note">Its name and, of a file, what vouches for it.</param>
    /// <param name="Author">Whose note that is.</param>
    /// <param name="By">The name of who added it, as it was then.</param>
    /// <param name="At">When.</param>
    /// <param name="Size">Plain bytes of a file; null of a subfolder.</param>
    /// <param name="WithdrawnAt">When who added it took it back; seen by the mailbox alone.</param>
    public sealed record Item(
        string EntryId, EntryKind Kind, string? Parent, SealedNote Note, ParticipantId Author, string By,
        DateTimeOffset At, long? Size, DateTimeOffset? WithdrawnAt);

    [Function(nameof(ListEntries))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "participants/{participantId}/folder/entries")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        if (PartOf(request) is not var (part, parts))
        {
            return new BadInput("part", "part-invalid").ToResult();
        }

        var found = await access.FindAsync<Folder>(
            request, participantId, Rights.Read, SpaceQuery.Participants, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem.ToResult();
        }

        var entries = await shelves.PartAsync<FolderEntry>(actor.Space.Value.Id, part, parts, cancellationToken);
        return TypedResults.Ok(new Response(
            [
                .. entries.Where(entry => actor.IsMailbox || entry.Item.Value.WithdrawnAt is null)
                    .Select(entry => ItemOf(entry.Item.Value, entry.Note)),
            ],
            actor.Me.Value.Rights.HasFlag(Rights.Upload)));
    }

    /// <summary>The part that is asked, and of how many; null for what is none.</summary>
    private static (int Part, int Parts)? PartOf(HttpRequest request)
    {
        var (part, of) = (request.Query["part"].ToString(), request.Query["of"].ToString());
        return (part, of) is ("", "") or ("0", "1") ? (0, 1)
            : of == "16" && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number < SpaceShelves.Parts ? (number, SpaceShelves.Parts)
            : null;
    }

    private static Item ItemOf(FolderEntry entry, SealedNote note) => new(
        entry.EntryId, entry.Kind, entry.Parent, note, entry.Author, entry.By, entry.At, entry.Size,
        entry.WithdrawnAt);
}
