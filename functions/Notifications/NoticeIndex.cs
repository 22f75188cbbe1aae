namespace Zegel.Functions.Notifications;

/// <summary>
/// Where the row of a notice stands that a report is of: the provider knows nothing but its own name for the notice. An
/// entry is written before the notice leaves, and goes once no report can come any more.
/// </summary>
public sealed class NoticeIndex(StorageClients storage, Expiries expiries, TimeProvider time)
{
    private const string Entry = "notice";

    /// <summary>Where the row of a notice stands.</summary>
    /// <param name="ParticipantId">Whose notice it is.</param>
    /// <param name="Row">The key of its row in their space.</param>
    /// <param name="At">When it was about to leave.</param>
    public sealed record Place(ParticipantId ParticipantId, string Row, DateTimeOffset At);

    /// <summary>Notes where the row of a notice will stand; again is the same.</summary>
    public async Task NoteAsync(
        Guid operationId, ParticipantId to, string row, CancellationToken cancellationToken)
    {
        var place = new Place(to, row, time.GetUtcNow());
        var ends = place.At + SecurityNumbers.DeliveryReportsCome;
        await expiries.AddAsync(ends, ExpiringNotice.Kind, KeyOf(operationId), Entry, cancellationToken);
        await storage.LookUps.UpsertEntityAsync(
            Row.Of(KeyOf(operationId), Entry, place), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Where its row stands; null when nobody knows such a notice.</summary>
    public async Task<Place?> FindAsync(Guid operationId, CancellationToken cancellationToken) =>
        (await storage.LookUps.FindAsync<Place>(KeyOf(operationId), Entry, cancellationToken))?.Value;

    private static string KeyOf(Guid operationId) => $"{Entry}-{operationId:N}";

    /// <summary>An entry of which no report comes any more.</summary>
    internal sealed class ExpiringNotice(StorageClients storage) : IExpiring
    {
        public const string Kind = "notice";

        string IExpiring.Kind => Kind;

        public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
            storage.LookUps.DeleteEntityAsync(partition, row, ETag.All, cancellationToken);
    }
}
