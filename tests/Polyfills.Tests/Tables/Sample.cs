using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Zegel.Polyfills.Tests.Tables;

public enum Colour
{
    Red,
    Green,
}

/// <summary>A row with every type that the service has.</summary>
public sealed record Sample : ITableEntity
{
    public required string PartitionKey { get; set; }

    public required string RowKey { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Text { get; init; }

    public int Number { get; init; }

    public int? MaybeNumber { get; init; }

    public long Big { get; init; }

    public double Ratio { get; init; }

    public bool Bool { get; init; }

    public Guid Id { get; init; }

    public DateTimeOffset Moment { get; init; }

    public DateTimeOffset? MaybeMoment { get; init; }

    public DateTime Utc { get; init; } = DateTime.SpecifyKind(new DateTime(2020, 1, 1), DateTimeKind.Utc);

    public byte[]? Bytes { get; init; }

    public BinaryData? Data { get; init; }

    public Colour Colour { get; init; }

    public Colour? MaybeColour { get; init; }

    [DataMember(Name = "renamed")]
    public string? Original { get; init; }

    [IgnoreDataMember]
    public string? Ignored { get; init; }

    public static Sample Full(string rowKey = "r") => new()
    {
        PartitionKey = "p",
        RowKey = rowKey,
        Text = "é 漢 🙂 \"quoted\" \\ \n <&'",
        Number = int.MinValue,
        MaybeNumber = 7,
        Big = long.MaxValue,
        Ratio = -2.5,
        Bool = true,
        Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        Moment = new DateTimeOffset(2026, 11, 21, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(1234567),
        Utc = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Bytes = [0, 1, 254, 255],
        Data = BinaryData.FromBytes([9, 8]),
        Colour = Colour.Green,
        MaybeColour = Colour.Red,
        Original = "o",
        Ignored = "not stored",
    };
}
