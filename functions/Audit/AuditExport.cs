namespace Zegel.Functions.Audit;

/// <summary>
/// The trail of some days as JSON lines, for <c>infra/scripts/verify-audit.mjs</c>: the last checkpoint before them,
/// their entries with the checkpoints at them, and a last line that says how far it goes and which days were asked for.
/// Checkpoints come from <see cref="AuditAnchor"/>, days from the calendar: nothing here believes a head.
/// </summary>
public sealed class AuditExport(AuditTrail trail, AuditAnchor anchor)
{
    /// <summary>The lines of the days from <paramref name="from"/> up to and including <paramref name="to"/>.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last.</param>
    /// <param name="upTo">The last entry that is signed; what came later is for the next export.</param>
    public async IAsyncEnumerable<string> ReadAsync(
        DateOnly from, DateOnly to, long upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seq = 0L;
        await using var signed = anchor.ReadAsync(from, to, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = await NextAsync();
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            var day = AuditTrail.DayOf(date);
            await foreach (var (number, line) in trail.ReadAsync(day, 1, upTo, cancellationToken))
            {
                for (; next.Line is not null && next.Seq < number; next = await NextAsync())
                {
                    yield return next.Line;
                }

                seq = number;
                yield return line;
            }

            for (; next.Line is not null && string.CompareOrdinal(next.Day, day) <= 0; next = await NextAsync())
            {
                yield return next.Line;
            }
        }

        for (; next.Line is not null; next = await NextAsync())
        {
            yield return next.Line;
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"end":{{seq}},"from":"{{from:yyyy-MM-dd}}","to":"{{to:yyyy-MM-dd}}"}""");

        // Of checkpoints that were signed meanwhile the entries are not here. A line that is none goes along at once.
        async Task<(string? Line, long Seq, string Day)> NextAsync()
        {
            while (await signed.MoveNextAsync())
            {
                var checkpoint = AuditCheckpoint.Read(signed.Current)?.Checkpoint;
                if (checkpoint is null || checkpoint.Checkpoint <= upTo)
                {
                    return (signed.Current, checkpoint?.Checkpoint ?? 0, checkpoint?.Day ?? "");
                }
            }

            return (null, 0, "");
        }
    }
}
