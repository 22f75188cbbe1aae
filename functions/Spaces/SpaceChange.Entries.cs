using Zegel.Functions.Spaces.Files;

namespace Zegel.Functions.Spaces;

/// <content>What is posted in a space, and what becomes of it.</content>
public sealed partial class SpaceChange
{
    /// <summary>Posts an entry, once.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="note">What was written.</param>
    /// <param name="header">What lists show of it.</param>
    /// <param name="bodyHash">Of the request.</param>
    /// <param name="files">Its files.</param>
    /// <param name="hasWaited">Whether its id was taken before, for it to wait.</param>
    /// <returns>Its key.</returns>
    public string Post(
        Entry entry, SealedNote note, SealedNote header, string bodyHash, IEnumerable<Stored<SealedFile>> files,
        bool hasWaited = false)
    {
        var key = SpaceStore.EntryRow(entry.At, entry.EntryId);
        Rows.Insert(key, entry, SpaceStore.ColumnsOf(note, header));
        var posted = new PostedEntry(bodyHash, entry.Author, entry.By, entry.At);
        if (hasWaited)
        {
            PutPosted(entry.EntryId, posted);
        }
        else
        {
            TakeId(entry.EntryId, posted);
        }

        foreach (var file in files)
        {
            Rows.Replace(
                file,
                file.Value with
                {
                    HeldFor = null, EntryId = entry.EntryId, SentAt = entry.At, ExpiresAt = entry.ExpiresAt,
                });
        }

        return key;
    }

    /// <summary>Takes the id of an entry, which must be free.</summary>
    public void TakeId(string entryId, PostedEntry posted) => Rows.Insert(SpaceStore.PostedRow(entryId), posted);

    /// <summary>What became of an entry whose id was taken; something else in the change says that it may.</summary>
    public void PutPosted(string entryId, PostedEntry posted) => Rows.Put(SpaceStore.PostedRow(entryId), posted);

    /// <summary>An entry that must still be as it was read; without notes only that there was one is left.</summary>
    public void Replace(FoundEntry found, Entry entry, (SealedNote Note, SealedNote Header)? notes) =>
        Rows.Replace(found.Entry, entry, notes is { } both ? SpaceStore.ColumnsOf(both.Note, both.Header) : []);

    /// <summary>An entry that must still be as it was read is revoked: only that there was one is left.</summary>
    /// <param name="found">The entry.</param>
    /// <param name="revoked">When and by whom.</param>
    /// <param name="fileNames">What its files were called, sealed for the mailbox alone; null for none.</param>
    public void Revoke(FoundEntry found, Revocation revoked, SealedNote? fileNames) => Rows.Replace(
        found.Entry, found.Entry.Value with { Revoked = revoked }, SpaceStore.ColumnsOfRevoked(fileNames));

    /// <summary>
    /// A file that was sent goes with its entry: its blob with <see cref="SpacePurge"/>, also after a crash.
    /// </summary>
    public void End(Stored<SealedFile> file)
    {
        Expire(now + SecurityNumbers.UploadTicket, ExpiringFile.Kind, file.Value.FileId);
        Rows.Replace(file, file.Value with { EntryId = null, IsEnded = true, EndedAt = now });
    }

    /// <summary>Posts an entry, once, in one or more tabs.</summary>
    /// <param name="posted">Its place: tabs, moment and author.</param>
    /// <param name="entryId">Its id.</param>
    /// <param name="entryOf">What stands in a tab.</param>
    /// <param name="header">What lists show of it.</param>
    /// <param name="text">What is read when it is opened; null for nothing.</param>
    public void Post<T>(
        PostedEntry posted, string entryId, Func<string, T> entryOf, SealedNote header, SealedNote? text)
    {
        foreach (var tab in posted.Tabs!.Split(' '))
        {
            Rows.Insert(
                SpaceTabs.EntryRow(tab, posted.At, entryId), entryOf(tab), SpaceShelves.ColumnsOf(header));
        }

        if (text is not null)
        {
            Rows.Insert(SpaceTabs.TextRow(entryId), posted.At, SpaceShelves.ColumnsOf(text));
        }

        Rows.Insert(SpaceStore.PostedRow(entryId), posted);
    }
}
