using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Mailboxes;

/// <summary>Who shares a mailbox sees who is where, within a second of what is read, and at a bounded cost (X4).</summary>
public sealed class WatchingColleagues(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private readonly OwnWorld world = faulty.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_waits_hears_that_a_colleague_reads_writes_and_goes()
    {
        var (staff, colleague, mailbox) = await PeopleAsync();
        var (me, other, at) = (Seals.NewId(), Seals.NewId(), Seals.NewId() + "00");
        var alone = (await PollAsync(staff, mailbox, me, null)).Expect(200);
        alone["people"]!.AsArray().ShouldBeEmpty();

        var waiting = PollAsync(staff, mailbox, me, null, seen: SeenIn(alone));
        var theirs = (await PollAsync(colleague, mailbox, other, at)).Expect(200);
        var reads = (await MovedAsync(waiting)).Expect(200);

        var person = reads["people"]!.AsArray().Single()!;
        person["name"]!.GetValue<string>().ShouldBe("Cees Collega");
        person["accountId"]!.GetValue<string>().ShouldBe(await colleague.AccountIdAsync());
        person["participantId"]!.GetValue<string>().ShouldBe(at);
        person["isWriting"]!.GetValue<bool>().ShouldBeFalse();
        theirs["people"]!.AsArray().Single()!["accountId"]!.GetValue<string>().ShouldBe(await staff.AccountIdAsync());

        waiting = PollAsync(staff, mailbox, me, null, seen: SeenIn(reads));
        (await PollAsync(colleague, mailbox, other, at, isWriting: true)).Expect(200);
        var writes = (await MovedAsync(waiting)).Expect(200);
        writes["people"]!.AsArray().Single()!["isWriting"]!.GetValue<bool>().ShouldBeTrue();

        waiting = PollAsync(staff, mailbox, me, null, seen: SeenIn(writes));
        (await colleague.PostAsync(PathOf(mailbox), new { tab = other, at, isWriting = true, seen = (string?)null, isGone = true })).Expect(200);
        (await MovedAsync(waiting)).Expect(200)["people"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wait_ends_before_the_proxy_ends_it_and_a_tab_that_vanished_lapses_and_is_purged()
    {
        var (staff, colleague, mailbox) = await PeopleAsync();
        var (me, other) = (Seals.NewId(), Seals.NewId());
        (await PollAsync(colleague, mailbox, other, Seals.NewId() + "00")).Expect(200);
        var seen = SeenIn((await MovedAsync(PollAsync(staff, mailbox, me, null))).Expect(200));
        var begun = world.Time.GetUtcNow();

        // The colleague's tab is not heard of again; the one that waits says by itself that it is there.
        var same = (await MovedAsync(PollAsync(staff, mailbox, me, null, seen: seen))).Expect(200);
        SeenIn(same).ShouldBe(seen);
        (world.Time.GetUtcNow() - begun).ShouldBeInRange(SecurityNumbers.PresenceWait, TimeSpan.FromSeconds(40));
        world.Time.Advance(TimeSpan.FromSeconds(12));
        var gone = (await MovedAsync(PollAsync(staff, mailbox, me, null, seen: seen))).Expect(200);
        gone["people"]!.AsArray().ShouldBeEmpty();

        (await RowsAsync(mailbox)).ShouldBeGreaterThanOrEqualTo(2);
        world.Time.Advance(TimeSpan.FromHours(2));
        await world.PurgeAsync(Cancel);
        (await RowsAsync(mailbox)).ShouldBe(0);
    }

    [Fact]
    public async Task Whose_access_is_withdrawn_while_they_wait_is_told_nothing_more()
    {
        var (staff, colleague, mailbox) = await PeopleAsync();
        var (accountId, me) = (await colleague.AccountIdAsync(), Seals.NewId());
        await world.Cloud.Services.GetRequiredService<MailboxStore>()
            .NotePersonAsync(MailboxId.From(mailbox), AccountId.From(accountId), Cancel);
        var seen = SeenIn((await MovedAsync(PollAsync(colleague, mailbox, me, null))).Expect(200));
        // Read anew, with the one who was just noted.
        world.Time.Advance(SecurityNumbers.PresencePeopleRead);
        (await MovedAsync(PollAsync(colleague, mailbox, me, null))).Expect(200);
        var begun = world.Time.GetUtcNow();
        var waiting = PollAsync(colleague, mailbox, me, null, seen: seen);

        await world.LeavesAsync(accountId, mailbox);
        await world.Cloud.Services.GetRequiredService<MailboxStore>()
            .ForgetPersonAsync(MailboxId.From(mailbox), AccountId.From(accountId), Cancel);

        (await MovedAsync(waiting)).Expect(404, "not-found");
        (world.Time.GetUtcNow() - begun).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        (await PollAsync(colleague, mailbox, me, null)).Expect(404, "not-found");
        (await PollAsync(await world.OtherStaffAsync(), mailbox, me, null)).Expect(404, "not-found");
        (await PollAsync(staff, mailbox, Seals.NewId(), null)).Expect(200);
    }

    [Fact]
    public async Task Ten_who_wait_cost_one_read_a_second_and_no_read_of_their_sessions()
    {
        var (staff, _, mailbox) = await PeopleAsync();
        var tabs = Enumerable.Range(0, 10).Select(_ => Seals.NewId()).ToList();
        foreach (var tab in tabs)
        {
            (await PollAsync(staff, mailbox, tab, null)).Expect(200);
        }

        world.Time.Advance(SecurityNumbers.PresenceRead);
        var seen = SeenIn((await MovedAsync(PollAsync(staff, mailbox, tabs[0], null))).Expect(200));
        using var plan = new FaultPlan(StorageFault.None, 0, "presence~" + mailbox, await staff.AccountIdAsync());
        faulty.Storage.Add(plan);
        var begun = world.Time.GetUtcNow();

        // The last of them names nothing new: from each tab the others are the same account at the same place.
        var answers = await MovedAsync(Task.WhenAll(tabs.Select(tab => PollAsync(staff, mailbox, tab, null, seen: seen))));

        answers.ShouldAllBe(answer => SeenIn(answer) == seen);
        var seconds = (int)Math.Ceiling((world.Time.GetUtcNow() - begun).TotalSeconds) + 1;
        faulty.Storage.Remove(plan);
        var reads = plan.Seen.Count(request => request.StartsWith("GET", StringComparison.Ordinal));
        reads.ShouldBeInRange(5, seconds, string.Join('\n', plan.Seen));
        // All ten said once more, together, that they are there.
        (plan.Seen.Count - reads).ShouldBeInRange(1, 3, string.Join('\n', plan.Seen));

        // After three quarters of a minute the session is read again.
        (await PollAsync(staff, mailbox, tabs[0], null)).Expect(200);
        (await staff.PostAsync("/api/sign-out")).Expect(204);
        staff.Cookies.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Ten_who_wait_hear_it_from_the_same_read()
    {
        var (staff, colleague, mailbox) = await PeopleAsync();
        var at = Seals.NewId() + "00";
        (await PollAsync(staff, mailbox, Seals.NewId(), null)).Expect(200);
        world.Time.Advance(SecurityNumbers.PresenceRead);
        // Each tab sees that its own account is there in another.
        var seen = SeenIn((await PollAsync(staff, mailbox, Seals.NewId(), null)).Expect(200));
        var begun = world.Time.GetUtcNow();
        var waiting = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PollAsync(staff, mailbox, Seals.NewId(), null, seen: seen)));

        (await MovedAsync(PollAsync(colleague, mailbox, Seals.NewId(), at))).Expect(200);
        var answers = await MovedAsync(waiting);

        answers.ShouldAllBe(answer => answer.Text.Contains(at));
        // One read may have begun before the colleague came; the next one has it for all.
        (world.Time.GetUtcNow() - begun).ShouldBeLessThanOrEqualTo(3 * SecurityNumbers.PresenceRead);
    }

    [Fact]
    public async Task Whoever_signed_out_is_not_heard_any_more_and_a_poll_keeps_no_session_alive()
    {
        var (_, colleague, mailbox) = await PeopleAsync();
        for (var minutes = 0; minutes < 29; minutes += 5)
        {
            (await PollAsync(colleague, mailbox, Seals.NewId(), null)).Expect(200);
            world.Time.Advance(TimeSpan.FromMinutes(5));
        }

        (await PollAsync(colleague, mailbox, Seals.NewId(), null)).Expect(401, "not-signed-in");

        var (_, another, _) = await PeopleAsync();
        (await PollAsync(another, mailbox, Seals.NewId(), null)).Expect(200);
        var copy = another.Copy();
        (await another.PostAsync("/api/sign-out")).Expect(204);
        (await PollAsync(copy, mailbox, Seals.NewId(), null)).Expect(401, "not-signed-in");
    }

    [Fact]
    public async Task What_is_no_tab_or_place_is_refused()
    {
        var (staff, _, mailbox) = await PeopleAsync();

        (await PollAsync(staff, mailbox, "tabblad", null)).Expect(400, "bad-input")["errors"]!["tab"].ShouldNotBeNull();
        (await PollAsync(staff, mailbox, Seals.NewId(), "hier")).Expect(400, "bad-input")["errors"]!["at"].ShouldNotBeNull();
        (await PollAsync(staff, mailbox, Seals.NewId(), null, seen: "iets")).Expect(400, "bad-input")["errors"]!["seen"].ShouldNotBeNull();
    }

    private static string PathOf(string mailbox) => $"/api/mailboxes/{mailbox}/presence";

    private static Task<ApiAnswer> PollAsync(
        ApiClient browser, string mailbox, string tab, string? at, bool isWriting = false, string? seen = null) =>
        browser.PostAsync(PathOf(mailbox), new { tab, at, isWriting, seen });

    private static string SeenIn(ApiAnswer answer) => answer["seen"]!.GetValue<string>();

    /// <summary>Lets a second pass whenever the next read waits for it, until somebody who waits is answered.</summary>
    private async Task<T> MovedAsync<T>(Task<T> waiting)
    {
        while (await Task.WhenAny(waiting, world.Time.ArmedAsync(SecurityNumbers.PresenceRead).WaitAsync(Cancel)) != waiting)
        {
            Cancel.ThrowIfCancellationRequested();
            world.Time.Advance(SecurityNumbers.PresenceRead);
        }

        return await waiting;
    }

    private async Task<int> RowsAsync(string mailbox) => (await world.RowsAsync("mailboxes", "presence~" + mailbox)).Count;

    private async Task<(ApiClient Staff, ApiClient Colleague, string Mailbox)> PeopleAsync()
    {
        var mailbox = await (await world.LogInAsync()).MailboxAsync();
        var staff = await world.ColleagueAsync(mailbox);
        // Nobody of another test is seen any more, and nothing of it is fresh.
        world.Time.Advance(SecurityNumbers.PresenceLifetime);
        return (staff, await world.ColleagueAsync(mailbox), mailbox);
    }
}
