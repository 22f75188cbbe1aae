namespace Zegel.Functions.Spaces.Receipts;

/// <summary>
/// Writes down what became of a mail or an SMS to somebody in a space, as Communication Services reports it. Safe for a
/// report that comes twice, late, out of order, of what nobody knows, or before its notice is written down.
/// </summary>
public sealed class RecordDelivery(
    StorageClients storage, NoticeIndex index, SpaceStore spaces, Unreached unreached, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    [Function(nameof(RecordDelivery))]
    public async Task Run(
        [QueueTrigger(StorageClients.DeliveryQueue, Connection = StorageClients.Connection)] string message,
        CancellationToken cancellationToken)
    {
        if (DeliveryReport.Read(message) is not { } report
            || await index.FindAsync(report.OperationId, cancellationToken) is not { } place)
        {
            return;
        }

        var isKnown = await Conflicts.RetryAsync(() => RecordAsync(report, place, cancellationToken));
        var age = time.GetUtcNow() - report.At;
        if (!isKnown && age < SecurityNumbers.EarlyReport)
        {
            // Twice as long each time: what is never written down costs a few looks.
            await storage.DeliveryReports.SendAgainAsync(message, age > Pause ? age : Pause, cancellationToken);
        }
    }

    /// <returns>Whether the notice is written down, or never will be.</returns>
    private async Task<(bool Done, bool IsKnown)> RecordAsync(
        DeliveryReport report, NoticeIndex.Place place, CancellationToken cancellationToken)
    {
        var id = place.ParticipantId;
        var query = new SpaceQuery { Only = id, Told = true };
        if (await spaces.ReadAsync(id.Space, query, cancellationToken) is not { Participants: [var person] } read)
        {
            return (true, true);
        }

        var notice = read.Told.SingleOrDefault(told => told.RowKey == place.Row);
        if (notice?.Value.OperationId != report.OperationId)
        {
            // A later one of its kind took its place; an earlier one stands there until it is written down itself.
            return (true, notice?.Value.IsFrom(place.At) == true);
        }

        var known = notice.Value.After(report);
        if (known == notice.Value)
        {
            return (true, true);
        }

        var change = new SpaceChange(id.Space, time.GetUtcNow());
        change.Replace(notice, known);
        if (known.Failed is not null)
        {
            change.Audit(new AuditRecord(SpaceEvents.NoticeUndelivered, change.Now, "system", id, known.Kind));
        }

        var isOfNow = person.Value.Revoked is null && person.Value.IsReachedAt(report.Recipient);
        var texted = read.Space.Value.IsStarted && isOfNow && IsNewest(known, read.Told)
            ? await DecideAsync(change, read.Space, person, known, cancellationToken) : null;
        if (!await spaces.TrySaveAsync(change, cancellationToken))
        {
            return (false, false);
        }

        await unreached.CountAsync(texted, cancellationToken);
        return (true, true);
    }

    /// <returns>Who is told by SMS; null: nobody.</returns>
    private async Task<string?> DecideAsync(
        SpaceChange change, Stored<Space> space, Stored<Participant> person, SentNotice notice,
        CancellationToken cancellationToken)
    {
        if (notice.Failed is null)
        {
            if (person.Value.Reached(notice.IsSms) is var reached && reached != person.Value)
            {
                change.Replace(person, reached);
                change.Deliver();
            }
        }
        else if (!(person.Value.OpenedAt >= notice.SentAt))
        {
            change.Deliver();
            return await unreached.MarkAsync(change, space, person, notice.IsSms, cancellationToken);
        }

        return null;
    }

    /// <summary>What became of an earlier one says nothing of how somebody is reached now.</summary>
    private static bool IsNewest(SentNotice notice, IEnumerable<Stored<SentNotice>> all) =>
        !all.Any(other => other.Value.IsSms == notice.IsSms && other.Value.SentAt > notice.SentAt);
}
