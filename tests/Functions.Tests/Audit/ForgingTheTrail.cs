using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;
using Zegel.Functions.Audit;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.Audit;

/// <summary>
/// Somebody writes to the tables (or to the anchor, where no policy guards it): the real key signs nothing of what they
/// made, somebody is told, and no export of it holds. Entries 1 to 4 are signed, 5 and 6 not yet.
/// </summary>
public sealed class ForgingTheTrail : IAsyncLifetime
{
    private readonly Verifier verifier = new();
    private TrailOnAzurite trail = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Today => AuditTrail.DayOf(trail.Time.GetUtcNow());

    private TableClient Table => trail.Storage.Audit;

    private BlobContainerClient Container => new(trail.Configuration["AzureWebJobsStorage"], "audit-checkpoints");

    public async ValueTask InitializeAsync()
    {
        trail = await TrailOnAzurite.StartAsync();
        await trail.EnterAsync(4);
        await trail.SignAsync();
        await trail.EnterAsync(2);
    }

    public async ValueTask DisposeAsync()
    {
        verifier.Dispose();
        await trail.DisposeAsync();
    }

    [Fact]
    public async Task Everything_made_anew_with_every_trace_of_a_checkpoint_removed_is_not_signed()
    {
        await ForgeAsync();
        foreach (var row in await Table.ReadAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {"trail"} and RowKey ne {"open"}"), Cancel))
        {
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Cancel);
        }

        await RefusedAsync(TrailFault.EntryChanged, 4);
        var (exitCode, words) = await VerifyAsync();
        exitCode.ShouldBe(1);
        words.ShouldBe("entry 4 is not the one that was signed: the anchor has another");
    }

    [Theory]
    [InlineData(5, TrailFault.HeadChanged, 6)] // Of the entries that are not signed yet one more stands there than it says.
    [InlineData(2, TrailFault.HeadChanged, 6)] // It stands before what was signed.
    public async Task A_head_that_was_put_back_is_not_signed(int seq, TrailFault fault, int at)
    {
        await PutHeadAsync(seq);

        await RefusedAsync(fault, at);
    }

