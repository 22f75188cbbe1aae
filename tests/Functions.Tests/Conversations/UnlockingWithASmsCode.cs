using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>A recipient whom staff write with method SMS (D15-D20, Z15).</summary>
public sealed class UnlockingWithASmsCode(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    [Fact]
    public async Task The_notice_holds_no_code_and_one_code_opens_every_message()
    {
        var written = await world.WriteToSomebodyAsync("sms");
        var link = written.Link;
        link.Code.ShouldBeNull();
        (await written.Staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201);

        var recipient = await world.UnlockBySmsAsync(link, written.Phone);

        var sealKey = Convert.FromBase64String((await recipient.OpenAsync(link.ParticipantId))["sealKey"]!.GetValue<string>());
        (await recipient.TextsAsync(link.ParticipantId, sealKey)).ShouldBe([written.Draft.Text, "Nog iets."]);
        world.Inbox.To(written.Phone).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_page_shows_the_last_two_digits_and_no_code_goes_out_before_the_press()
    {
        var written = await world.WriteToSomebodyAsync("sms");
        await world.HintsWorkedAsync();

        var state = await world.NewBrowser().LookAsync(written.Link);

        state["method"]!.GetValue<string>().ShouldBe("sms");
        state["phone"]!.GetValue<string>().ShouldBe("•••• ••" + written.Phone[^2..]);
        state["challenge"].ShouldBeNull();
        state.ToJsonString().ShouldNotContain(written.Phone[5..]);
        world.Inbox.To(written.Phone).ShouldBeEmpty();
        var naming = new { secret = written.Link.Secret, phone = TestWorld.NewPhone() };
        (await world.NewBrowser().PostAsync(written.Link.Path("code"), naming)).Expect(400, "bad-input");
    }

    [Fact]
    public async Task A_code_works_only_in_the_browser_that_asked()
    {
        var written = await world.WriteToSomebodyAsync("sms");
        var asking = world.NewBrowser();
        var code = await CodeAsync(world, written, asking);

        (await world.NewBrowser().TryAsync(written.Link, code)).Expect(403, "code-expired");
        (await world.NewBrowser().LookAsync(written.Link))["challenge"].ShouldBeNull();
        (await asking.LookAsync(written.Link))["challenge"]!["kind"]!.GetValue<string>().ShouldBe("sms");
        (await asking.TryAsync(written.Link, code)).Expect(200);
    }

    [Theory]
    [InlineData("full-width")]
    [InlineData("spaces")]
    public async Task A_code_is_read_as_people_type_it(string how)
    {
        var written = await world.WriteToSomebodyAsync("sms");
        var browser = world.NewBrowser();
        var code = await CodeAsync(world, written, browser);
        var typed = how is "spaces"
            ? $" {code[..3]} {code[3..]} "
            : string.Concat(code.Select(digit => (char)(digit - '0' + '０')));

        (await browser.TryAsync(written.Link, code + "1")).Expect(422, "not-a-code");
        (await browser.TryAsync(written.Link, typed)).Expect(200);
    }

    [Fact]
    public async Task A_press_too_soon_waits_and_a_press_in_another_browser_ends_no_code()
    {
        var own = clock.World;
        var written = await own.WriteToSomebodyAsync("sms");
        var first = own.NewBrowser();
        var code = await CodeAsync(own, written, first);

        var retryAt = (await first.AskCodeAsync(written.Link)).Expect(429, "too-many-requests")["retryAt"]!.GetValue<DateTimeOffset>();
        retryAt.ShouldBe(own.Time.GetUtcNow() + SecurityNumbers.WaitsBeforeResend[0]);
        own.AdvanceTo(retryAt);
        var second = own.NewBrowser();
        var other = await CodeAsync(own, written, second);

        other.ShouldNotBe(code);
        (await first.TryAsync(written.Link, code)).Expect(200);
        (await second.TryAsync(written.Link, other)).Expect(200);
    }

    [Fact]
    public async Task The_same_code_is_sent_three_times_at_most_and_then_another()
    {
        var own = clock.World;
        own.AdvanceToNext(TimeSpan.FromHours(1));
        var written = await own.WriteToSomebodyAsync("sms");
        var browser = own.NewBrowser();
        var codes = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            codes.Add(await CodeAsync(own, written, browser));
            // Else a worker that is still busy with this SMS would find its claim over, and another would send it again.
            await own.HintsWorkedAsync();
            own.Time.Advance(SecurityNumbers.WaitsBeforeResend[Math.Min(i, 2)]);
        }

        codes.Take(3).Distinct().ShouldHaveSingleItem();
        codes[3].ShouldNotBe(codes[0]);
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 403)]
    [InlineData(1, 403)]
    public async Task A_code_ends_after_five_minutes(int seconds, int status)
    {
        var own = clock.World;
        var written = await own.WriteToSomebodyAsync("sms");
        var browser = own.NewBrowser();
        var code = await CodeAsync(own, written, browser);

        own.Time.Advance(SecurityNumbers.SmsCodeLifetime + TimeSpan.FromSeconds(seconds));

        (await browser.TryAsync(written.Link, code)).Expect(status);
    }

    [Fact]
    public async Task Who_comes_back_uses_the_same_link_and_another_code()
    {
        var own = clock.World;
        own.AdvanceToNext(TimeSpan.FromHours(1));
        var written = await own.WriteToSomebodyAsync("sms");
        var browser = own.NewBrowser();
        var code = await CodeAsync(own, written, browser);
        (await browser.TryAsync(written.Link, code)).Expect(200);
        own.Time.Advance(TimeSpan.FromDays(40));
        (await browser.TryAsync(written.Link, code)).Expect(403, "code-expired");

        var again = await own.UnlockBySmsAsync(written.Link, written.Phone, browser);

        (await again.TextsAsync(written.Link.ParticipantId, written.Draft.SealKey)).ShouldBe([written.Draft.Text]);
    }

    private static Task<string> CodeAsync(TestWorld where, Written written, ApiClient browser) =>
        where.NextSmsCodeAsync(written.Phone, async () => (await browser.AskCodeAsync(written.Link)).Expect(202));
}
