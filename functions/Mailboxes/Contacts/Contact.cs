namespace Zegel.Functions.Mailboxes.Contacts;

/// <summary>
/// Somebody to whom a mailbox wrote before, as its row says it: who that is stands in the sealed note beside it.
/// </summary>
/// <param name="Revision">How often it was kept.</param>
/// <param name="At">When it was last kept: with the last message to them.</param>
public sealed record Contact(int Revision, DateTimeOffset At);

/// <summary>A contact as staff get it.</summary>
/// <param name="Tag">Which: a keyed hash of the address, 32 hexadecimal digits, made by the browser.</param>
/// <param name="Revision">How often it was kept; it follows on what was read.</param>
/// <param name="Note">Who it is and how they were written to; under the mailbox's key.</param>
public sealed record ContactItem(string Tag, int Revision, SealedNote Note);

/// <summary>Somebody else kept some of these contacts since they were read; nothing was stored.</summary>
/// <param name="Contacts">Those, as they stand now.</param>
public sealed record ContactsChanged(IReadOnlyList<ContactItem> Contacts)
    : Problem(409, "contacts-changed", "Somebody else wrote to the same people.");
