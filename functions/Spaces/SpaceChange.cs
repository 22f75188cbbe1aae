using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Spaces.Receipts;
using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Spaces;

/// <summary>
/// What changes together in a space. <see cref="SpaceStore.TrySaveAsync"/> does around it, in the right order, what
/// must come before and after.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="now">When.</param>
public sealed partial class SpaceChange(SpaceId space, DateTimeOffset now)
{
    private Stored<Participant>? guarded;

    /// <summary>The space.</summary>
    public SpaceId Space => space;

    /// <summary>When.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Whether storage makes it in one transaction.</summary>
    public bool Fits => Rows.Count <= Changes.Most;

    /// <summary>Whether it still fits with so many rows more.</summary>
    public bool HasRoomFor(int rows) => Rows.Count + rows <= Changes.Most;

    internal void GuardRow()
    {
        if (guarded is not null && !IsEmpty && !Rows.Holds(guarded.RowKey))
        {
            Rows.Replace(guarded, guarded.Value);
        }
    }

    internal bool IsEmpty => Rows.Count == 0;

    internal Changes Rows { get; } = new(space);

    internal List<(string Hour, string Kind, string Partition, string Row)> Expiring { get; } = [];

    internal (KeyContext Context, WrappedSealKey Key)? NewKey { get; private set; }

    internal bool IsDelivered { get; private set; }

    internal TimeSpan? DeliveredAfter { get; private set; }

    internal bool IsRefreshed { get; private set; }

    internal bool IsRefreshedSoon { get; private set; }

    /// <summary>
    /// It is made only while this participant is as it was when it was decided: a right that is taken away meanwhile
    /// makes it fail.
    /// </summary>
    public void Guard(Stored<Participant> participant) => guarded = participant;

    /// <summary>Makes the space, which must not exist yet.</summary>
    public void Begin(Space begun) => Rows.Insert(begun.Kind.Name, begun);

    /// <summary>Deletes the space's own row, by which it has ended.</summary>
    public void End(Stored<Space> ended) => Rows.Delete(ended.RowKey, ended.ETag);

    /// <summary>Somebody comes in.</summary>
    public void Add(Participant participant) =>
        Rows.Insert(SpaceStore.ParticipantRow(participant.ParticipantId), participant);

    /// <summary>A space, a participant or a file that must still be as it was read.</summary>
    public void Replace<T>(Stored<T> stored, T value) => Rows.Replace(stored, value);

    /// <summary>The seal key comes into the space.</summary>
    public void Note(KeyContext context, WrappedSealKey key) => NewKey = (context, key);

    /// <summary>A new file.</summary>
    public void Stage(SealedFile file) => Rows.Insert(SpaceStore.FileRow(file.FileId), file);

    /// <summary>Puts an item in the space under an id and a name, which must both be free.</summary>
    public void Shelve<T>(string id, T item, SealedNote note, string place, string tag)
    {
        Rows.Insert(SpaceShelves.ItemRow(id), item, SpaceShelves.ColumnsOf(note));
        Rows.Insert(SpaceShelves.NameRow(place, tag), id);
    }

    /// <summary>Puts an item in the space that stands beside nothing.</summary>
    public void Shelve<T>(string id, T item, SealedNote note) =>
        Rows.Insert(SpaceShelves.ItemRow(id), item, SpaceShelves.ColumnsOf(note));

    /// <summary>Puts one of the things that a feature keeps and changes in the space; its id must be free.</summary>
    public void AddSheet<T>(string kind, string id, T sheet, SealedNote note) =>
        Rows.Insert(SpaceSheets.SheetRow(kind, id), sheet, SpaceShelves.ColumnsOf(note));

    /// <inheritdoc cref="AddSheet{T}(string, string, T, SealedNote)"/>
    public void AddSheet<T>(string kind, string id, T sheet, SealedNote note, SealedNote header) =>
        Rows.Insert(SpaceSheets.SheetRow(kind, id), sheet, SpaceStore.ColumnsOf(note, header));

    /// <summary>An item that must still be as it was read, with its note.</summary>
    public void Replace<T>(Stored<T> stored, T value, SealedNote note) =>
        Rows.Replace(stored, value, SpaceShelves.ColumnsOf(note));

    /// <summary>Takes an item out of the space.</summary>
    public void Unshelve<T>(Stored<T> item) => Rows.Delete(item.RowKey, item.ETag);

    /// <summary>Takes a name, which must be free.</summary>
    public void TakeName(string place, string tag, string id) => Rows.Insert(SpaceShelves.NameRow(place, tag), id);

    /// <summary>Lets a name go.</summary>
    public void FreeName(string place, string tag) => Rows.Delete(SpaceShelves.NameRow(place, tag), ETag.All);

    /// <summary>A file is sent with an entry, and from here on kept among the thousands.</summary>
    public void Keep(Stored<SealedFile> file, string entryId)
    {
        Rows.Delete(file.RowKey, file.ETag);
        Rows.Insert(SpaceStore.KeptRow(file.Value.FileId), file.Value with { EntryId = entryId });
    }

