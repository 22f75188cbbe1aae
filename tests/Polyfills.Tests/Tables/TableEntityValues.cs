using Azure.Data.Tables;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Tables;

public sealed class TableEntityValues
{
    [Fact]
    public void A_whole_number_takes_the_type_that_was_there()
    {
        var entity = new TableEntity { ["Long"] = 1L, ["Double"] = 1.0, ["Int"] = 1 };
        entity["Long"] = 2;
        entity["Double"] = 2;
        entity["Int"] = 2L;

        entity.GetInt64("Long").ShouldBe(2L);
        entity.GetDouble("Double").ShouldBe(2.0);
        entity.GetInt64("Int").ShouldBe(2L);
    }

    [Fact]
    public void Another_type_is_refused()
    {
        var entity = new TableEntity { ["Int"] = 1 };

        Should.Throw<InvalidOperationException>(() => entity["Int"] = "1");
    }

    [Fact]
    public void Keys_are_entries_too()
    {
        var entity = new TableEntity(new Dictionary<string, object> { ["PartitionKey"] = "p", ["RowKey"] = "r", ["A"] = 1 });

        entity.PartitionKey.ShouldBe("p");
        entity.Count.ShouldBe(3);
        entity.Select(entry => entry.Key).ShouldBe(["PartitionKey", "RowKey", "A"]);
        entity.TryGetValue("A", out var value).ShouldBeTrue();
        value.ShouldBe(1);
        entity.Remove("A").ShouldBeTrue();
        entity["A"].ShouldBeNull();
    }
}
