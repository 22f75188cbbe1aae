using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Guests;
using Zegel.Functions.Security;

namespace Zegel.Functions.Tests.Guests;

/// <summary>When a guest is warned and removed, as a rule without storage.</summary>
public sealed class GuestDueDays
{
    private static readonly DateOnly Start = new(2027, 1, 1);
    private static readonly GuestPolicy Policy = GuestPolicy.Default;

    [Theory]
    [InlineData(365, 90, RemovalReason.Unused)]
    [InlineData(40, 41, RemovalReason.Ended)]
    [InlineData(89, 90, RemovalReason.Ended)]
    [InlineData(90, 90, RemovalReason.Unused)]
    public void Whichever_comes_first_removes(int endsAfter, int removedAfter, RemovalReason why)
    {
        var removal = GuestOf(endsAfter).Removal(HeadOf(0), Policy);
        (removal.Day, removal.Why).ShouldBe((Start.AddDays(removedAfter), why));
    }

    [Fact]
    public void Over_a_year_of_days_each_warning_comes_once_and_the_next_day_is_never_too_late()
    {
        foreach (var endsAfter in new[] { 5, 7, 8, 20, 29, 30, 31, 60, 89, 200 })
        {
            var guest = GuestOf(endsAfter);
            var head = HeadOf(0);
            var removal = guest.Removal(head, Policy);
            var warned = new List<int>();
            var next = guest.NextDay(Start, head, Policy);
            for (var day = Start.AddDays(1); day < removal.Day; day = day.AddDays(1))
            {
                if (guest.WarningOn(day, head, Policy) is { } warning)
                {
                    next.ShouldBe(day, $"ends after {endsAfter}");
                    warned.Add(warning.DaysBefore);
                    removal.Day.ShouldBe(day.AddDays(warning.DaysBefore));
                    guest = guest with { Warned = warning };
                }

                if (day == next)
                {
                    next = guest.NextDay(day, head, Policy);
                }
            }

            next.ShouldBe(removal.Day);
            var length = removal.Day.DayNumber - Start.DayNumber;
            warned.ShouldBe(SecurityNumbers.GuestWarningDays.Where(days => days < length), $"ends after {endsAfter}");
        }
    }

    [Fact]
    public void Of_two_that_were_missed_the_later_one_is_made_up_for_and_a_log_in_begins_anew()
    {
        var guest = GuestOf(365);
        guest.WarningOn(Start.AddDays(85), HeadOf(0), Policy)!.DaysBefore.ShouldBe(7);
        (guest with { Warned = new(Start.AddDays(90), 7) }).WarningOn(Start.AddDays(86), HeadOf(0), Policy).ShouldBeNull();
        guest.WarningOn(Start.AddDays(86), HeadOf(80), Policy).ShouldBeNull();
        (guest with { Warned = new(Start.AddDays(90), 7) }).WarningOn(Start.AddDays(80 + 61), HeadOf(80), Policy)!.DaysBefore.ShouldBe(30);
        // Where fewer days are allowed than a warning is long, logging in is no reason for one.
        guest.WarningOn(Start.AddDays(1), HeadOf(1), Policy with { InactiveDays = 20 }).ShouldBeNull();
    }

    private static Guest GuestOf(int endsAfter) => new()
    {
        GuestId = AccountId.From(new string('a', 32)), RequestId = "", SponsorId = AccountId.From(new string('b', 32)), Name = "G", Email = "g@example.nl",
        Phone = "+31611111111", Reason = "R", Language = "nl", EndsOn = Start.AddDays(endsAfter), EndSetAt = At(0), AskedBy = AccountId.From(new string('b', 32)),
        ApprovedAt = At(0), AcceptedAt = At(0),
    };

    private static AccountHead HeadOf(int usedAfter) => new()
    {
        AccountId = AccountId.From(new string('a', 32)), Name = "G", Email = "g@example.nl", Language = "nl", Roles = [Role.Guest], LastLogInAt = At(usedAfter),
    };

    private static DateTimeOffset At(int days) => SignInPolicy.StartOf(Start.AddDays(days)).AddHours(12);
}
