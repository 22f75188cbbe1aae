using Azure;
using Azure.Data.Tables;
using Shouldly;
using Xunit;
using static Azure.Data.Tables.TableTransactionActionType;

namespace Zegel.Polyfills.Tests.Tables;

public sealed class SubmittingATransaction(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly string[] OldAndNew = ["Old", "New"];

    private TestTable table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TableClient Client => table.Client;

    public async ValueTask InitializeAsync() => table = await TestTable.CreateAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_kind_of_action_is_done_and_answered_in_order()
    {
        string[] existing = ["merged", "replaced", "deleted", "upserted"];
        await Client.SubmitTransactionAsync(existing.Select(key => new TableTransactionAction(Add, Row(key, ("Old", 1)))), Cancel);
        var etag = (await RowAsync("merged")).ETag;

        var response = await Client.SubmitTransactionAsync(
            [
                new(Add, Sample.Full("it's é 100%")),
                new(UpdateMerge, Row("merged", ("New", "漢")), etag),
                new(UpdateReplace, Row("replaced", ("New", 2)), ETag.All),
                new(Delete, Row("deleted")),
                new(UpsertMerge, Row("upserted", ("New", 2))),
                new(UpsertReplace, Row("fresh", ("New", 2))),
            ],
            Cancel);

        response.GetRawResponse().Status.ShouldBe(202);
        response.Value.Select(part => part.Status).ShouldBe(Enumerable.Repeat(204, 6));
        response.Value[0].Headers.ETag.ShouldBe((await RowAsync("it's é 100%")).ETag);
        response.Value[1].Headers.ETag.ShouldBe((await RowAsync("merged")).ETag);
        response.Value[4].Headers.ETag.ShouldBe((await RowAsync("upserted")).ETag);
        (await RowAsync("it's é 100%")).GetString("Text").ShouldBe(Sample.Full().Text);
        OldAndNew.ShouldBeSubsetOf((await RowAsync("merged")).Keys);
        (await RowAsync("merged")).GetString("New").ShouldBe("漢");
        (await RowAsync("replaced")).ContainsKey("Old").ShouldBeFalse();
        OldAndNew.ShouldBeSubsetOf((await RowAsync("upserted")).Keys);
        (await Client.GetEntityIfExistsAsync<TableEntity>("p", "deleted", cancellationToken: Cancel)).HasValue.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refused_action_undoes_all_and_is_named()
    {
        await Client.AddEntityAsync(Row("there"), Cancel);

        var refusal = await RefusedAsync([new(Add, Row("a")), new(Add, Row("b")), new(Add, Row("there"))]);

        refusal.Status.ShouldBe(409);
        refusal.ErrorCode.ShouldBe("EntityAlreadyExists");
        refusal.FailedTransactionActionIndex.ShouldBe(2);
        (await Client.QueryAsync<TableEntity>(cancellationToken: Cancel).CountAsync(Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task An_outdated_version_refuses_the_transaction()
    {
        var etag = (await Client.AddEntityAsync(Row("a"), Cancel)).Headers.ETag!.Value;
        await Client.UpsertEntityAsync(Row("a", ("New", 1)), cancellationToken: Cancel);

        var refusal = await RefusedAsync([new(Add, Row("b")), new(UpdateReplace, Row("a"), etag)]);

        refusal.Status.ShouldBe(412);
        refusal.ErrorCode.ShouldBe("UpdateConditionNotSatisfied");
        refusal.FailedTransactionActionIndex.ShouldBe(1);
    }

    [Fact]
    public async Task Deleting_a_missing_row_refuses_the_transaction()
    {
        var refusal = await RefusedAsync([new(Delete, Row("none"))]);

        refusal.Status.ShouldBe(404);
        refusal.ErrorCode.ShouldBe("ResourceNotFound");
        refusal.FailedTransactionActionIndex.ShouldBe(0);
    }

    [Fact]
    public async Task One_row_twice_is_refused()
    {
        var refusal = await RefusedAsync([new(Add, Row("a")), new(UpsertMerge, Row("a"))]);

        refusal.Status.ShouldBe(400);
        refusal.ErrorCode.ShouldBe("InvalidDuplicateRow");
    }

    [Fact]
    public async Task A_hundred_actions_are_done_and_one_more_is_refused()
    {
        var hundred = Enumerable.Range(0, 100).Select(number => new TableTransactionAction(Add, Row($"{number:000}")));
        (await Client.SubmitTransactionAsync(hundred, Cancel)).Value.Count.ShouldBe(100);

        var more = Enumerable.Range(0, 101).Select(number => new TableTransactionAction(Add, Row($"x{number:000}")));
        // The emulator's answer to too many is not valid multipart, so only that it is refused can be told.
        await Should.ThrowAsync<Exception>(() => Client.SubmitTransactionAsync(more, Cancel));
        (await Client.QueryAsync<TableEntity>(cancellationToken: Cancel).CountAsync(Cancel)).ShouldBe(100);
    }

    [Fact]
    public async Task None_at_all_is_refused_before_sending() =>
        await Should.ThrowAsync<InvalidOperationException>(() => Client.SubmitTransactionAsync([], Cancel));

    [Fact]
    public async Task A_table_that_is_not_there_refuses_it()
    {
        await Client.DeleteAsync(Cancel);

        var refusal = await Should.ThrowAsync<RequestFailedException>(
            () => Client.SubmitTransactionAsync([new(Add, Row("a"))], Cancel));

        refusal.Status.ShouldBe(404);
        refusal.ErrorCode.ShouldBe("TableNotFound");
    }

    private static TableEntity Row(string key, params (string Name, object Value)[] values)
    {
        var row = new TableEntity("p", key);
        foreach (var (name, value) in values)
        {
            row.Add(name, value);
        }

        return row;
    }

    private async Task<TableEntity> RowAsync(string key) =>
        await Client.GetEntityAsync<TableEntity>("p", key, cancellationToken: Cancel);

    private Task<TableTransactionFailedException> RefusedAsync(TableTransactionAction[] actions) =>
        Should.ThrowAsync<TableTransactionFailedException>(() => Client.SubmitTransactionAsync(actions, Cancel));
}
