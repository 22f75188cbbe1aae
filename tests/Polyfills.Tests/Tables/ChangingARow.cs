using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Tables;

public sealed class ChangingARow(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly ETag Outdated = new("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"");

    private TestTable table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TableClient Client => table.Client;

    public async ValueTask InitializeAsync() => table = await TestTable.CreateAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Adding_twice_is_a_conflict()
    {
        await Client.AddEntityAsync(Row(("A", 1)), Cancel);

        var refusal = await Should.ThrowAsync<RequestFailedException>(() => Client.AddEntityAsync(Row(("A", 2)), Cancel));

        refusal.Status.ShouldBe(409);
        refusal.ErrorCode.ShouldBe("EntityAlreadyExists");
        (refusal.ErrorCode == TableErrorCode.EntityAlreadyExists).ShouldBeTrue();
        (refusal.ErrorCode != TableErrorCode.TableAlreadyExists).ShouldBeTrue();
        refusal.Message.ShouldContain("The specified entity already exists.");
        (await ReadAsync())["A"].ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_row_is_404()
    {
        var refusal = await Should.ThrowAsync<RequestFailedException>(
            () => Client.GetEntityAsync<TableEntity>("p", "none", cancellationToken: Cancel));
        refusal.Status.ShouldBe(404);
        refusal.ErrorCode.ShouldBe("ResourceNotFound");

        var perhaps = await Client.GetEntityIfExistsAsync<TableEntity>("p", "none", cancellationToken: Cancel);
        perhaps.HasValue.ShouldBeFalse();
        perhaps.GetRawResponse().Status.ShouldBe(404);
        Should.Throw<InvalidOperationException>(() => perhaps.Value);

        (await Should.ThrowAsync<RequestFailedException>(
            () => Client.UpdateEntityAsync(Row(("A", 1)), ETag.All, cancellationToken: Cancel))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_row_that_exists_is_found()
    {
        await Client.AddEntityAsync(Row(("A", 1)), Cancel);

        var perhaps = await Client.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancel);

        perhaps.HasValue.ShouldBeTrue();
        perhaps.Value!["A"].ShouldBe(1);
    }

    [Fact]
    public async Task Deleting_a_missing_row_is_no_error()
    {
        (await Client.DeleteEntityAsync("p", "none", cancellationToken: Cancel)).Status.ShouldBe(404);
        (await Client.DeleteEntityAsync(Row(), ETag.All, Cancel)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_outdated_version_is_refused()
    {
        await Client.AddEntityAsync(Row(("A", 1)), Cancel);

        Func<Task>[] writes =
        [
            () => Client.UpdateEntityAsync(Row(("A", 2)), Outdated, TableUpdateMode.Merge, Cancel),
            () => Client.UpdateEntityAsync(Row(("A", 2)), Outdated, TableUpdateMode.Replace, Cancel),
            () => Client.DeleteEntityAsync("p", "r", Outdated, Cancel),
        ];
        foreach (var write in writes)
        {
            var refusal = await Should.ThrowAsync<RequestFailedException>(write);
            refusal.Status.ShouldBe(412);
            refusal.ErrorCode.ShouldBe("UpdateConditionNotSatisfied");
        }

        (await ReadAsync())["A"].ShouldBe(1);
    }

    [Fact]
    public async Task Each_change_gives_the_next_version()
    {
        var added = await Client.AddEntityAsync(Row(("A", 1)), Cancel);
        var updated = await Client.UpdateEntityAsync(Row(("A", 2)), added.Headers.ETag!.Value, cancellationToken: Cancel);
        updated.Headers.ETag.ShouldNotBe(added.Headers.ETag);

        await Client.DeleteEntityAsync("p", "r", updated.Headers.ETag!.Value, Cancel);

        (await Client.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancel)).HasValue.ShouldBeFalse();
    }

    [Fact]
    public async Task An_update_must_say_which_version() =>
        (await Should.ThrowAsync<ArgumentException>(
            () => Client.UpdateEntityAsync(Row(("A", 1)), default, cancellationToken: Cancel))).ParamName.ShouldBe("ifMatch");

    [Fact]
    public async Task Merging_keeps_what_is_not_sent()
    {
        await Client.AddEntityAsync(Row(("A", 1), ("B", 1)), Cancel);

        await Client.UpdateEntityAsync(Row(("B", 2), ("C", 2), ("A", null)), ETag.All, TableUpdateMode.Merge, Cancel);
        await Client.UpsertEntityAsync(Row(("C", 3)), cancellationToken: Cancel);

        var read = await ReadAsync();
        read["A"].ShouldBe(1);
        read["B"].ShouldBe(2);
        read["C"].ShouldBe(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replacing_drops_what_is_not_sent(bool upsert)
    {
        await Client.AddEntityAsync(Row(("A", 1), ("B", 1)), Cancel);

        await (upsert
            ? Client.UpsertEntityAsync(Row(("B", 2), ("A", null)), TableUpdateMode.Replace, Cancel)
            : Client.UpdateEntityAsync(Row(("B", 2), ("A", null)), ETag.All, TableUpdateMode.Replace, Cancel));

        var read = await ReadAsync();
        read.ContainsKey("A").ShouldBeFalse();
        read["B"].ShouldBe(2);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_upsert_inserts(TableUpdateMode mode)
    {
        await Client.UpsertEntityAsync(Row(("A", 1)), mode, Cancel);

        (await ReadAsync())["A"].ShouldBe(1);
    }

    private static TableEntity Row(params (string Name, object? Value)[] values)
    {
        var row = new TableEntity("p", "r");
        foreach (var (name, value) in values)
        {
            row.Add(name, value);
        }

        return row;
    }

    private async Task<TableEntity> ReadAsync() =>
        await Client.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel);
}