    [Fact]
    public async Task A_trail_that_was_put_back_to_before_what_was_signed_is_not_signed()
    {
        await PutHeadAsync(3);
        await DeleteEntriesAsync(4, 5, 6);

        await RefusedAsync(TrailFault.EntryMissing, 4);
        // It goes on from there as if nothing were wrong, with the numbers of the entries that are gone.
        await trail.EnterAsync(2);
        await RefusedAsync(TrailFault.EntryChanged, 4);
        (await VerifyAsync()).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_without_its_head_is_not_signed()
    {
        await DeleteEntriesAsync(6);

        await RefusedAsync(TrailFault.EntryMissing, 6);
    }

    [Theory]
    [InlineData("20991231")] // A day that has not begun, in which later entries would be looked for by nobody.
    [InlineData("20200101")]
    [InlineData("x")]
    public async Task A_day_that_cannot_come_next_is_not_gone_to(string next)
    {
        var head = (await Table.FindAsync<TrailDay>(Today, "head", Cancel))!;
        await PutAsync(Today, "head", head.Value with { Next = next });

        await RefusedAsync(TrailFault.HeadChanged, 6);
        // Nor are entries made there; what is to be entered waits where it was written.
        var partition = await trail.WriteAsync(1);
        await Should.ThrowAsync<InvalidOperationException>(() => trail.Mover.MoveAsync([partition], Cancel));
        (await trail.Storage.Conversations.ReadAllAsync(Row.In(partition.Partition), Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_trail_that_was_emptied_does_not_begin_anew()
    {
        foreach (var row in await Table.ReadAllAsync("", Cancel))
        {
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Cancel);
        }

        await RefusedAsync(TrailFault.EntryMissing, 4);
        var partition = await trail.WriteAsync(2);
        (await Should.ThrowAsync<InvalidOperationException>(() => trail.Mover.MoveAsync([partition], Cancel))).Message.ShouldContain("docs/operations.md");
        (await trail.Storage.Conversations.ReadAllAsync(Row.In(partition.Partition), Cancel)).Count.ShouldBe(2);
        await RefusedAsync(TrailFault.EntryMissing, 4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_checkpoint_that_another_key_signed_is_not_gone_on_from(bool isUnderOurName)
    {
        await ForgeAsync();
        var forger = await TrailOnAzurite.StartAsync();
        await using var _ = forger;
        var last = (await trail.Anchor.FindLastAsync(Cancel))!.Checkpoint!;
        var theirs = new Zegel.Functions.Audit.AuditKey(isUnderOurName ? Renamed(forger.Configuration, last.Key) : forger.Configuration);
        var head = (await Table.FindAsync<TrailDay>(Today, "head", Cancel))!.Value;
        var (_, line) = await theirs.SignAsync(Today, head.Seq, head.Hash, trail.Time.GetUtcNow(), Cancel);
        await AppendAsync(line);

        var state = await trail.Checkpoints.SignAsync(Cancel);

        state.ShouldBe(new TrailState(null, TrailFault.CheckpointForged, 0));
        ToldOf(TrailFault.CheckpointForged);
        var (exitCode, words) = await VerifyAsync();
        exitCode.ShouldBe(1);
        words.ShouldContain("was not signed by a key that was given");
    }

    [Fact]
    public async Task A_trail_whose_checkpoints_are_gone_is_not_signed_from_nothing()
    {
        await Container.DeleteAsync(cancellationToken: Cancel);

        (await trail.Checkpoints.SignAsync(Cancel)).ShouldBe(new TrailState(null, TrailFault.AnchorMissing, 0));

        ToldOf(TrailFault.AnchorMissing);
        (await trail.Anchor.FindLastAsync(Cancel)).ShouldBeNull();
        var (exitCode, words) = await verifier.VerifyAsync(Verifier.PublicHalf(trail.Key), await trail.ExportAsync(), "--unanchored", "--unsigned");
        exitCode.ShouldBe(1);
        words.ShouldContain("without a checkpoint at the entry before it");
    }

    [Theory]
    [InlineData("000", 0)]
    [InlineData("001", 0)]
    [InlineData("000", 1)]
    public async Task An_older_checkpoint_that_was_put_there_again_is_not_gone_on_from(string part, int days)
    {
        // A policy lets lines be added by whoever may write to the host's account, and the key did sign this one.
        var older = (await ReadAnchorAsync())[^1];
        await trail.SignAsync();
        await AppendAsync(older, $"{trail.Time.GetUtcNow().AddDays(days):yyyy/MM/dd}.{part}.jsonl");
        await ForgeAsync();

        (await trail.Checkpoints.SignAsync(Cancel)).ShouldBe(new TrailState(null, TrailFault.CheckpointForged, 0));
        ToldOf(TrailFault.CheckpointForged);
    }

    [Fact]
    public async Task An_export_that_leaves_out_what_was_signed_does_not_hold()
    {
        await trail.SignAsync();
        await PutHeadAsync(4);
        await DeleteEntriesAsync(5, 6);

        var (exitCode, words) = await VerifyAsync();
        exitCode.ShouldBe(1);
        words.ShouldBe("the checkpoint at entry 6 stands after entry 4: entry 5 is missing");
    }

    [Fact]
    public async Task Many_that_sign_at_once_keep_one_line_of_checkpoints()
    {
        for (var round = 0; round < 3; round++)
        {
            await trail.EnterAsync(1);
            var states = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => trail.AnotherSigner(trail.AnotherAnchor()).SignAsync(Cancel)));
            states.ShouldAllBe(state => state.Fault == null && state.Last!.Checkpoint == 7 + round);
        }

        (await SignedAsync()).ShouldBe([0, 4, 7, 8, 9]);
        (await VerifyAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_blob_that_was_made_and_got_no_line_is_used()
    {
        trail.Time.Advance(TimeSpan.FromDays(1));
        await trail.EnterAsync(1);
        // The process died between making the day's blob and putting the line there.
        var blob = Container.GetAppendBlobClient($"{trail.Time.GetUtcNow():yyyy/MM/dd}.000.jsonl");
        await blob.CreateAsync(cancellationToken: Cancel);

        await trail.SignAsync();

        (await SignedAsync()).ShouldBe([0, 4, 6, 7]);
        (await VerifyAsync()).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_beginning_that_was_broken_off_is_gone_on_with(int days)
    {
        await using var other = await TrailOnAzurite.StartAsync();
        // Signed that it begins, and died before it did.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => other.AnotherAnchor().BeginAsync(Cancel)));
        (await other.Checkpoints.SignAsync(Cancel)).Last!.Checkpoint.ShouldBe(0);
        other.Time.Advance(TimeSpan.FromDays(days));

        await other.EnterAsync(2);
        await other.SignAsync();

        (await other.Anchor.FindLastAsync(Cancel))!.Checkpoint!.Checkpoint.ShouldBe(2);
    }

    [Fact]
    public async Task A_trail_that_has_not_begun_is_sound()
    {
        await using var other = await TrailOnAzurite.StartAsync();

        (await other.Checkpoints.SignAsync(Cancel)).ShouldBe(new TrailState(null));
        (await other.ExportAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_blob_that_is_full_is_followed_by_another_and_the_last_is_found()
    {
        var anchor = trail.AnotherAnchor(linesPerBlob: 2);
        var signer = trail.AnotherSigner(anchor);
        for (var i = 0; i < 5; i++)
        {
            await trail.EnterAsync(1);
            (await signer.SignAsync(Cancel)).Fault.ShouldBeNull();
        }

        (await SignedAsync()).ShouldBe([0, 4, 7, 8, 9, 10, 11]);
        var names = new List<string>();
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "", Cancel))
        {
            names.Add(blob.Name[^9..^6]);
        }

        names.ShouldBe(["000", "000", "001", "002"]);
        (await trail.Anchor.FindLastAsync(Cancel))!.Checkpoint!.Checkpoint.ShouldBe(11);
        (await VerifyAsync()).ExitCode.ShouldBe(0);
    }

    private static IConfiguration Renamed(IConfiguration configuration, string id)
    {
        var jwk = System.Text.Json.Nodes.JsonNode.Parse(configuration["Zegel:Audit:LocalKey"]!)!;
        jwk["kid"] = id;
        return new ConfigurationBuilder().AddInMemoryCollection([new("Zegel:Audit:LocalKey", jwk.ToJsonString())]).Build();
    }

    /// <summary>The whole trail made anew, with somebody else in its second entry, and the head that goes with it.</summary>
    private async Task ForgeAsync()
    {
        var (seq, previous) = (0L, AuditEntry.None);
        foreach (var (_, line) in await trail.Trail.ReadAsync(Today, 1, long.MaxValue, Cancel).ToListAsync(Cancel))
        {
            var entry = AuditEntry.Read(line)!.Value.Entry;
            (var forged, previous) = (entry with { Previous = previous, Actor = entry.Seq == 2 ? "somebody" : entry.Actor }).Seal();
            seq = entry.Seq;
            await PutAsync(Today, $"entry~{seq:D12}", forged);
        }

        var head = (await Table.FindAsync<TrailDay>(Today, "head", Cancel))!.Value;
        await PutAsync(Today, "head", head with { Seq = seq, Hash = previous });
    }

    private async Task PutHeadAsync(int seq)
    {
        var head = (await Table.FindAsync<TrailDay>(Today, "head", Cancel))!.Value;
        var row = (await Table.FindAsync<string>(Today, $"entry~{seq:D12}", Cancel))!;
        await PutAsync(Today, "head", head with { Seq = seq, Hash = AuditEntry.Read(row.Value)!.Value.Hash });
    }

    private async Task DeleteEntriesAsync(params int[] numbers)
    {
        foreach (var seq in numbers)
        {
            await Table.DeleteEntityAsync(Today, $"entry~{seq:D12}", ETag.All, Cancel);
        }
    }

    private async Task PutAsync<T>(string partition, string row, T value) =>
        await Table.UpsertEntityAsync(Row.Of(partition, row, value), TableUpdateMode.Replace, Cancel);

    /// <summary>The signer refuses and says so, and what was signed is as it was.</summary>
    private async Task RefusedAsync(TrailFault fault, int at)
    {
        var before = await ReadAnchorAsync();

        var state = await trail.Checkpoints.SignAsync(Cancel);

        state.Fault.ShouldBe(fault);
        state.At.ShouldBe(at);
        state.Last!.Checkpoint.ShouldBe(4);
        (await ReadAnchorAsync()).ShouldBe(before);
        ToldOf(fault);
    }

    private void ToldOf(TrailFault fault) =>
        trail.Log.All.ShouldContain(line => line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains("The audit trail does not hold", StringComparison.Ordinal) && line.Contains(fault.ToString(), StringComparison.Ordinal));

    private async Task<IReadOnlyList<long>> SignedAsync() => [.. (await ReadAnchorAsync()).Select(line => AuditCheckpoint.Read(line)!.Value.Checkpoint.Checkpoint)];

    private async Task<IReadOnlyList<string>> ReadAnchorAsync()
    {
        var lines = new List<string>();
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "", Cancel))
        {
            BlobDownloadResult content = await Container.GetBlobClient(blob.Name).DownloadContentAsync(Cancel);
            lines.AddRange(content.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        return lines;
    }

    /// <summary>As somebody does who may write to the host's account.</summary>
    private async Task AppendAsync(string line, string? name = null)
    {
        var blob = Container.GetAppendBlobClient(name ?? (await trail.Anchor.FindLastAsync(Cancel))!.Blob);
        await blob.CreateIfNotExistsAsync(cancellationToken: Cancel);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(line + "\n"));
        await blob.AppendBlockAsync(stream, cancellationToken: Cancel);
    }

    private async Task<(int ExitCode, string Words)> VerifyAsync() =>
        await verifier.VerifyAsync(Verifier.PublicHalf(trail.Key), await trail.ExportAsync(), await verifier.WithAnchorAsync(trail.Configuration["AzureWebJobsStorage"]!));
}
