using System.Globalization;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Maintenance;

namespace Zegel.Functions.Tests.Maintenance;

/// <summary>Which reminder is due when.</summary>
public sealed class GraceStages
{
    [Theory]
    [InlineData("2027-01-15", "2026-12-31T22:59:59Z", null)]
    [InlineData("2027-01-15", "2026-12-31T23:00:00Z", 14)]
    [InlineData("2027-01-15", "2027-01-07T22:59:59Z", 14)]
    [InlineData("2027-01-15", "2027-01-07T23:00:00Z", 7)]
    [InlineData("2027-01-15", "2027-01-13T23:00:00Z", 1)]
    [InlineData("2027-01-15", "2027-01-14T22:59:59Z", 1)]
    [InlineData("2027-01-15", "2027-01-14T23:00:00Z", 0)]
    [InlineData("2027-01-15", "2028-01-15T00:00:00Z", 0)]
    // Summer time began on the 28th: the day before the 29th has 23 hours, and midnight is an hour earlier in UTC.
    [InlineData("2027-03-29", "2027-03-27T22:59:59Z", 7)]
    [InlineData("2027-03-29", "2027-03-27T23:00:00Z", 1)]
    [InlineData("2027-03-29", "2027-03-28T21:59:59Z", 1)]
    [InlineData("2027-03-29", "2027-03-28T22:00:00Z", 0)]
    // It ended on the 31st, a day of 25 hours.
    [InlineData("2027-11-01", "2027-10-30T21:59:59Z", 7)]
    [InlineData("2027-11-01", "2027-10-30T22:00:00Z", 1)]
    [InlineData("2027-11-01", "2027-10-31T22:59:59Z", 1)]
    [InlineData("2027-11-01", "2027-10-31T23:00:00Z", 0)]
    public void Begin_at_midnight_in_amsterdam(string date, string now, int? daysBefore)
    {
        var policy = SignInPolicy.Default with { SecondFactorFrom = DateOnly.Parse(date, CultureInfo.InvariantCulture) };

        GraceStage.At(policy, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture))?.DaysBefore.ShouldBe(daysBefore!.Value);
        (GraceStage.At(policy, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)) is null).ShouldBe(daysBefore is null);
    }

    [Fact]
    public void There_is_none_without_a_date() => GraceStage.At(SignInPolicy.Default, DateTimeOffset.MaxValue).ShouldBeNull();

    [Theory]
    [InlineData(null, false)]
    [InlineData("2027-01-15~14", false)]
    [InlineData("2027-01-15~7", true)]
    [InlineData("2027-01-15~1", true)]
    [InlineData("2027-01-15~0", true)]
    [InlineData("2027-02-15~0", false)]
    public void Are_covered_by_the_same_and_later_ones_of_the_same_date(string? marker, bool isCovered) =>
        new GraceStage(new DateOnly(2027, 1, 15), 7).IsCoveredBy(marker).ShouldBe(isCovered);

    [Fact]
    public void Are_covered_by_what_they_are_stored_as()
    {
        var stage = new GraceStage(new DateOnly(2027, 1, 5), 14);
        stage.ToString().ShouldBe("2027-01-05~14");
        stage.IsCoveredBy(stage.ToString()).ShouldBeTrue();
    }
}
