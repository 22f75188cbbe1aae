using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Administration;

/// <summary>
/// A part of one day of the audit trail, newest first; with words, only what was done by, to, for or in what has exactly
/// that id. Reading is written down too, which is why it is no GET.
/// </summary>
[Allow(Caller.ServiceDesk)]
public sealed class ListAuditEntries(AuditTrail trail, StorageClients storage, TimeProvider time)
{
    /// <summary>How many entries one answer looks at.</summary>
    private const int PageSize = 200;

    private const int MaximumId = 80;

    /// <param name="Day">The UTC day of entering.</param>
    /// <param name="Before">The <c>next</c> of the page before; null for the newest.</param>
    /// <param name="Id">An account, participant, conversation or other id; null or empty for all.</param>
    public sealed record Request(DateOnly Day, long? Before, string? Id) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Before is null or > 0, "before", "cursor-invalid");
            checks.That(Id is null || Id.Length <= MaximumId, "id", "length-0-80");
        }
    }

    /// <param name="Entries">May be empty while there is a next part.</param>
    /// <param name="Next">Where the next part begins; null at the end of the day.</param>
    public sealed record Response(IReadOnlyList<Item> Entries, long? Next);

    /// <summary>An entry; all that is unknown is null when it does not hold: then it is not what was once written.</summary>
    public sealed record Item(
        long Seq, DateTimeOffset? At, string? Event, int? Outcome, string? Actor, string? About, string? Method, string? OnBehalfOf, bool Holds);

    [Function(nameof(ListAuditEntries))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "audit/entries")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        await AuditReading.WriteDownAsync(storage, request.SignedIn().AccountId, AuditEvent.AuditRead, time, cancellationToken);
        var name = AuditTrail.DayOf(body.Day);
        if (await trail.FindDayAsync(name, cancellationToken) is not { } day)
        {
            return TypedResults.Ok(new Response([], null));
        }

        var first = day.Previous is null ? 1 : (await trail.FindDayAsync(day.Previous, cancellationToken))!.Seq + 1;
        var to = Math.Min(day.Seq, (body.Before ?? long.MaxValue) - 1);
        var from = Math.Max(first, to - PageSize + 1);
        var items = new List<Item>();
        var seq = from;
        await foreach (var line in trail.ReadAsync(name, from, to, cancellationToken))
        {
            var entry = AuditEntry.Read(line)?.Entry;
            if (Concerns(entry, body.Id))
            {
                items.Add(new Item(
                    entry?.Seq ?? seq, entry?.At, entry?.Event, entry?.Outcome, entry?.Actor, entry?.About, entry?.Method, entry?.OnBehalfOf, entry is not null));
            }

            seq++;
        }

        items.Reverse();
        return TypedResults.Ok(new Response(items, from > first ? from : null));
    }

    private static bool Concerns(AuditEntry? entry, string? id) =>
        string.IsNullOrEmpty(id) || entry is null || entry.Actor == id || entry.OnBehalfOf == id
        || entry.About?.Split(' ').Contains(id, StringComparer.Ordinal) == true || entry.Place.EndsWith("/" + id, StringComparison.Ordinal);
}

/// <summary>Writing down that the trail itself was read, before anything of it is handed out.</summary>
internal static class AuditReading
{
    public static async Task WriteDownAsync(
        StorageClients storage, string accountId, AuditEvent what, TimeProvider time, CancellationToken cancellationToken)
    {
        var changes = new Changes(accountId);
        changes.Audit(new AuditRecord(what, time.GetUtcNow(), accountId));
        await changes.TrySubmitAsync(storage.Accounts, cancellationToken);
    }
}
