namespace Zegel.Functions.Folders.Entries;

/// <summary>How adding one entry ended.</summary>
public enum PostOutcome
{
    /// <summary>It is there, now or since the same was asked before.</summary>
    Posted,

    /// <summary>Something with this name stands there: take another name.</summary>
    NameTaken,

    /// <summary>The file was not uploaded whole, or not by the caller.</summary>
    FileNotReady,

    /// <summary>The subfolder it shall stand in is not there.</summary>
    ParentGone,

    /// <summary>The id is in use for something else.</summary>
    IdTaken,
}

/// <summary>
/// Adds up to a hundred files that were uploaded, and subfolders. Each for itself: a name that is taken keeps none of
/// the others back. Safe to repeat.
/// </summary>
[Allow(Caller.Staff, Caller.Guest)]
public sealed class PostEntries(AddingEntries adding)
{
    /// <param name="Entries">Each subfolder before what stands in it.</param>
    public sealed record Request(IReadOnlyList<Item> Entries) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Entries.Count is > 0 and <= SecurityNumbers.FilesAtOnce, "entries", "count-1-100");
            if (Entries.Contains(null!)
                || Entries.Select(entry => entry.EntryId).Distinct(StringComparer.Ordinal).Count() != Entries.Count)
            {
                checks.That(false, "entries", "entry-twice");
                return;
            }

            for (var i = 0; i < Math.Min(Entries.Count, SecurityNumbers.FilesAtOnce); i++)
            {
                Entries[i].Check(checks, $"entries[{i}]");
            }
        }
    }

    /// <param name="EntryId">Of a file: the file's id.</param>
    /// <param name="Kind">File or subfolder.</param>
    /// <param name="Parent">The subfolder it stands in, or the folder's id.</param>
    /// <param name="NameTag">
    /// HMAC-SHA-256 of the parent's id, 00 and the normalised name, under a key derived from the folder's.
    /// </param>
    /// <param name="Note">Its name and, of a file, what vouches for it.</param>
    public sealed record Item(string EntryId, EntryKind Kind, string Parent, byte[] NameTag, SealedNote Note)
    {
        internal void Check(Checks checks, string member)
        {
            checks.That(Ids.IsId(EntryId), member + ".entryId", "id-invalid");
            checks.That(Ids.IsId(Parent), member + ".parent", "id-invalid");
            checks.That(NameTag.Length == FolderEntry.NameTagBytes, member + ".nameTag", "length-32");
            Note.Check(checks, member + ".note", FolderEntry.LargestNote);
        }
    }

    /// <param name="Entries">In the order in which they were asked.</param>
    public sealed record Response(IReadOnlyList<Answer> Entries);

    /// <param name="EntryId">Which.</param>
    /// <param name="Outcome">How it ended.</param>
    /// <param name="At">When it was added; null when it was not.</param>
    public sealed record Answer(string EntryId, PostOutcome Outcome, DateTimeOffset? At);

    [Function(nameof(PostEntries))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/folder/entries")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var added = await adding.AddAsync(request, participantId, body.Entries, cancellationToken);
        return added.IsRefused(out var problem, out var answers)
            ? problem.ToResult()
            : TypedResults.Ok(new Response(answers));
    }
}
