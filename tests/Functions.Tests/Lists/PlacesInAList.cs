using Azure.Data.Tables;
using Shouldly;
using Xunit;
using Zegel.Functions.Lists;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Lists;

/// <summary>What is listed stands in its list once, where the newest of what was seen belongs.</summary>
public sealed class PlacesInAList(SharedWorld world)
{
    private const int PageSize = 3;
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private readonly string partition = "places-" + Seals.NewId();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DerivedList<Item> List => new(Table, PageSize);

    private TableClient Table => world.Storage().Mailboxes;

    private sealed record Item(string Name, string Text);

    [Fact]
    public async Task Newest_comes_first_a_page_at_a_time()
    {
        for (var i = 0; i < 7; i++)
        {
            await PutAsync($"k{i}", Start.AddMinutes(i), "text");
        }

        (await PagesAsync()).ShouldBe([["k6", "k5", "k4"], ["k3", "k2", "k1"], ["k0"]]);
    }

    [Fact]
    public async Task Put_twice_it_stands_once_and_what_moved_leaves_its_old_place()
    {
        await PutAsync("a", Start, "first");
        await PutAsync("b", Start.AddMinutes(1), "other");
        await PutAsync("a", Start, "first");
        (await PagesAsync()).ShouldBe([["b", "a"]]);

        await PutAsync("a", Start.AddMinutes(2), "second");

        (await PagesAsync()).ShouldBe([["a", "b"]]);
        (await List.PageAsync(partition, null, Cancel)).Items[0].Value.Text.ShouldBe("second");
    }

    [Fact]
    public async Task What_was_taken_away_comes_back_only_with_a_later_moment()
    {
        await PutAsync("a", Start, "there");
        await List.RemoveAsync(partition, "a", Start.AddMinutes(1), Cancel);
        await List.RemoveAsync(partition, "a", Start.AddMinutes(1), Cancel);
        await List.RemoveAsync(partition, "none", Start, Cancel);
        // Workers that read before, and at the same moment.
        await PutAsync("a", Start, "again");
        await PutAsync("a", Start.AddMinutes(1), "again");
        (await PagesAsync()).SelectMany(page => page).ShouldBeEmpty();

        await PutAsync("a", Start.AddMinutes(2), "back");
        (await PagesAsync()).ShouldBe([["a"]]);
        await List.RemoveAsync(partition, "a", Start, Cancel);
        (await PagesAsync()).ShouldBe([["a"]], "whoever takes away saw an earlier moment");
    }

    [Fact]
    public async Task At_the_same_moment_what_is_put_later_counts()
    {
        await PutAsync("a", Start, "unread");
        await PutAsync("a", Start, "read");

        (await List.PageAsync(partition, null, Cancel)).Items.ShouldHaveSingleItem().Value.Text.ShouldBe("read");
    }

    [Fact]
    public async Task A_worker_that_saw_an_earlier_moment_changes_nothing()
    {
        await PutAsync("a", Start.AddMinutes(5), "later");

        await PutAsync("a", Start, "earlier");

        (await List.PageAsync(partition, null, Cancel)).Items.ShouldHaveSingleItem().Value.Text.ShouldBe("later");
    }

    [Fact]
    public async Task Of_many_workers_at_once_the_one_with_the_latest_moment_counts()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            PutAsync("a", Start.AddMinutes(i), i.ToString(System.Globalization.CultureInfo.InvariantCulture))));

        (await List.PageAsync(partition, null, Cancel)).Items.ShouldHaveSingleItem().Value.Text.ShouldBe("7");
        (await Table.ReadAllAsync(Row.In(partition), Cancel)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task In_its_views_it_stands_once_however_workers_come_and_each_view_pages_by_itself()
    {
        for (var i = 0; i < 8; i++)
        {
            await PutAsync($"k{i}", Start.AddMinutes(i), "text", version: 1, view: i % 2 == 0 ? "list" : "archived");
        }

        (await PagesAsync("list")).ShouldBe([["k6", "k4", "k2"], ["k0"]]);
        (await PagesAsync("archived")).ShouldBe([["k7", "k5", "k3"], ["k1"]]);

        // Moved to and fro; of workers that read at different moments the one that read last counts.
        await Task.WhenAll(Enumerable.Range(2, 8).Select(version =>
            PutAsync("k0", Start, "text", version, version % 2 == 0 ? "archived" : "list")));
        (await PagesAsync("list")).ShouldBe([["k6", "k4", "k2"], ["k0"]]);
        await PutAsync("k0", Start, "text", 10, "archived");
        await PutAsync("k0", Start, "text", 9, "list");
        (await PagesAsync("list")).ShouldBe([["k6", "k4", "k2"]]);
        (await PagesAsync("archived")).ShouldBe([["k7", "k5", "k3"], ["k1", "k0"]]);

        // What is not counted, as being read, is written again at the same number.
        await PutAsync("k0", Start, "read", 10, "archived");
        (await RowsAsync("archived")).Single(item => item.Name == "k0").Text.ShouldBe("read");

        await List.RemoveAsync(partition, "k0", DateTimeOffset.MaxValue, Cancel, long.MaxValue);
        await PutAsync("k0", Start, "text", 11, "list");
        (await RowsAsync("list")).Concat(await RowsAsync("archived")).ShouldNotContain(item => item.Name == "k0");
    }

    [Fact]
    public async Task Bytes_beside_a_row_come_with_it()
    {
        await List.PutAsync(partition, "a", Start, new Item("a", "text"), [("Header", [1, 2, 3])], Cancel);

        (await List.PageAsync(partition, null, Cancel)).Items[0].Row.GetBinary("Header").ShouldBe([1, 2, 3]);
    }

    private Task PutAsync(string key, DateTimeOffset at, string text, long? version = null, string view = "list") =>
        List.PutAsync(partition, key, at, new Item(key, text), [], Cancel, version: version, view: view);

    private async Task<IReadOnlyList<IReadOnlyList<string>>> PagesAsync(string view = "list") =>
        [.. (await ReadAsync(view)).Select(page => page.Select(item => item.Name).ToList())];

    private async Task<IReadOnlyList<Item>> RowsAsync(string view) => [.. (await ReadAsync(view)).SelectMany(page => page)];

    private async Task<IReadOnlyList<IReadOnlyList<Item>>> ReadAsync(string view)
    {
        var pages = new List<IReadOnlyList<Item>>();
        string? cursor = null;
        do
        {
            var (items, next) = await List.PageAsync(partition, cursor, Cancel, view);
            pages.Add([.. items.Select(item => item.Value)]);
            cursor = next;
        }
        while (cursor is not null);
        return pages;
    }
}
