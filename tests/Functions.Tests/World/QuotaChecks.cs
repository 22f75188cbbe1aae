using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Sealing;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.World;

/// <summary>What files take, worked out again from the rows of files and from the blobs.</summary>
public static class QuotaChecks
{
    /// <summary>The sum as it is kept for the one mailbox.</summary>
    public static async Task<QuotaUse> UseAsync(this TestWorld world) =>
        (await RowsAsync(world)).Where(row => row.Key.StartsWith("sum~", StringComparison.Ordinal))
        .Aggregate(QuotaUse.None, (sum, row) => sum.Plus(row.Use));

    /// <summary>
    /// Each file is counted once and as it stands, nothing is counted that is not there, and the sum is theirs.
    /// </summary>
    /// <param name="world">Where.</param>
    /// <param name="conversationId">One conversation, where others change meanwhile, and then not the sum; null for all.</param>
    public static async Task CheckSpaceAsync(this TestWorld world, string? conversationId = null)
    {
        var files = (await world.RowsAsync("conversations", conversationId))
            .Where(row => row.RowKey.Split('~')[0] is "file" or "stored" && !row.PartitionKey.StartsWith("space~", StringComparison.Ordinal))
            .ToDictionary(row => $"file~{row.PartitionKey}~{row.RowKey.Split('~')[1]}", row => Row.Read<SealedFile>(row).Value);
        var rows = await RowsAsync(world);
        var counted = rows.Where(row => row.Key.StartsWith($"file~{conversationId}", StringComparison.Ordinal)).ToDictionary(row => row.Key, row => row.Use);

        counted.Keys.Except(files.Keys).ShouldBeEmpty();
        foreach (var (key, file) in files)
        {
            await CheckAsync(world, file, counted.GetValueOrDefault(key, QuotaUse.None));
        }

        if (conversationId is null)
        {
            (await world.UseAsync()).ShouldBe(counted.Values.Aggregate(QuotaUse.None, (sum, use) => sum.Plus(use)));
        }
    }

    private static async Task CheckAsync(TestWorld world, SealedFile file, QuotaUse use)
    {
        var isOutside = !file.IsOfMailbox;
        var (uploaded, stored) = (await StoredAsync(world, file.UploadName), await StoredAsync(world, file.BlobName));
        if (file.IsEnded)
        {
            (use, uploaded, stored).ShouldBe((QuotaUse.None, 0, 0));
        }
        else if (file.IsReady)
        {
            // What is left under the upload's name, or comes there yet, goes with the last ticket.
            use.ShouldBe(isOutside ? QuotaUse.None with { StoredOutside = file.Size } : QuotaUse.None with { StoredByStaff = file.Size });
            stored.ShouldBe(SealedBlobs.StoredLength(file.Size));
        }
        else if (isOutside)
        {
            // As it was when somebody looked, and nothing is taken away behind his back.
            use.ShouldBe(QuotaUse.None with { StagedOutside = use.StagedOutside });
            use.StagedOutside.ShouldBeInRange(0, uploaded);
        }
        else
        {
            use.ShouldBe(QuotaUse.None with { StagedByStaff = file.Size });
        }
    }

    /// <summary>A file as its row has it.</summary>
    public static async Task<SealedFile> FileAsync(this TestWorld world, string conversationId, string fileId) =>
        Row.Read<SealedFile>((await world.RowsAsync("conversations", conversationId)).Single(row => row.RowKey == $"file~{fileId}")).Value;

    /// <summary>The bytes of a blob, its snapshots and its blocks.</summary>
    public static async Task<long> StoredAsync(this TestWorld world, string blobName) =>
        (await world.Cloud.Services.GetRequiredService<SealedBlobs>().LookAsync(blobName, TestContext.Current.CancellationToken)).Bytes;

    private static async Task<IReadOnlyList<(string Key, QuotaUse Use)>> RowsAsync(TestWorld world) =>
        [.. (await world.RowsAsync("conversations")).Where(row => row.PartitionKey.StartsWith("space~", StringComparison.Ordinal))
            .Select(row => (row.RowKey, Row.Read<QuotaUse>(row).Value))];
}
