using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Conversations;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>
/// Whoever unlocked one conversation is shown what else waits, and opens it without another code: only where address,
/// method and number are the same. Whoever has an account finds what was written to its address.
/// </summary>
public sealed class OneUnlockOpensWhatWaits(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Theory]
    [InlineData("sms")]
    [InlineData("none")]
    public async Task What_waits_at_the_same_address_opens_without_another_code(string method)
    {
        var staff = await own.LogInAsync();
        var (email, phone) = (TestWorld.NewEmail("piet"), TestWorld.NewPhone());
        var first = await WriteAsync(staff, email, method, phone);
        var second = await WriteAsync(staff, email.ToUpperInvariant(), method, phone);
        var reader = method is "sms" ? await own.UnlockBySmsAsync(first.Link, phone) : await own.UnlockAsync(first.Link);

        var item = (await WaitingAsync(reader, first.Link)).ShouldHaveSingleItem();

        item["participantId"]!.GetValue<string>().ShouldBe(second.Link.ParticipantId);
        item.AsObject().Select(member => member.Key).ShouldBe(["participantId", "mailbox", "at"]);
        var opened = (await OpenAsync(reader, first.Link, second.Link.ParticipantId)).Expect(200);
        opened["secret"]!.GetValue<string>().ShouldBe(second.Link.Secret);
        (await reader.TextsAsync(second.Link.ParticipantId, second.Draft.SealKey)).ShouldBe([second.Draft.Text]);
        (await reader.LookAsync(second.Link))["unlocked"]!.GetValue<bool>().ShouldBeTrue();
        own.Inbox.To(phone).Count.ShouldBe(method is "sms" ? 1 : 0);
        await own.IsWrittenDownAsync(
            $"conversations/{second.Draft.ConversationId}", SpaceEvents.UnlockedByAnother, second.Link.ParticipantId, first.Link.ParticipantId);
        // What was read waits no more, here and there.
        (await reader.TryOpenAsync(first.Link.ParticipantId)).Expect(200);
        (await WaitingAsync(reader, first.Link)).ShouldBeEmpty();
        (await WaitingAsync(reader, second.Link)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_address_number_or_method_and_any_password_stay_shut()
    {
        var staff = await own.LogInAsync();
        var (email, phone) = (TestWorld.NewEmail("piet"), TestWorld.NewPhone());
        var first = await WriteAsync(staff, email, "sms", phone);
        var others = new[]
        {
            await WriteAsync(staff, TestWorld.NewEmail("piet"), "sms", phone),
            await WriteAsync(staff, email, "sms", TestWorld.NewPhone()),
            await WriteAsync(staff, email, "none", phone),
            await WriteAsync(staff, email, "password", phone),
        };
        var reader = await own.UnlockBySmsAsync(first.Link, phone);

        (await WaitingAsync(reader, first.Link)).ShouldBeEmpty();
        foreach (var other in others)
        {
            (await OpenAsync(reader, first.Link, other.Link.ParticipantId)).Expect(404, "not-found");
            (await reader.TryOpenAsync(other.Link.ParticipantId)).Expect(401, "not-unlocked");
        }
    }

    [Fact]
    public async Task A_password_opens_only_what_it_was_agreed_for()
    {
        var staff = await own.LogInAsync();
        var email = TestWorld.NewEmail("piet");
        var (first, second) = (await WriteAsync(staff, email, "password", ""), await WriteAsync(staff, email, "password", ""));
        var reader = own.NewBrowser();
        (await reader.TryAsync(first.Link, Password)).Expect(200);

        (await WaitingAsync(reader, first.Link)).ShouldBeEmpty();
        (await OpenAsync(reader, first.Link, second.Link.ParticipantId)).Expect(404, "not-found");
    }

    [Theory]
    [InlineData("disputed")]
    [InlineData("locked")]
    [InlineData("disabled")]
    [InlineData("ended")]
    [InlineData("unreadable")]
    [InlineData("expired")]
    public async Task What_is_disputed_shut_or_over_is_left_out(string how)
    {
        var staff = await own.LogInAsync();
        var (email, phone) = (TestWorld.NewEmail("piet"), TestWorld.NewPhone());
        var first = await WriteAsync(staff, email, "sms", phone);
        var second = await WriteAsync(staff, email, "sms", phone);
        var reader = await own.UnlockBySmsAsync(first.Link, phone);
        (await WaitingAsync(reader, first.Link)).ShouldHaveSingleItem();
        var (conversation, now) = (second.Draft.ConversationId, own.Time.GetUtcNow());
        Task ChangePersonAsync(Func<Participant, Participant> change) =>
            own.ChangeAsync(conversation, "participant~" + second.Link.ParticipantId[32..], change);
        Task ChangeAllAsync(Func<Conversation, Conversation> change) => own.ChangeAsync(conversation, "conversation", change);

        await (how switch
        {
            "disputed" => ChangePersonAsync(person => person with { Disputed = new DisputedNumber(now, "Nee.") }),
            "locked" => ChangePersonAsync(person => person with { Codes = person.Codes with { LockedUntil = now.AddHours(1) } }),
            "disabled" => ChangePersonAsync(person => person with { Codes = person.Codes with { WrongInAll = SecurityNumbers.TriesInAll } }),
            "ended" => ChangeAllAsync(all => all with { Filing = Functions.Mailboxes.Filing.Deleted, FiledAt = now - SecurityNumbers.DeletedConversationKept }),
            "unreadable" => ChangeAllAsync(all => all with { IsUnreadable = true }),
            _ => ChangeAllAsync(all => all with { Last = all.Last! with { ExpiresAt = now } }),
        });

        (await WaitingAsync(reader, first.Link)).ShouldBeEmpty();
        (await OpenAsync(reader, first.Link, second.Link.ParticipantId)).Expect(404, "not-found");
        (await reader.TryOpenAsync(second.Link.ParticipantId)).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task It_lasts_no_longer_than_the_code_that_was_typed_and_asks_a_living_one()
    {
        var staff = await own.LogInAsync();
        var (email, phone) = (TestWorld.NewEmail("piet"), TestWorld.NewPhone());
        var first = await WriteAsync(staff, email, "sms", phone);
        var second = await WriteAsync(staff, email, "sms", phone);
        var reader = await own.UnlockBySmsAsync(first.Link, phone);
        (await OpenAsync(own.NewBrowser(), first.Link, second.Link.ParticipantId)).Expect(401, "not-unlocked");
        var ends = own.Time.GetUtcNow() + SecurityNumbers.SessionLifetime;
        while (own.Time.GetUtcNow() + SecurityNumbers.SessionIdle < ends)
        {
            own.Time.Advance(SecurityNumbers.SessionIdle - TimeSpan.FromMinutes(1));
            (await reader.TryOpenAsync(first.Link.ParticipantId)).Expect(200);
        }

        (await OpenAsync(reader, first.Link, second.Link.ParticipantId)).Expect(200);
        own.AdvanceTo(ends);

        (await reader.TryOpenAsync(second.Link.ParticipantId)).Expect(401, "not-unlocked");
        (await reader.GetAsync(first.Link.Path("waiting"))).Expect(401, "not-unlocked");
        (await OpenAsync(reader, first.Link, second.Link.ParticipantId)).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task Signing_out_ends_all_of_it()
    {
        var staff = await own.LogInAsync();
        var (email, phone) = (TestWorld.NewEmail("piet"), TestWorld.NewPhone());
        var first = await WriteAsync(staff, email, "sms", phone);
        var second = await WriteAsync(staff, email, "sms", phone);
        var reader = await own.UnlockBySmsAsync(first.Link, phone);
        (await OpenAsync(reader, first.Link, second.Link.ParticipantId)).Expect(200);
        var stays = reader.Copy();

        (await reader.PostAsync("/api/visitor/sign-out")).Expect(204);

        (await stays.TryOpenAsync(first.Link.ParticipantId)).Expect(401, "not-unlocked");
        (await stays.TryOpenAsync(second.Link.ParticipantId)).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task Whoever_has_an_account_finds_what_was_written_to_its_address_and_still_gives_each_proof()
    {
        var staff = await own.LogInAsync();
        var (client, other) = (await AnAccount.WithSmsAsync(own, Role.Client), await AnAccount.WithSmsAsync(own, Role.Client));
        var phone = TestWorld.NewPhone();
        var bySms = await WriteAsync(staff, client.Email, "sms", phone);
        var byPassword = await WriteAsync(staff, client.Email, "password", "");
        var byAccount = await WriteAsync(staff, client.Email, "account", "");
        await WriteAsync(staff, TestWorld.NewEmail(), "none", "");

        var mine = (await client.Browser.GetAsync("/api/account/messages")).Expect(200)["messages"]!.AsArray();

        mine.Select(one => (one!["participantId"]!.GetValue<string>(), one["method"]!.GetValue<string>())).ShouldBe(
            [(bySms.Link.ParticipantId, "sms"), (byPassword.Link.ParticipantId, "password"), (byAccount.Link.ParticipantId, "account")], ignoreOrder: true);
        mine.ShouldAllBe(one => one!["unread"]!.GetValue<bool>());
        (await client.Browser.TryOpenAsync(bySms.Link.ParticipantId)).Expect(404, "not-found");
        (await client.Browser.TextsAsync(byAccount.Link.ParticipantId, byAccount.Draft.SealKey)).ShouldBe([byAccount.Draft.Text]);
        var shown = (await LinkAsync(client.Browser, bySms.Link.ParticipantId)).Expect(200)["secret"]!.GetValue<string>();
        shown.ShouldBe(bySms.Link.Secret);
        await own.UnlockBySmsAsync(bySms.Link with { Secret = shown }, phone, client.Browser);
        await own.IsWrittenDownAsync(
            $"conversations/{bySms.Draft.ConversationId}", ConversationEvents.LinkShown, client.AccountId, bySms.Link.ParticipantId);
        (await LinkAsync(client.Browser, byAccount.Link.ParticipantId)).Expect(404, "not-found");
        foreach (var browser in new[] { other.Browser, staff })
        {
            (await browser.GetAsync("/api/account/messages")).Expect(200)["messages"]!.AsArray().ShouldBeEmpty();
            (await LinkAsync(browser, bySms.Link.ParticipantId)).Expect(404, "not-found");
        }

        // Whose access was withdrawn finds nothing that opens nothing, whichever the proof.
        foreach (var written in new[] { bySms, byAccount })
        {
            (await staff.WithdrawAsync(written.Link.ParticipantId)).Expect(200);
        }

        (await client.Browser.GetAsync("/api/account/messages")).Expect(200)["messages"]!.AsArray()
            .ShouldHaveSingleItem()!["participantId"]!.GetValue<string>().ShouldBe(byPassword.Link.ParticipantId);
    }

    [Fact]
    public async Task What_ended_for_everybody_leaves_no_trace_of_who_was_in_it()
    {
        var staff = await own.LogInAsync();
        var written = await WriteAsync(staff, TestWorld.NewEmail("piet"), "none", "");
        var list = (await own.RowsAsync("lookups")).Single(row => row.RowKey.Contains(written.Link.ParticipantId, StringComparison.Ordinal)
            && row.RowKey.StartsWith("list~", StringComparison.Ordinal));
        list.PartitionKey.ShouldNotContain("piet");
        (await staff.PostAsync($"/api/participants/{written.Draft.Author}/filing", new { filing = "deleted" })).Expect(200);
        own.Time.Advance(SecurityNumbers.DeletedConversationKept + TimeSpan.FromHours(2));

        await own.PurgeAsync(TestContext.Current.CancellationToken);

        (await own.RowsAsync("lookups", list.PartitionKey)).ShouldNotContain(row => row.RowKey == list.RowKey);
    }

    private const string Password = "Koffie met Zoë";

    /// <summary>Staff write to somebody, and it stands where they are looked for.</summary>
    private async Task<(Link Link, Draft Draft)> WriteAsync(ApiClient staff, string email, string method, string phone)
    {
        var draft = await staff.BeginAsync(new
        {
            email, name = "Piet", method, phone = method is "sms" ? phone : null, password = method is "password" ? Password : null, language = "nl",
        });
        var notice = await own.NextMailAsync(email, "heeft een beveiligd bericht voor u", async () => (await staff.SendAsync(draft)).Expect(201));
        return (TestWorld.LinkIn(notice), draft);
    }

    private static async Task<IReadOnlyList<JsonNode>> WaitingAsync(ApiClient browser, Link link) =>
        [.. (await browser.GetAsync(link.Path("waiting"))).Expect(200)["waiting"]!.AsArray().Select(one => one!)];

    private static Task<ApiAnswer> OpenAsync(ApiClient browser, Link link, string otherId) =>
        browser.PostAsync(link.Path($"waiting/{otherId}/open"));

    private static Task<ApiAnswer> LinkAsync(ApiClient browser, string participantId) =>
        browser.PostAsync($"/api/account/messages/{participantId}/link");
}
