using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Tables;

/// <summary>What one client writes the other reads, with the same types and values.</summary>
public sealed class SharingATable(AzuriteFixture azurite) : IAsyncLifetime
{
    private TestTable table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => table = await TestTable.CreateAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_official_client_reads_a_class()
    {
        var added = await table.Client.AddEntityAsync(Sample.Full(), Cancel);

        var rows = await table.JudgeAsync("read");

        var row = rows.AsArray().ShouldHaveSingleItem()!.AsObject();
        ((string?)row["etag"]).ShouldBe(added.Headers.ETag!.Value.ToString("H"));
        row.ContainsKey("Original").ShouldBeFalse();
        row.ContainsKey("Ignored").ShouldBeFalse();
        row.ContainsKey("MaybeMoment").ShouldBeFalse();
        ShouldHold(row, "Text", "String", Sample.Full().Text!);
        ShouldHold(row, "Number", "Int32", "-2147483648");
        ShouldHold(row, "MaybeNumber", "Int32", "7");
        ShouldHold(row, "Big", "Int64", "9223372036854775807");
        ShouldHold(row, "Ratio", "Double", "-2.5");
        ShouldHold(row, "Bool", "Boolean", "true");
        ShouldHold(row, "Id", "Guid", "0f8fad5b-d9cb-469f-a165-70867728950e");
        ShouldHold(row, "Moment", "DateTime", "2026-11-21T01:04:05.1234567Z");
        ShouldHold(row, "Utc", "DateTime", "2026-01-02T03:04:05.0000000Z");
        ShouldHold(row, "Bytes", "Binary", "AAH+/w==");
        ShouldHold(row, "Data", "Binary", "CQg=");
        ShouldHold(row, "Colour", "String", "Green");
        ShouldHold(row, "MaybeColour", "String", "Red");
        ShouldHold(row, "renamed", "String", "o");
    }

    [Fact]
    public async Task Both_clients_write_the_same_dictionary()
    {
        var moment = new DateTimeOffset(1999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero);
        await table.Client.AddEntityAsync(
            new TableEntity("p", "ours")
            {
                ["Text"] = "漢",
                ["Number"] = 3,
                ["Big"] = -4L,
                ["Ratio"] = 2.5,
                ["Flag"] = true,
                ["Id"] = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
                ["Moment"] = moment,
                ["Bytes"] = new byte[] { 0, 255 },
            },
            Cancel);
        await table.JudgeAsync("write", new
        {
            rows = new[]
            {
                new
                {
                    partitionKey = "p",
                    rowKey = "theirs",
                    Text = Typed("String", "漢"),
                    Number = Typed("Int32", "3"),
                    Big = Typed("Int64", "-4"),
                    Ratio = Typed("Double", "2.5"),
                    Flag = Typed("Boolean", "true"),
                    Id = Typed("Guid", "0f8fad5b-d9cb-469f-a165-70867728950e"),
                    Moment = Typed("DateTime", "1999-12-31T23:59:59.9990000Z"),
                    Bytes = Typed("Binary", "AP8="),
                },
            },
        });

        var rows = await table.Client.QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);

        rows.Select(row => row.RowKey).ShouldBe(["ours", "theirs"]);
        var theirs = rows[1];
        foreach (var (name, value) in rows[0].Where(entry => entry.Key is not ("RowKey" or "Timestamp" or "odata.etag")))
        {
            theirs[name].ShouldBe(value, name);
        }

        var judged = (await table.JudgeAsync("read")).AsArray();
        foreach (var (name, value) in judged[0]!.AsObject().Where(entry => entry.Key is not ("rowKey" or "etag")))
        {
            JsonNode.DeepEquals(judged[1]![name], value).ShouldBeTrue($"{name}: {judged[1]![name]} is not {value}");
        }
    }

    [Fact]
    public async Task A_class_reads_what_the_official_client_wrote()
    {
        await table.JudgeAsync("write", new
        {
            rows = new[]
            {
                new
                {
                    partitionKey = "p",
                    rowKey = "r",
                    Text = Typed("String", "t"),
                    Big = Typed("Int64", "5"),
                    Ratio = Typed("Int32", "5"),
                    Colour = Typed("String", "Green"),
                    Bytes = Typed("Binary", "AP8="),
                    Data = Typed("Binary", "AQ=="),
                    Id = Typed("Guid", "0f8fad5b-d9cb-469f-a165-70867728950e"),
                    Moment = Typed("DateTime", "1999-12-31T23:59:59.999Z"),
                    Unknown = Typed("String", "has no property"),
                },
            },
        });

        Sample read = await table.Client.GetEntityAsync<Sample>("p", "r", cancellationToken: Cancel);

        read.Text.ShouldBe("t");
        read.Big.ShouldBe(5);
        read.Ratio.ShouldBe(5);
        read.Colour.ShouldBe(Colour.Green);
        read.MaybeColour.ShouldBeNull();
        read.Bytes.ShouldBe([0, 255]);
        read.Data!.ToArray().ShouldBe([1]);
        read.Id.ShouldBe(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"));
        read.Moment.ShouldBe(new DateTimeOffset(1999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero));
    }

    private static object Typed(string type, string value) => type switch
    {
        "Boolean" => new { type, value = bool.Parse(value) },
        "Int32" or "Double" => new
        {
            type, value = double.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
        },
        _ => new { type, value },
    };

    private static void ShouldHold(JsonObject row, string name, string type, string value)
    {
        ((string?)row[name]?["type"]).ShouldBe(type, name);
        ((string?)row[name]?["value"]).ShouldBe(value, name);
    }
}
