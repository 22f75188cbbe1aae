using System.Buffers.Text;

namespace Zegel.Functions.Audit;

/// <summary>An audit record on its way into the trail.</summary>
/// <param name="Id">Its own id, by which it is entered once.</param>
/// <param name="Place">The table and the partition in which it was written, <c>/</c> between them.</param>
/// <param name="Record">What happened.</param>
public sealed record PendingRecord(string Id, string Place, AuditRecord Record);

/// <summary>An entry of the trail: an audit record, numbered, with the hash of the entry before it.</summary>
/// <param name="Seq">From 1, without gaps.</param>
/// <param name="Id">The record's id.</param>
/// <param name="At">When it happened.</param>
/// <param name="Event">What, in kebab-case.</param>
/// <param name="Action">C, R, U, D or E (NEN 7513).</param>
/// <param name="Outcome">0 done, 4 refused or not done, 8 something is wrong.</param>
/// <param name="Actor">Who.</param>
/// <param name="About">To what.</param>
/// <param name="Method">By which proof.</param>
/// <param name="OnBehalfOf">For which mailbox.</param>
/// <param name="Place">Where the record was written.</param>
/// <param name="Previous">The hash of the entry before; 64 zeros before the first.</param>
public sealed record AuditEntry(
    long Seq, string Id, DateTimeOffset At, string Event, string Action, int Outcome, string Actor, string? About,
    string? Method, string? OnBehalfOf, string Place, string Previous)
{
    /// <summary>What stands for the hash before the first entry.</summary>
    public static string None { get; } = new('0', 64);

    /// <summary>The name of a kind of event, in kebab-case.</summary>
    public static string NameOf(AuditEvent what) => JsonNamingPolicy.KebabCaseLower.ConvertName(what.Name);

    /// <summary>The entry of a record.</summary>
    public static AuditEntry Of(PendingRecord pending, long seq, string previous)
    {
        var record = pending.Record;
        var what = record.Event;
        return new AuditEntry(
            seq, pending.Id, record.At.ToUniversalTime(), NameOf(what), what.Action, what.Outcome, record.Actor,
            record.About, record.Method, record.OnBehalfOf, pending.Place, previous);
    }

    /// <summary>Its line, and the hash that the next entry names.</summary>
    public (string Line, string Hash) Seal()
    {
        var json = JsonSerializer.Serialize(this, SealedLine.Json);
        var hash = SealedLine.HashOf(json);
        return (SealedLine.With(json, "hash", hash), hash);
    }

    /// <summary>The entry and the hash of a line; null when the line is not what was once written.</summary>
    public static (AuditEntry Entry, string Hash)? Read(string line)
    {
        if (SealedLine.Without(line, "hash") is not var (json, hash) || SealedLine.HashOf(json) != hash)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<AuditEntry>(json, SealedLine.Json) is { } entry ? (entry, hash) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What is signed: that the trail stood at this entry, with this hash.</summary>
/// <param name="Checkpoint">The entry's number; 0 before the first.</param>
/// <param name="Day">The day of the trail in which the entry stands.</param>
/// <param name="Hash">The entry's hash, which hangs on every entry before it.</param>
/// <param name="At">When it was signed.</param>
/// <param name="Key">The address of the key that signed, with its version.</param>
public sealed record AuditCheckpoint(long Checkpoint, string Day, string Hash, DateTimeOffset At, string Key)
{
    /// <summary>The checkpoint of a line and what its signature is of; null for any other. Verifies nothing.</summary>
    public static (AuditCheckpoint Checkpoint, string Json, byte[] Signature)? Read(string line)
    {
        if (SealedLine.Without(line, "signature") is not var (json, text) || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<AuditCheckpoint>(json, SealedLine.Json) is { } checkpoint
                ? (checkpoint, json, Base64Url.DecodeFromChars(text))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is signed.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SealedLine.Json);
}