    /// <summary>A file is kept for something that is not sent yet: from here on it lives as long as that.</summary>
    public void Hold(Stored<SealedFile> file, string heldFor)
    {
        Rows.Delete(file.RowKey, file.ETag);
        Rows.Insert(SpaceStore.KeptRow(file.Value.FileId), file.Value with { HeldFor = heldFor });
    }

    /// <summary>A file that was kept for something is sent with an entry.</summary>
    public void Release(Stored<SealedFile> file, string entryId) =>
        Rows.Replace(file, file.Value with { HeldFor = null, EntryId = entryId });

    /// <summary>A kept file is taken away: its blob goes with <see cref="SpacePurge"/>, also after a crash.</summary>
    public void Unkeep(Stored<SealedFile> file)
    {
        Expire(now + SecurityNumbers.UploadTicket, ExpiringFile.Kind, file.Value.FileId);
        Rows.Delete(file.RowKey, file.ETag);
        Rows.Insert(
            SpaceStore.FileRow(file.Value.FileId),
            file.Value with { EntryId = null, HeldFor = null, IsEnded = true, EndedAt = now });
    }

    /// <summary>That somebody was handed a file, for the first time.</summary>
    public void View(FileId file, string who, FileView view) => Rows.Insert(SpaceShelves.ViewRow(file, who), view);

    /// <summary>What somebody was handed.</summary>
    public void Receive(Receipt receipt) => Rows.Insert(SpaceStore.ReceiptRow(receipt.At), receipt);

    /// <summary>That somebody was handed a file, for the first time.</summary>
    public void Hand(FileReceipt receipt) =>
        Rows.Insert(SpaceStore.HandedRow(receipt.ParticipantId, receipt.FileId), receipt);

    /// <summary>Lets a browser act as a participant, for as long as its cookie lives.</summary>
    /// <param name="participant">Who.</param>
    /// <param name="visitor">The browser.</param>
    /// <param name="device">The remembered browser by which it is let in, or that this made it; null: none.</param>
    /// <param name="provedAt">When it was proved; null: now.</param>
    public void Grant(
        Participant participant, Visitor visitor, DeviceName? device = null, DateTimeOffset? provedAt = null)
    {
        Expiring.Add((VisitorCookie.Hour(visitor), ExpiringGrant.Kind, visitor.Hash, participant.ParticipantId));
        var grant = new Grant(
            participant.Method, participant.LinkVersion, provedAt ?? now, now, participant.PasswordVersion,
            device);
        Rows.Put(SpaceStore.GrantRow(participant.ParticipantId, visitor.Hash), grant);
    }

    /// <summary>Notes that the visitor is still there, whatever the grant became, unless it has ended.</summary>
    public void Touch(Stored<Grant> grant) =>
        Rows.Replace(grant with { ETag = ETag.All }, grant.Value with { LastSeenAt = now });

    /// <summary>Ends what a browser unlocked.</summary>
    public void EndGrant(ParticipantId participant, Visitor visitor) =>
        Rows.Delete(SpaceStore.GrantRow(participant, visitor.Hash), ETag.All);

    /// <summary>Ends what a browser unlocked, and with it what is under way there.</summary>
    public void End(Stored<Grant> grant) => Rows.Delete(grant.RowKey, ETag.All);

    /// <summary>Announces, in the same transaction; the worker is told.</summary>
    public void Announce(OutboxItem item)
    {
        Rows.Announce(now, item);
        Deliver();
    }

    /// <summary>Takes a notice back that was not sent yet.</summary>
    public void Withdraw(Stored<OutboxItem> notice) => Rows.Delete(notice.RowKey, notice.ETag);

    /// <summary>Takes back what was not sent yet to an address or number that a participant has no more.</summary>
    public void WithdrawTo(string? former, ParticipantId participant, IEnumerable<Stored<OutboxItem>> notices)
    {
        foreach (var notice in notices.Where(
            one => one.Value.ParticipantId is { } to && to == participant && one.Value.To.Address == former))
        {
            Withdraw(notice);
        }
    }

    /// <summary>Writes something down.</summary>
    public void Audit(AuditRecord record) => Rows.Audit(record);

    /// <summary>Writes down what a participant did with a link; about itself when nothing else is said.</summary>
    public void Audit(AuditEvent what, ParticipantId by, string? about = null, string? method = null) =>
        Rows.Audit(new AuditRecord(what, now, by, about ?? by, method));

    /// <summary>Notes that something of this space must be looked at then.</summary>
    public void Expire(DateTimeOffset at, string kind, string row = "") =>
        Expiring.Add((Expiries.Hour(at), kind, space, row));

    /// <summary>The worker must look at the space, also after a crash; null: at once.</summary>
    public void Deliver(TimeSpan? after = null) => (IsDelivered, DeliveredAfter) = (true, after);

    /// <summary>The worker may look at the space; when it does not, the next change is early enough.</summary>
    public void Refresh() => IsRefreshed = true;

    /// <summary>As <see cref="Refresh"/>, told while the change is made, so that nobody waits for it.</summary>
    public void RefreshSoon() => IsRefreshedSoon = true;

    /// <summary>A participant as it stands since it was replaced here, to be changed again.</summary>
    public Stored<Participant> Written(Participant participant) =>
        Rows.Written(SpaceStore.ParticipantRow(participant.ParticipantId), participant);
}
