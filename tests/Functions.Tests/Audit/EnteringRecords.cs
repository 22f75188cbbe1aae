using Azure;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;
using Zegel.Functions.Audit;
using Zegel.Functions.Spaces;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.Rules;

namespace Zegel.Functions.Tests.Audit;

/// <summary>Every record that was written stands in the trail once, whatever happens on its way.</summary>
public sealed class EnteringRecords : IAsyncLifetime
{
    private TrailOnAzurite trail = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => trail = await TrailOnAzurite.StartAsync();

    public ValueTask DisposeAsync() => trail.DisposeAsync();

    [Fact]
    public async Task Records_are_entered_in_order_and_then_taken_away()
    {
        var partition = await trail.WriteAsync(120);
        (await trail.Mover.MoveAsync([partition], Cancel)).ShouldBe(120);

        (await trail.Mover.MoveAsync([partition], Cancel)).ShouldBe(0);
        (await EntriesAsync()).Select(entry => entry.Seq).ShouldBe(Enumerable.Range(1, 120).Select(seq => (long)seq));
        (await EntriesAsync()).ShouldAllBe(entry => entry.Event == "conversation-opened" && entry.Place == $"conversations/{partition.Partition}");
    }

    [Fact]
    public async Task A_record_that_was_entered_but_not_taken_away_is_entered_once()
    {
        var partition = await trail.WriteAsync(3);
        var rows = await RowsAsync(partition);
        await trail.Trail.EnterAsync([.. rows.Take(2).Select(row => Pending(partition, row))], Cancel);

        await trail.Mover.MoveAsync([partition], Cancel);

        (await EntriesAsync()).Select(entry => entry.Id).ShouldBe(rows.Select(row => row.RowKey["audit~".Length..]), ignoreOrder: true);
        (await RowsAsync(partition)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Also_when_days_passed_in_between(int days)
    {
        var partition = await trail.WriteAsync(2);
        var rows = await RowsAsync(partition);
        await trail.Trail.EnterAsync([Pending(partition, rows[0])], Cancel);
        for (var day = 0; day < days; day++)
        {
            trail.Time.Advance(TimeSpan.FromDays(1));
            await trail.EnterAsync(1);
        }

        await trail.Mover.MoveAsync([partition], Cancel);

        var entries = await EntriesAsync();
        entries.Count.ShouldBe(2 + days);
        entries.Select(entry => entry.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task Many_that_move_the_same_at_once_enter_it_once()
    {
        var partitions = new List<AuditedPartition>();
        for (var i = 0; i < 4; i++)
        {
            partitions.Add(await trail.WriteAsync(30));
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => trail.Another().MoveAsync(partitions, Cancel)));

        var entries = await EntriesAsync();
        entries.Count.ShouldBe(120);
        entries.Select(entry => entry.Id).ShouldBeUnique();
        await trail.SignAsync();
        foreach (var partition in partitions)
        {
            (await RowsAsync(partition)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_new_day_that_was_opened_half_is_opened_by_the_next()
    {
        await trail.EnterAsync(2);
        var today = AuditTrail.DayOf(trail.Time.GetUtcNow());
        trail.Time.Advance(TimeSpan.FromDays(1));
        var tomorrow = AuditTrail.DayOf(trail.Time.GetUtcNow());
        // The process died after it had ended the day and before it made the next.
        var head = (await trail.Storage.Audit.FindAsync<TrailDay>(today, "head", Cancel))!;
        var changes = new Changes(today);
        changes.Replace(head, head.Value with { Next = tomorrow });
        (await changes.TrySubmitAsync(trail.Storage.Audit, Cancel)).ShouldBeTrue();

        await trail.EnterAsync(1);

        (await trail.Trail.FindDayAsync(tomorrow, Cancel))!.Previous.ShouldBe(today);
        (await EntriesAsync()).Count.ShouldBe(3);
        await trail.SignAsync();
    }

    [Fact]
    public async Task What_a_crash_forgot_is_found_by_walking_through_the_tables()
    {
        var partitions = new List<AuditedPartition>();
        for (var i = 0; i < 12; i++)
        {
            partitions.Add(await trail.WriteAsync(90));
        }

        var walk = new FindForgottenAudit(trail.Storage, trail.Mover, NullLogger<FindForgottenAudit>.Instance);
        // 1080 rows, 500 a run.
        await walk.Run(new TimerInfo(), Cancel);
        var first = (await EntriesAsync()).Count;
        first.ShouldBeInRange(500, 600);
        await walk.Run(new TimerInfo(), Cancel);
        await walk.Run(new TimerInfo(), Cancel);

        (await EntriesAsync()).Count.ShouldBe(1080);
        foreach (var partition in partitions)
        {
            (await RowsAsync(partition)).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("""{"from":{"conversations":"nonsense","accounts":"nonsense"}}""")]
    [InlineData("""{"from":null}""")]
    [InlineData("nonsense")]
    public async Task Nonsense_where_the_walk_was_does_not_stop_it(string stored)
    {
        await trail.WriteAsync(3);
        var row = new TableEntity("trail", "walk") { ["Data"] = stored };
        await trail.Storage.Audit.UpsertEntityAsync(row, TableUpdateMode.Replace, Cancel);
        var walk = new FindForgottenAudit(trail.Storage, trail.Mover, NullLogger<FindForgottenAudit>.Instance);

        await walk.Run(new TimerInfo(), Cancel);
        await walk.Run(new TimerInfo(), Cancel);

        (await EntriesAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_table_tells_where_records_were_written_and_only_that()
    {
        trail.Storage.WrittenAudit.Take().ShouldBeEmpty();
        var partition = await trail.WriteAsync(1);
        var other = new Changes(Seals.NewId());
        other.Put("something", "else");
        await other.TrySubmitAsync(trail.Storage.Conversations, Cancel);

        trail.Storage.WrittenAudit.Take().ShouldBe([partition]);
        await trail.Mover.MoveAsync([partition], Cancel);
        trail.Storage.WrittenAudit.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task What_may_have_been_written_is_told_too()
    {
        var partition = await trail.WriteAsync(1);
        trail.Storage.WrittenAudit.Take().ShouldBe([partition]);
        var changes = new Changes(partition.Partition);
        changes.Audit(new AuditRecord(SpaceEvents.Unlocked, trail.Time.GetUtcNow(), "a"));
        changes.Delete("not-there", ETag.All);

        (await changes.TrySubmitAsync(trail.Storage.Conversations, Cancel)).ShouldBeFalse();

        trail.Storage.WrittenAudit.Take().ShouldBe([partition]);
    }

    [Fact]
    public async Task Nothing_is_written_down_where_nobody_looks_for_it()
    {
        var changes = new Changes(Seals.NewId());
        changes.Audit(new AuditRecord(SpaceEvents.Unlocked, trail.Time.GetUtcNow(), "a"));

        await Should.ThrowAsync<InvalidOperationException>(() => changes.TrySubmitAsync(trail.Storage.LookUps, Cancel));
    }

    [Fact]
    public async Task An_entry_stays_one_line_whatever_stands_in_it()
    {
        var changes = new Changes(Seals.NewId());
        changes.Audit(new AuditRecord(SpaceEvents.Unlocked, trail.Time.GetUtcNow(), "a\r\nb\u2028c\u001b[2J", "\"}\n{\"seq\":9", "\0"));
        await changes.TrySubmitAsync(trail.Storage.Conversations, Cancel);
        await trail.Mover.MoveAsync([new AuditedPartition("conversations", changes.PartitionKey)], Cancel);
        await trail.SignAsync();

        var export = await trail.ExportAsync();
        export.ShouldAllBe(line => line.All(letter => letter >= ' ' && letter <= '~'));
        using var verifier = new Verifier();
        (await verifier.VerifyAsync(Verifier.PublicHalf(trail.Key), export)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Moments_are_in_UTC()
    {
        var record = new AuditRecord(SpaceEvents.Unlocked, new DateTimeOffset(2026, 11, 28, 1, 30, 0, TimeSpan.FromHours(1)), "a");

        AuditEntry.Of(new PendingRecord("1", "conversations/1", record), 1, AuditEntry.None).Seal().Line.ShouldContain("\"at\":\"2026-11-28T00:30:00+00:00\"");
    }

    [Fact]
    public void Every_event_has_an_action_and_an_outcome() =>
        EverythingDeclaredIsRegistered.Declared<AuditEvent>()
            .ShouldAllBe(what => "CRUDE".Contains(what.Action) && (what.Outcome == 0 || what.Outcome == 4 || what.Outcome == 8));

    private static PendingRecord Pending(AuditedPartition partition, TableEntity row) =>
        new(row.RowKey["audit~".Length..], $"{partition.Table}/{partition.Partition}", Row.Read<AuditRecord>(row).Value);

    private async Task<IReadOnlyList<TableEntity>> RowsAsync(AuditedPartition partition) =>
        await trail.Storage.Conversations.ReadAllAsync(Row.In(partition.Partition, Row.Prefix("audit")), Cancel);

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync() =>
        [.. (await trail.ExportAsync()).Where(line => line.StartsWith("{\"seq\":", StringComparison.Ordinal)).Select(line => AuditEntry.Read(line)!.Value.Entry)];
}
