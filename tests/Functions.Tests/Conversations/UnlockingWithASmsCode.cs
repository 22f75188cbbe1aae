using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>A recipient whom staff write with method SMS, or raise to it (D15-D20, Z14, Z15).</summary>
public sealed class UnlockingWithASmsCode(SharedWorld world)
{
    [Fact]
    public async Task The_notice_holds_no_code_and_one_code_opens_every_message()
    {
        var (staff, link, phone, draft) = await WrittenAsync("sms");
        link.Code.ShouldBeNull();
        await world.NextMessageAsync(link.Email, async () =>
            (await staff.SendAsync(draft with { MessageId = Seals.NewId(), WrappedSealKey = null, Recipients = [], Text = "Nog iets." })).Expect(201));

        var recipient = await world.UnlockBySmsAsync(link, phone);

        var opened = await recipient.OpenAsync(link.ParticipantId);
        var sealKey = Convert.FromBase64String(opened["sealKey"]!.GetValue<string>());
        opened["messages"]!.AsArray().Select(message => Seals.OpenNote(sealKey, message!["note"]!)["text"]!.GetValue<string>())
            .ShouldBe([draft.Text, "Nog iets."]);
    }

    [Fact]
    public async Task A_code_works_only_in_the_browser_that_asked()
    {
        var (_, link, phone, _) = await WrittenAsync("sms");
        var asking = world.NewBrowser();
        var code = await world.NextSmsCodeAsync(phone, async () => (await asking.PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(202));

        (await world.NewBrowser().PostAsync(link.Path("unlock"), new { secret = link.Secret, code })).Expect(403, "code-expired");
        (await asking.PostAsync(link.Path("unlock"), new { secret = link.Secret, code })).Expect(200);
    }

    [Fact]
    public async Task Another_press_waits_and_another_browser_ends_no_code()
    {
        await using var own = await OwnWorld.StartAsync();
        var (_, link, phone, _) = await WrittenAsync("sms", own);
        var first = own.NewBrowser();
        var code = await own.NextSmsCodeAsync(phone, async () => (await first.PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(202));

        (await first.PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(429, "too-many-requests");
        own.Time.Advance(TimeSpan.FromSeconds(31));
        (await own.NewBrowser().PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(202);
        (await first.PostAsync(link.Path("unlock"), new { secret = link.Secret, code })).Expect(200);
    }

    [Fact]
    public async Task A_code_ends_after_five_minutes()
    {
        await using var own = await OwnWorld.StartAsync();
        var (_, link, phone, _) = await WrittenAsync("sms", own);
        var browser = own.NewBrowser();
        var code = await own.NextSmsCodeAsync(phone, async () => (await browser.PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(202));

        own.Time.Advance(TimeSpan.FromMinutes(5));

        (await browser.PostAsync(link.Path("unlock"), new { secret = link.Secret, code })).Expect(403, "code-expired");
    }

    [Fact]
    public async Task Raising_the_method_ends_what_the_lower_one_opened()
    {
        var (staff, link, _, draft) = await WrittenAsync("none");
        var reader = await world.UnlockAsync(link);
        await reader.OpenAsync(link.ParticipantId);
        var phone = TestWorld.NewPhone();

        var notice = await world.NextMessageAsync(link.Email, async () => (await staff.SendAsync(draft with
        {
            MessageId = Seals.NewId(),
            WrappedSealKey = null,
            Recipients = [],
            Raise = [new { participantId = link.ParticipantId, phone }],
        })).Expect(201));

        TestWorld.LinkIn(notice).Code.ShouldBeNull();
        (await reader.PostAsync(link.Path("open"), new { before = (string?)null })).Expect(401, "not-unlocked");
        (await world.NewBrowser().PostAsync(link.Path("unlock"), new { secret = link.Secret, code = link.Code })).Expect(403, "code-expired");
        var again = await world.UnlockBySmsAsync(link, phone);
        (await again.OpenAsync(link.ParticipantId))["messages"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_person_from_outside_raises_nobody_and_names_no_recipients()
    {
        var (_, link, _, draft) = await WrittenAsync("none");
        var reader = await world.UnlockAsync(link);
        var answer = draft with { Author = link.ParticipantId, MessageId = Seals.NewId(), WrappedSealKey = null, Recipients = [] };

        (await reader.SendAsync(answer with { Raise = [new { participantId = link.ParticipantId, phone = "+31612345678" }] })).Expect(400, "bad-input");
        (await reader.SendAsync(answer with { Recipients = draft.Recipients })).Expect(400, "bad-input");
    }

    [Fact]
    public async Task A_session_ends_when_nobody_is_there_and_after_twelve_hours()
    {
        await using var own = await OwnWorld.StartAsync();
        var (_, link, _, _) = await WrittenAsync("none", own);
        var reader = await own.UnlockAsync(link);
        for (var half = 0; half < 23; half++)
        {
            own.Time.Advance(TimeSpan.FromMinutes(29));
            await reader.OpenAsync(link.ParticipantId);
        }

        own.Time.Advance(TimeSpan.FromMinutes(29));
        await reader.OpenAsync(link.ParticipantId);
        own.Time.Advance(TimeSpan.FromMinutes(25));
        (await reader.PostAsync(link.Path("open"), new { before = (string?)null })).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task Signing_out_ends_it_on_the_server()
    {
        var (_, link, _, _) = await WrittenAsync("none");
        var reader = await world.UnlockAsync(link);
        var kept = reader.Copy();

        (await reader.PostAsync("/api/visitor/sign-out")).Expect(204);

        (await kept.PostAsync(link.Path("open"), new { before = (string?)null })).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task A_number_is_disputed_once_a_day_and_the_owner_hears_of_it()
    {
        var (staff, link, _, _) = await WrittenAsync("sms");
        var told = await world.NextMessageAsync(world.StaffLogIn.Email, async () =>
            (await world.NewBrowser().PostAsync(link.Path("not-my-number"), new { secret = link.Secret, explanation = "Dit was mijn oude nummer." })).Expect(204));

        told.Text!.ShouldNotContain("oude nummer");
        (await world.NewBrowser().PostAsync(link.Path("not-my-number"), new { secret = link.Secret, explanation = "Nogmaals." })).Expect(409, "already-told");
        (await staff.OpenAsync(link.ConversationId + "00"))["participants"]!.AsArray()
            .Single(person => person!["kind"]!.GetValue<string>() == "person")!["notMyNumber"]!["explanation"]!.GetValue<string>()
            .ShouldBe("Dit was mijn oude nummer.");
    }

    /// <summary>Staff write to somebody new.</summary>
    private async Task<(ApiClient Staff, Link Link, string Phone, Draft Draft)> WrittenAsync(string method, TestWorld? where = null)
    {
        where ??= world;
        var staff = await where.StaffAsync();
        var mailboxId = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var (conversationId, email, phone) = (Seals.NewId(), TestWorld.NewEmail("piet"), TestWorld.NewPhone());
        (await staff.PostAsync($"/api/mailboxes/{mailboxId}/conversations", new { conversationId })).Expect(201);
        var draft = (await staff.FirstDraftAsync(conversationId + "00")) with
        {
            Recipients = [new { email, name = "Piet", method, phone = method == "sms" ? phone : null, language = "nl" }],
        };
        var notice = await where.NextMessageAsync(email, async () => (await staff.SendAsync(draft)).Expect(201));
        (notice.Subject + notice.Text).ShouldNotContain(draft.Subject);
        return (staff, TestWorld.LinkIn(notice), phone, draft);
    }
}
