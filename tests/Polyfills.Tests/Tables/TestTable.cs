using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Xunit;

namespace Zegel.Polyfills.Tests.Tables;

/// <summary>A new table in the emulator, seen through our client and through the official npm client.</summary>
public sealed class TestTable(string connectionString, string name)
{
    public TableClient Client { get; } = new(connectionString, name);

    public static async Task<TestTable> CreateAsync(AzuriteFixture azurite)
    {
        var table = new TestTable(azurite.Azurite.ConnectionString, "t" + Guid.NewGuid().ToString("N"));
        await table.Client.CreateAsync(TestContext.Current.CancellationToken);
        return table;
    }

    /// <summary>Asks <c>judges/tables.mjs</c> to do something with this table.</summary>
    public async Task<JsonNode> JudgeAsync(string action, object? more = null)
    {
        var question = ToObject(more);
        question["action"] = action;
        question["connectionString"] = connectionString;
        question["table"] = name;
        return await NodeJudge.AskAsync("tables", question, TestContext.Current.CancellationToken);
    }

    private static JsonObject ToObject(object? more) =>
        more is null ? [] : JsonSerializer.SerializeToNode(more)!.AsObject();
}
