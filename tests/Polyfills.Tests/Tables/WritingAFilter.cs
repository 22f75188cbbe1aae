using System.Linq.Expressions;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Tables;

public sealed class WritingAFilter
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 21, 5, 4, 3, TimeSpan.FromHours(2));

    public static TheoryData<FormattableString, string> Literals => new()
    {
        { $"A eq {"it's"}", "A eq 'it''s'" },
        { $"A eq {"x' or PartitionKey ne '"}", "A eq 'x'' or PartitionKey ne '''" },
        { $"A eq {null}", "A eq null" },
        { $"A eq {true}", "A eq true" },
        { $"A eq {-1}", "A eq -1" },
        { $"A eq {long.MinValue}", "A eq -9223372036854775808L" },
        { $"A eq {1.5}", "A eq 1.5" },
        { $"A eq {Guid.Empty}", "A eq guid'00000000-0000-0000-0000-000000000000'" },
        { $"A eq {Moment}", "A eq datetime'2026-11-21T03:04:03.0000000Z'" },
        { $"A eq {Moment.UtcDateTime}", "A eq datetime'2026-11-21T03:04:03.0000000Z'" },
        { $"A eq {new byte[] { 10, 255 }}", "A eq X'0AFF'" },
        { $"A eq {BinaryData.FromBytes([1])}", "A eq X'01'" },
        { $"A eq {{{1}}}", "A eq {1}" },
    };

    public static TheoryData<Expression<Func<Sample, bool>>, string?> Expressions
    {
        get
        {
            var captured = new { Text = "it's", Number = (int?)3 };
            return new()
            {
                { row => true, null },
                { row => row.PartitionKey == captured.Text, "PartitionKey eq 'it''s'" },
                { row => captured.Number <= row.Number, "3 le Number" },
                { row => row.MaybeNumber!.Value != 1, "MaybeNumber ne 1" },
                { row => row.MaybeNumber == captured.Number, "MaybeNumber eq 3" },
                { row => row.Big > 4 && row.Bool, "(Big gt 4L) and (Bool eq true)" },
                { row => !(row.Ratio < 1.5) || row.Number == 1, "(not (Ratio lt 1.5)) or (Number eq 1)" },
                { row => row.Colour == Colour.Green, "Colour eq 'Green'" },
                { row => row.MaybeColour == Colour.Red, "MaybeColour eq 'Red'" },
                { row => row.Original == "o", "renamed eq 'o'" },
                { row => string.Compare(row.RowKey, "m", StringComparison.Ordinal) >= 0, "RowKey ge 'm'" },
                { row => string.CompareOrdinal(row.RowKey, "m") < 0, "RowKey lt 'm'" },
                { row => row.RowKey.Equals("m", StringComparison.Ordinal), "RowKey eq 'm'" },
                { row => string.Equals(row.RowKey, "m", StringComparison.Ordinal), "RowKey eq 'm'" },
                { row => row.Timestamp > Moment, "Timestamp gt datetime'2026-11-21T03:04:03.0000000Z'" },
                { row => row.Id == Guid.Empty, "Id eq guid'00000000-0000-0000-0000-000000000000'" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Literals), DisableDiscoveryEnumeration = true)]
    public void Values_are_quoted_by_their_type(FormattableString filter, string expected)
    {
        TableClient.CreateQueryFilter(filter).ShouldBe(expected);
        TableServiceClient.CreateQueryFilter(filter).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Expressions), DisableDiscoveryEnumeration = true)]
    public void Code_becomes_odata(Expression<Func<Sample, bool>> filter, string? expected) =>
        TableClient.CreateQueryFilter(filter).ShouldBe(expected);

    [Fact]
    public void Rows_of_any_shape_are_asked_by_name()
    {
        TableClient.CreateQueryFilter<TableEntity>(row => row.GetString("A") == "a").ShouldBe("A eq 'a'");
        TableClient.CreateQueryFilter<TableEntity>(row => row.GetInt32("A") > 1).ShouldBe("A gt 1");
        TableClient.CreateQueryFilter<TableEntity>(row => (bool?)row["A"] == true).ShouldBe("A eq true");
        TableServiceClient.CreateQueryFilter(table => table.Name == "t").ShouldBe("TableName eq 't'");
    }

    [Fact]
    public void What_the_service_cannot_do_is_refused()
    {
        Should.Throw<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new object()}"));
        Should.Throw<NotSupportedException>(
            () => TableClient.CreateQueryFilter<Sample>(row => row.Text!.StartsWith('a')));
        Should.Throw<NotSupportedException>(
            () => TableClient.CreateQueryFilter<Sample>(row => row.Text!.Length == 1));
    }

    [Fact]
    public void Codes_compare_with_text()
    {
        TableErrorCode code = "tablenotfound";

        (code == TableErrorCode.TableNotFound).ShouldBeTrue();
        ("TableNotFound" == code).ShouldBeTrue();
        ("other" != code).ShouldBeTrue();
        (code == null).ShouldBeFalse();
    }
}
