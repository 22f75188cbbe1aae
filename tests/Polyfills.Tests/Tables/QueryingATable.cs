using Azure;
using Azure.Data.Tables;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Tables;

public sealed class QueryingATable(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int More = 1234;

    private TestTable table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TableClient Client => table.Client;

    public async ValueTask InitializeAsync() => table = await TestTable.CreateAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task More_than_a_thousand_rows_come_in_several_pages_and_in_order()
    {
        await FillAsync("it's p", More);

        var pages = await Client.QueryAsync<TableEntity>(cancellationToken: Cancel).AsPages().ToListAsync(Cancel);

        pages.Count.ShouldBe(2);
        pages[0].Values.Count.ShouldBe(1000);
        pages[0].ContinuationToken.ShouldNotBeNullOrEmpty();
        pages[1].ContinuationToken.ShouldBeNull();
        pages.SelectMany(page => page.Values).Select(row => row.RowKey)
            .ShouldBe(Enumerable.Range(0, More).Select(number => $"é {number:0000}"));
        (await table.JudgeAsync("read")).AsArray().Count.ShouldBe(More);
    }

    [Fact]
    public async Task A_page_is_no_larger_than_asked_and_can_be_resumed()
    {
        await FillAsync("p", 25);
        var query = Client.QueryAsync<TableEntity>("PartitionKey eq 'p'", maxPerPage: 10, ["RowKey"], Cancel);

        var first = await query.AsPages().FirstAsync(Cancel);
        var rest = await query.AsPages(first.ContinuationToken).ToListAsync(Cancel);
        var large = await query.AsPages(pageSizeHint: 20).FirstAsync(Cancel);

        first.Values.Count.ShouldBe(10);
        rest.Select(page => page.Values.Count).ShouldBe([10, 5]);
        rest[0].Values[0].RowKey.ShouldBe("é 0010");
        large.Values.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Only_selected_columns_are_read()
    {
        await Client.AddEntityAsync(Sample.Full(), Cancel);

        var row = await Client.QueryAsync<Sample>(select: ["RowKey", "Number"], cancellationToken: Cancel).SingleAsync(Cancel);

        row.RowKey.ShouldBe("r");
        row.Number.ShouldBe(int.MinValue);
        row.Text.ShouldBeNull();
        row.ETag.ShouldNotBe(default);
    }

    [Fact]
    public async Task No_row_is_an_empty_answer() =>
        (await Client.QueryAsync<Sample>("PartitionKey eq 'none'", cancellationToken: Cancel).CountAsync(Cancel)).ShouldBe(0);

    [Fact]
    public async Task A_filter_that_the_service_cannot_read_is_refused() =>
        (await Should.ThrowAsync<RequestFailedException>(
            async () => await Client.QueryAsync<Sample>("PartitionKey eq ((", cancellationToken: Cancel).CountAsync(Cancel)))
            .Status.ShouldBe(400);

    [Fact]
    public async Task Every_literal_finds_its_row()
    {
        var sample = Sample.Full();
        await Client.AddEntityAsync(sample, Cancel);
        await Client.AddEntityAsync(new TableEntity("p", "other") { ["Text"] = "other" }, Cancel);

        FormattableString[] filters =
        [
            $"Text eq {sample.Text}",
            $"Number eq {sample.Number}",
            $"Number lt {0} and not (RowKey eq {"other"})",
            $"Big eq {sample.Big}",
            $"Ratio eq {sample.Ratio}",
            $"Bool eq {true}",
            $"Id eq {sample.Id}",
            $"Moment eq {sample.Moment}",
            $"Moment ge {sample.Moment.AddMilliseconds(-1)} and Moment lt {sample.Moment.AddMilliseconds(1)}",
            $"Utc eq {sample.Utc}",
            $"Bytes eq {sample.Bytes}",
            $"Data eq {sample.Data}",
            $"Colour eq {"Green"}",
            $"renamed eq {"o"}",
        ];
        foreach (var filter in filters)
        {
            var text = TableClient.CreateQueryFilter(filter);
            var keys = await Client.QueryAsync<TableEntity>(text, cancellationToken: Cancel)
                .Select(row => row.RowKey).ToListAsync(Cancel);
            keys.ShouldBe(["r"], text);
        }
    }

    [Fact]
    public async Task Filters_in_code_find_the_same_rows()
    {
        await FillAsync("p", 5);
        var from = "é 0001";

        var rows = await Client.QueryAsync<TableEntity>(
                row => row.PartitionKey == "p" && string.Compare(row.RowKey, from, StringComparison.Ordinal) > 0, cancellationToken: Cancel)
            .Select(row => row.RowKey).ToListAsync(Cancel);
        var all = await Client.QueryAsync<TableEntity>(row => true, cancellationToken: Cancel).CountAsync(Cancel);

        rows.ShouldBe(["é 0002", "é 0003", "é 0004"]);
        all.ShouldBe(5);
    }

    private async Task FillAsync(string partitionKey, int count)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(100))
        {
            await Client.SubmitTransactionAsync(
                numbers.Select(number => new TableTransactionAction(
                    TableTransactionActionType.Add, new TableEntity(partitionKey, $"é {number:0000}") { ["A"] = number })),
                Cancel);
        }
    }
}
