using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>
/// "Remember this device for 30 days": only where the organisation allows it, never with method none, with a token that
/// changes at every use, and no longer than method, number and link stay what they were.
/// </summary>
public sealed partial class RememberingReaders(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Remembered = "een apparaat wordt onthouden";
    private const string Copied = "geen apparaat meer onthouden";
    private const string Password = "Koffie met Zoë";

    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task A_remembered_browser_needs_no_code_for_thirty_days_and_any_other_does()
    {
        var written = await own.WriteToSomebodyAsync("sms");
        var link = written.Link;
        var reader = await RememberAsync(written);
        var (from, device) = (own.Time.GetUtcNow(), DeviceOf(reader));
        (await own.NewBrowser().LookAsync(link))["isRemembered"]!.GetValue<bool>().ShouldBeFalse();
        (await ResumeAsync(own.NewBrowser(), link)).ShouldBeFalse();
        for (var day = 7; day < 30; day += 7)
        {
            own.AdvanceTo(from.AddDays(day));
            (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
            (await reader.LookAsync(link))["isRemembered"]!.GetValue<bool>().ShouldBeTrue();

            (await ResumeAsync(reader, link)).ShouldBeTrue();

            (await reader.TryOpenAsync(link.ParticipantId)).Expect(200);
        }

        own.AdvanceTo(from + SecurityNumbers.RememberLifetime);
        (await ResumeAsync(reader, link)).ShouldBeFalse();
        reader.Cookies.ShouldNotContainKey("__Host-reader");
        own.Inbox.To(written.Phone).Count.ShouldBe(1);
        await own.IsWrittenDownAsync($"conversations/{link.ConversationId}", SpaceEvents.UnlockedByDevice, link.ParticipantId, device, 4);
        own.Time.Advance(TimeSpan.FromHours(2));
        await own.PurgeAsync(TestContext.Current.CancellationToken);
        (await DevicesAsync(link)).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_method_none_and_where_it_is_not_allowed_nothing_is_remembered()
    {
        var none = await own.WriteToSomebodyAsync("none");
        var reader = own.NewBrowser();
        (await reader.LookAsync(none.Link))["canRemember"]!.GetValue<bool>().ShouldBeFalse();
        (await RememberAsync(reader, none.Link, none.Link.Code!)).Expect(200);
        reader.Cookies.ShouldNotContainKey("__Host-reader");
        (await DevicesAsync(none.Link)).ShouldBeEmpty();
        var bySms = await own.WriteToSomebodyAsync("sms", staff: none.Staff);
        var remembered = await RememberAsync(bySms);
        var options = own.Cloud.Services.GetRequiredService<IOptions<CorrespondenceOptions>>().Value;
        new CorrespondenceOptions().RememberRecipients.ShouldBeFalse();

        options.RememberRecipients = false;
        try
        {
            own.Time.Advance(SecurityNumbers.SessionLifetime);
            (await remembered.LookAsync(bySms.Link))["canRemember"]!.GetValue<bool>().ShouldBeFalse();
            (await remembered.LookAsync(bySms.Link))["isRemembered"]!.GetValue<bool>().ShouldBeFalse();
            (await ResumeAsync(remembered, bySms.Link)).ShouldBeFalse();
            var another = await own.WriteToSomebodyAsync("sms");
            (await RememberAsync(another)).Cookies.ShouldNotContainKey("__Host-reader");
        }
        finally
        {
            options.RememberRecipients = true;
        }
    }

    [Theory]
    [InlineData("thief")]
    [InlineData("owner")]
    public async Task A_copy_shows_itself_and_ends_all_of_them(string first)
    {
        var written = await own.WriteToSomebodyAsync("sms");
        var link = written.Link;
        var elsewhere = await RememberAsync(written);
        own.Time.Advance(TimeSpan.FromMinutes(2));
        var owner = await RememberAsync(written);
        own.Time.Advance(SecurityNumbers.SessionLifetime);
        var thief = own.NewBrowser();
        thief.Cookies["__Host-reader"] = owner.Cookies["__Host-reader"];
        var device = DeviceOf(owner);
        var (one, other) = first is "thief" ? (thief, owner) : (owner, thief);
        (await ResumeAsync(one, link)).ShouldBeTrue();
        own.Time.Advance(SecurityNumbers.RememberOverlap);

        await own.NextMailAsync(link.Email, Copied, async () => (await ResumeAsync(other, link)).ShouldBeFalse());

        foreach (var browser in new[] { thief, owner, elsewhere })
        {
            (await browser.TryOpenAsync(link.ParticipantId)).Expect(401);
            (await ResumeAsync(browser, link)).ShouldBeFalse();
        }

        (await DevicesAsync(link)).ShouldBeEmpty();
        await own.IsWrittenDownAsync($"conversations/{link.ConversationId}", SpaceEvents.ReaderCopied, link.ParticipantId, device, 1);
    }

    [Fact]
    public async Task Two_tabs_that_come_at_once_are_no_copy()
    {
        var written = await own.WriteToSomebodyAsync("sms");
        var reader = await RememberAsync(written);
        own.Time.Advance(SecurityNumbers.SessionLifetime);
        var tabs = Enumerable.Range(0, 4).Select(_ => reader.Copy()).ToList();

        var answers = await Task.WhenAll(tabs.Select(tab => ResumeAsync(tab, written.Link)));

        answers.ShouldAllBe(isIn => isIn);
        (await DevicesAsync(written.Link)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("number")]
    [InlineData("method")]
    [InlineData("link")]
    public async Task Another_number_method_or_link_ends_it(string what)
    {
        var isPassword = what is "method";
        var written = isPassword ? await WithPasswordAsync() : await own.WriteToSomebodyAsync("sms");
        var link = written.Link;
        var reader = own.NewBrowser();
        if (isPassword)
        {
            (await RememberAsync(reader, link, Password)).Expect(200);
        }
        else
        {
            reader = await RememberAsync(written);
        }

        own.Time.Advance(SecurityNumbers.SessionLifetime);
        (await ResumeAsync(reader, link)).ShouldBeTrue();
        own.Time.Advance(SecurityNumbers.SessionLifetime);
        var staff = await own.LogInAsync();
        var mail = await own.NextMessageAsync(link.Email, async () =>
        {
            if (what is "number")
            {
                (await own.NewBrowser().PostAsync(link.Path("not-my-number"), new { secret = link.Secret, explanation = "Oud." })).Expect(204);
                (await staff.PostAsync(
                    $"/api/participants/{written.Mailbox}/people/{link.ParticipantId}/phone", new { phone = TestWorld.NewPhone() })).Expect(204);
            }
            else if (isPassword)
            {
                (await staff.SendAsync(written.Draft.Next(written.Mailbox) with
                {
                    Raise = [new { participantId = link.ParticipantId, method = "sms", phone = TestWorld.NewPhone() }],
                })).Expect(201);
            }
            else
            {
                (await staff.PostAsync($"/api/participants/{written.Mailbox}/new-link", new { personId = link.ParticipantId })).Expect(204);
            }
        });

        (await ResumeAsync(reader, TestWorld.LinkIn(mail))).ShouldBeFalse();
        (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task While_the_number_is_disputed_or_the_link_is_shut_it_does_not_count_and_stays()
    {
        var written = await own.WriteToSomebodyAsync("sms");
        var reader = await RememberAsync(written);
        own.Time.Advance(SecurityNumbers.SessionLifetime);
        var row = "participant~" + written.Link.ParticipantId[32..];
        Task ShutAsync(DateTimeOffset? until) => own.ChangeAsync<Participant>(
            written.Link.ConversationId, row, person => person with { Codes = person.Codes with { LockedUntil = until } });
        await ShutAsync(own.Time.GetUtcNow().AddDays(1));

        (await ResumeAsync(reader, written.Link)).ShouldBeFalse();

        await ShutAsync(null);
        (await ResumeAsync(reader, written.Link)).ShouldBeTrue();
    }

    [Fact]
    public async Task It_opens_what_the_same_code_would_open_and_nothing_else()
    {
        var staff = await own.LogInAsync();
        var first = await own.WriteToSomebodyAsync("sms", staff: staff);
        async Task<(Link Link, Draft Draft)> MoreAsync(string email, string method, string? phone)
        {
            var draft = await staff.BeginAsync(new
            {
                email, name = "Piet", method, phone, password = method is "password" ? Password : null, language = "nl",
            });
            return (TestWorld.LinkIn(await own.NextMailAsync(email, "heeft een beveiligd bericht voor u", async () => (await staff.SendAsync(draft)).Expect(201))), draft);
        }

        var reader = await RememberAsync(first);
        var same = await MoreAsync(first.Link.Email, "sms", first.Phone);
        var shut = new[]
        {
            await MoreAsync(first.Link.Email, "sms", TestWorld.NewPhone()),
            await MoreAsync(TestWorld.NewEmail(), "sms", first.Phone),
            await MoreAsync(first.Link.Email, "password", null),
            await MoreAsync(first.Link.Email, "none", null),
        };

        (await ResumeAsync(reader, same.Link)).ShouldBeTrue();

        (await reader.TextsAsync(same.Link.ParticipantId, same.Draft.SealKey)).ShouldBe([same.Draft.Text]);
        await own.IsWrittenDownAsync($"conversations/{same.Draft.ConversationId}", SpaceEvents.UnlockedByDevice, same.Link.ParticipantId, first.Link.ParticipantId);
        foreach (var (link, _) in shut)
        {
            (await ResumeAsync(reader, link)).ShouldBeFalse();
            (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
        }

        // The device is still good, and what it let in ends with it.
        (await ResumeAsync(reader, first.Link)).ShouldBeTrue();
        var left = reader.Copy();
        (await reader.PostAsync("/api/visitor/sign-out")).Expect(204);
        (await left.TryOpenAsync(same.Link.ParticipantId)).Expect(401, "not-unlocked");
        (await ResumeAsync(left, first.Link)).ShouldBeFalse();
        (await DevicesAsync(first.Link)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_mail_names_device_and_time_and_its_link_ends_it()
    {
        var written = await own.WriteToSomebodyAsync("sms");
        var link = written.Link;
        ApiClient reader = null!;
        var mail = await own.NextMailAsync(link.Email, Remembered, async () => reader = await RememberAsync(written));
        await own.IsWrittenDownAsync($"conversations/{link.ConversationId}", SpaceEvents.ReaderRemembered, link.ParticipantId, DeviceOf(reader), 1);
        var (path, secret) = DeviceLinkIn(mail);
        var looked = (await own.NewBrowser().PostAsync(path + "/look", new { secret })).Expect(200);
        looked["endsAt"]!.GetValue<DateTimeOffset>().ShouldBe(own.Time.GetUtcNow() + SecurityNumbers.RememberLifetime);
        (await own.NewBrowser().PostAsync(path + "/forget", new { secret = link.Secret })).Expect(404, "link-unknown");
        (await own.NewBrowser().PostAsync(path + "/look", new { secret = link.Secret })).Expect(404, "link-unknown");
        (await reader.TryOpenAsync(link.ParticipantId)).Expect(200);

        (await own.NewBrowser().PostAsync(path + "/forget", new { secret })).Expect(204);

        (await own.NewBrowser().PostAsync(path + "/forget", new { secret })).Expect(204);
        (await own.NewBrowser().PostAsync(path + "/look", new { secret })).Expect(404, "device-forgotten");
        (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
        (await ResumeAsync(reader, link)).ShouldBeFalse();
        await own.IsWrittenDownAsync($"conversations/{link.ConversationId}", SpaceEvents.ReaderForgotten, link.ParticipantId, path.Split('/')[^1], 1);
    }

    [Fact]
    public async Task Of_many_the_oldest_gives_way()
    {
        var written = await WithPasswordAsync();
        var first = own.NewBrowser();
        (await RememberAsync(first, written.Link, Password)).Expect(200);
        own.Time.Advance(TimeSpan.FromSeconds(1));
        (await RememberAsync(first, written.Link, Password)).Expect(200);
        (await DevicesAsync(written.Link)).ShouldHaveSingleItem();
        (await first.TryOpenAsync(written.Link.ParticipantId)).Expect(200);
        for (var i = 0; i < SecurityNumbers.RememberedReaders; i++)
        {
            own.Time.Advance(TimeSpan.FromSeconds(1));
            (await RememberAsync(own.NewBrowser(), written.Link, Password)).Expect(200);
        }

        (await DevicesAsync(written.Link)).Count.ShouldBe(SecurityNumbers.RememberedReaders);
        // What it had opened is shut with it, without waiting for its time.
        (await first.TryOpenAsync(written.Link.ParticipantId)).Expect(401, "not-unlocked");
        (await first.LookAsync(written.Link))["unlocked"]!.GetValue<bool>().ShouldBeFalse();
        (await ResumeAsync(first, written.Link)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ended")]
    [InlineData("replaced")]
    public async Task What_it_opened_elsewhere_is_shut_with_it_however_it_goes(string how)
    {
        var staff = await own.LogInAsync();
        var first = await own.WriteToSomebodyAsync("sms", staff: staff);
        async Task<Link> MoreAsync()
        {
            var draft = await staff.BeginAsync(WritingToSomebody.Recipient(first.Link.Email, "Piet", "sms", first.Phone));
            return TestWorld.LinkIn(await own.NextMailAsync(
                first.Link.Email, "heeft een beveiligd bericht voor u", async () => (await staff.SendAsync(draft)).Expect(201)));
        }

        var (resumed, waiting) = (await MoreAsync(), await MoreAsync());
        ApiClient reader = null!;
        var mail = await own.NextMailAsync(first.Link.Email, Remembered, async () => reader = await RememberAsync(first));
        (await ResumeAsync(reader, resumed)).ShouldBeTrue();
        (await reader.PostAsync($"/api/participants/{first.Link.ParticipantId}/waiting/{waiting.ParticipantId}/open")).Expect(200);
        foreach (var link in new[] { first.Link, resumed, waiting })
        {
            (await reader.TryOpenAsync(link.ParticipantId)).Expect(200);
        }

        own.Time.Advance(TimeSpan.FromMinutes(2));
        if (how is "ended")
        {
            var (path, secret) = DeviceLinkIn(mail);
            (await own.NewBrowser().PostAsync(path + "/forget", new { secret })).Expect(204);
        }
        else
        {
            // The same browser is remembered anew, by another code.
            var code = await own.NextSmsCodeAsync(first.Phone, async () => (await reader.AskCodeAsync(first.Link)).Expect(202));
            (await RememberAsync(reader, first.Link, code)).Expect(200);
            (await DevicesAsync(first.Link)).ShouldHaveSingleItem();
        }

        foreach (var link in new[] { resumed, waiting })
        {
            (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
        }

        // The one that took its place is good, there too.
        (await reader.TryOpenAsync(first.Link.ParticipantId)).Expect(how is "ended" ? 401 : 200);
        (await ResumeAsync(reader, resumed)).ShouldBe(how is "replaced");
    }

    [Fact]
    public async Task However_often_it_lets_in_its_row_stays_small()
    {
        var written = await own.WriteToSomebodyAsync("sms");
        var reader = await RememberAsync(written);
        for (var i = 0; i < SecurityNumbers.OpenedByReader + 5; i++)
        {
            // A browser that keeps one cookie and not the other is another one each time.
            reader.Cookies.Remove("__Host-visitor");
            (await ResumeAsync(reader, written.Link)).ShouldBeTrue();
        }

        var device = await own.Cloud.Services.GetRequiredService<SpaceStore>()
            .FindDeviceAsync(ParticipantId.From(written.Link.ParticipantId), DeviceOf(reader), TestContext.Current.CancellationToken);
        device!.Value.Opened.Count.ShouldBe(SecurityNumbers.OpenedByReader);
        (await reader.TryOpenAsync(written.Link.ParticipantId)).Expect(200);
    }

    private async Task<ApiClient> RememberAsync(Written written)
    {
        var browser = own.NewBrowser();
        var code = await own.NextSmsCodeAsync(written.Phone, async () => (await browser.AskCodeAsync(written.Link)).Expect(202));
        (await RememberAsync(browser, written.Link, code)).Expect(200);
        return browser;
    }

    private static Task<ApiAnswer> RememberAsync(ApiClient browser, Link link, string code) =>
        browser.PostAsync(link.Path("unlock"), new { secret = link.Secret, code, remember = true });

    private static async Task<bool> ResumeAsync(ApiClient browser, Link link) =>
        (await browser.PostAsync(link.Path("resume"), new { secret = link.Secret })).Expect(200)["unlocked"]!.GetValue<bool>();

    private async Task<Written> WithPasswordAsync()
    {
        var staff = await own.LogInAsync();
        var email = TestWorld.NewEmail("piet");
        var draft = await staff.BeginAsync(new { email, name = "Piet", method = "password", phone = (string?)null, password = Password, language = "nl" });
        var notice = await own.NextMessageAsync(email, async () => (await staff.SendAsync(draft)).Expect(201));
        return new Written(staff, TestWorld.LinkIn(notice), "", draft, notice);
    }

    private async Task<IReadOnlyList<string>> DevicesAsync(Link link) =>
        [.. (await own.RowsAsync("conversations", link.ConversationId)).Select(row => row.RowKey)
            .Where(key => key.StartsWith("device~", StringComparison.Ordinal))];

    private static string DeviceOf(ApiClient browser) => browser.Cookies["__Host-reader"].Split('.')[1];

    private static (string Path, string Secret) DeviceLinkIn(InboxMessage mail)
    {
        var link = DeviceLink().Match(mail.Text!);
        return ($"/api/participants/{link.Groups["participant"].Value}/devices/{link.Groups["device"].Value}", link.Groups["secret"].Value);
    }

    [GeneratedRegex(@"/device/#(?<participant>[0-9a-f]+)-(?<device>[0-9a-f]{32})\.(?<secret>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DeviceLink();
}
