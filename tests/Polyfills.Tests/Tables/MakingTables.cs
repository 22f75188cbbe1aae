using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Polyfills.Tests.Tables;

public sealed class MakingTables(AzuriteFixture azurite)
{
    private readonly string name = "t" + Guid.NewGuid().ToString("N");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TableServiceClient Service => new(azurite.Azurite.ConnectionString);

    [Fact]
    public async Task A_table_is_made_once()
    {
        var table = Service.GetTableClient(name);
        (await table.CreateAsync(Cancel)).Value.Name.ShouldBe(name);

        var refusal = await Should.ThrowAsync<RequestFailedException>(() => table.CreateAsync(Cancel));
        refusal.Status.ShouldBe(409);
        (refusal.ErrorCode == TableErrorCode.TableAlreadyExists).ShouldBeTrue(refusal.ErrorCode);

        var again = await table.CreateIfNotExistsAsync(Cancel);
        again.Value.Name.ShouldBe(name);
        again.GetRawResponse().Status.ShouldBe(409);
        (await Service.CreateTableIfNotExistsAsync(name, Cancel)).GetRawResponse().Status.ShouldBe(409);
    }

    [Fact]
    public async Task A_deleted_table_is_gone_and_may_be_deleted_again()
    {
        var table = Service.GetTableClient(name);
        await Service.CreateTableAsync(name, Cancel);

        (await table.DeleteAsync(Cancel)).Status.ShouldBe(204);
        (await Service.DeleteTableAsync(name, Cancel)).Status.ShouldBe(404);

        var refusal = await Should.ThrowAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r"), Cancel));
        refusal.Status.ShouldBe(404);
        refusal.ErrorCode.ShouldBe("TableNotFound");
    }

    [Fact]
    public async Task Tables_are_listed()
    {
        string[] names = [name + "a", name + "b", name + "c"];
        foreach (var table in names)
        {
            await Service.CreateTableAsync(table, Cancel);
        }

        var one = await Service.QueryAsync(table => table.Name == names[1], cancellationToken: Cancel).SingleAsync(Cancel);
        var filter = TableServiceClient.CreateQueryFilter($"TableName ge {name} and TableName lt {name + "d"}");
        var pages = await Service.QueryAsync(filter, maxPerPage: 2, Cancel).AsPages().ToListAsync(Cancel);

        one.Name.ShouldBe(names[1]);
        pages.SelectMany(page => page.Values).Select(table => table.Name).ShouldBe(names);
        pages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Every_way_in_reaches_the_same_table()
    {
        var endpoint = Service.Uri;
        var key = new TableSharedKeyCredential(Azurite.AccountName, Azurite.AccountKey);
        await new TableServiceClient(endpoint, key).CreateTableAsync(name, Cancel);
        await new TableClient(endpoint, name, key).AddEntityAsync(new TableEntity("p", "r"), Cancel);

        var table = new TableClient(azurite.Azurite.ConnectionString, name);

        (await table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancel)).HasValue.ShouldBeTrue();
        table.Name.ShouldBe(name);
        table.AccountName.ShouldBe(Azurite.AccountName);
        table.Uri.ShouldBe(new Uri(endpoint.AbsoluteUri + "/" + name));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_until_it_is_replaced()
    {
        var key = new TableSharedKeyCredential(Azurite.AccountName, Convert.ToBase64String(new byte[64]));
        var service = new TableServiceClient(Service.Uri, key);

        (await Should.ThrowAsync<RequestFailedException>(() => service.CreateTableAsync(name, Cancel))).Status.ShouldBe(403);

        key.SetAccountKey(Azurite.AccountKey);
        (await service.CreateTableAsync(name, Cancel)).GetRawResponse().Status.ShouldBe(201);
    }
}
