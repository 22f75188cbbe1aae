namespace Zegel.Functions.Administration;

/// <summary>The audit trail of some days as JSON lines, signed up to now, to be kept and checked elsewhere.</summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class ExportAudit(
    AuditExport export, AuditCheckpoints checkpoints, StorageClients storage, TimeProvider time)
{
    internal const int MaximumDays = 31;

    /// <param name="From">The first UTC day of entering.</param>
    /// <param name="To">The last, at most 31 days in all.</param>
    public sealed record Request(DateOnly From, DateOnly To) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(From <= To && To.DayNumber - From.DayNumber < MaximumDays, "to", "days-1-31");
    }

    [Function(nameof(ExportAudit))]
    public async Task<PushStreamHttpResult> Run(
        [HttpTrigger(Anonymous, "post", Route = "audit/export")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        await AuditReading.WriteDownAsync(
            storage, request.SignedIn().AccountId, AuditEvents.AuditExported, time, cancellationToken);
        var state = await checkpoints.SignAsync(cancellationToken);
        // A trail that does not hold is given whole, for whoever finds out why.
        var upTo = state.Fault is null ? state.Last?.Checkpoint ?? 0 : long.MaxValue;
        return TypedResults.Stream(
            async stream =>
            {
                await using var writer = new StreamWriter(stream,
                    new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
                await foreach (var line in export.ReadAsync(body.From, body.To, upTo, cancellationToken))
                {
                    await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
                }
            },
            "application/jsonl");
    }
}
