using System.Runtime.CompilerServices;

namespace Zegel.Functions.Audit;

/// <summary>
/// The trail of some days as JSON lines, for <c>infra/scripts/verify-audit.mjs</c>: a checkpoint at the end of the day
/// before, entries with the checkpoints at them, and a last line that says how many there were.
/// </summary>
public sealed class AuditExport(AuditTrail trail, AuditCheckpoints checkpoints)
{
    /// <summary>The lines of the days from <paramref name="from"/> up to and including <paramref name="to"/>.</summary>
    public async IAsyncEnumerable<string> ReadAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0L;
        var isFirst = true;
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            var name = AuditTrail.DayOf(date);
            if (await trail.FindDayAsync(name, cancellationToken) is not { } day)
            {
                continue;
            }

            var before = day.Previous is null ? 0 : (await trail.FindDayAsync(day.Previous, cancellationToken))!.Seq;
            await using var signed = checkpoints.ReadAsync(isFirst ? before : before + 1, day.Seq, cancellationToken).GetAsyncEnumerator(cancellationToken);
            var more = await signed.MoveNextAsync();
            var seq = before;
            await foreach (var line in trail.ReadAsync(name, before + 1, day.Seq, cancellationToken))
            {
                for (; more && signed.Current.Seq <= seq; more = await signed.MoveNextAsync())
                {
                    yield return signed.Current.Line;
                }

                seq++;
                yield return line;
            }

            for (; more; more = await signed.MoveNextAsync())
            {
                yield return signed.Current.Line;
            }

            (isFirst, last) = (false, day.Seq);
        }

        yield return $"{{\"end\":{last}}}";
    }
}
