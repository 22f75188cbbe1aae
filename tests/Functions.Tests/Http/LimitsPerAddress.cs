using System.Net;
using Shouldly;
using Xunit;
using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Http;

/// <summary>
/// Limits per network address and per number, as they are when nobody sets them. What a caller writes in
/// <c>X-Forwarded-For</c> himself makes no other caller of him.
/// </summary>
public sealed class LimitsPerAddress(LimitsPerAddress.Limited limited) : IClassFixture<LimitsPerAddress.Limited>
{
    private static readonly LimitOptions Defaults = new();
    private readonly OwnWorld own = limited.World;
    private int forged;

    [Fact]
    public async Task One_address_starts_five_conversations_an_hour()
    {
        own.AdvanceToNext(TimeSpan.FromHours(1));
        for (var i = 0; i < Defaults.StartsPerAddressPerHour; i++)
        {
            (await StartAsync()).Expect(202);
        }

        var retryAt = (await StartAsync()).Expect(429, "too-many-requests")["retryAt"]!.GetValue<DateTimeOffset>();
        own.AdvanceTo(retryAt);
        (await StartAsync()).Expect(202);
    }

    [Fact]
    public async Task One_address_types_sixty_wrong_codes_an_hour_over_all_conversations()
    {
        own.AdvanceToNext(TimeSpan.FromHours(1));
        var staff = await own.LogInAsync();
        Link last = null!;
        for (var wrong = 0; wrong < Defaults.WrongCodesPerAddressPerHour; wrong++)
        {
            last = wrong % 4 == 0 ? (await own.WriteToSomebodyAsync("none", staff: staff)).Link : last;
            (await Forging().TryAsync(last, "ZZZZ9999")).Expect(403, "code-refused");
        }

        var next = (await own.WriteToSomebodyAsync("none", staff: staff)).Link;
        (await Forging().TryAsync(next, next.Code!)).Expect(429, "too-many-requests");

        own.AdvanceToNext(TimeSpan.FromHours(1));
        await own.UnlockAsync(next);
    }

    [Fact]
    public async Task One_address_asks_twenty_sms_messages_a_day()
    {
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var staff = await own.LogInAsync();
        for (var i = 0; i < Defaults.SmsPerAddressPerDay; i++)
        {
            (await Forging().AskCodeAsync((await own.WriteToSomebodyAsync("sms", staff: staff)).Link)).Expect(202);
        }

        var written = await own.WriteToSomebodyAsync("sms", staff: staff);
        (await Forging().AskCodeAsync(written.Link)).Expect(429, "too-many-requests");

        own.AdvanceToNext(TimeSpan.FromDays(1));
        (await Forging().AskCodeAsync(written.Link)).Expect(202);
    }

    [Fact]
    public async Task One_number_gets_five_sms_messages_an_hour_and_ten_a_day_over_all_conversations()
    {
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var phone = TestWorld.NewPhone();
        for (var i = 0; i < SecurityNumbers.SmsPerPhonePerDay; i++)
        {
            if (i == SecurityNumbers.SmsPerPhonePerHour)
            {
                (await AskAsync(phone)).Expect(429, "too-many-requests");
                own.AdvanceToNext(TimeSpan.FromHours(1));
            }

            (await AskAsync(phone)).Expect(202);
        }

        own.AdvanceToNext(TimeSpan.FromHours(1));
        (await AskAsync(phone)).Expect(429, "too-many-requests");
        own.Inbox.To(phone).Count.ShouldBeLessThanOrEqualTo(SecurityNumbers.SmsPerPhonePerDay);
    }

    [Fact]
    public async Task On_codes_of_one_number_thirty_wrong_tries_a_day_are_taken_over_all_conversations()
    {
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var phone = TestWorld.NewPhone();
        for (var i = 0; i < SecurityNumbers.WrongCodesPerPhonePerDay / 3; i++)
        {
            own.AdvanceTo(own.Time.GetUtcNow().AddHours(i == SecurityNumbers.SmsPerPhonePerHour ? 1 : 0));
            var (link, browser) = ((await own.WriteToSomebodyAsync("sms", phone)).Link, Forging());
            (await browser.AskCodeAsync(link)).Expect(202);
            for (var wrong = 0; wrong < 3; wrong++)
            {
                (await browser.TryAsync(link, "000000")).Expect(403, "code-refused");
            }

            if (i == (SecurityNumbers.WrongCodesPerPhonePerDay / 3) - 1)
            {
                (await browser.TryAsync(link, "000000")).Expect(429, "too-many-requests");
            }
        }
    }

    [Fact]
    public async Task A_flood_from_one_address_is_cut_off_with_the_same_headers_as_any_answer()
    {
        await using var small = await OwnWorld.StartAsync(new Dictionary<string, string?> { ["Zegel:Limits:RequestsPerMinute"] = "24" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            new ApiClient(small.Cloud.SiteAddress, small.Log) { ForwardedFor = $"198.51.100.{i}" }.GetAsync("/api/health")));

        // Twelve at once, less what setting up the demo just used, and one more each second.
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBeInRange(1, 30);
        var refused = answers.First(answer => answer.Status != HttpStatusCode.OK).Expect(429, "too-many-requests");
        refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
        refused.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    private async Task<ApiAnswer> AskAsync(string phone)
    {
        var written = await own.WriteToSomebodyAsync("sms", phone);
        return await Forging().AskCodeAsync(written.Link);
    }

    private Task<ApiAnswer> StartAsync() => Forging().PostAsync(
        $"/api/starters/{DemoOrganisation.Starter}/conversations",
        new { conversationId = Seals.NewId(), name = "Anna", email = TestWorld.NewEmail(), language = "nl" });

    /// <summary>A browser that says to be somebody else each time.</summary>
    private ApiClient Forging()
    {
        var address = $"203.0.113.{forged++ % 250}";
        return new ApiClient(own.Cloud.SiteAddress, own.Log)
        {
            ForwardedFor = (forged % 3) switch { 0 => address, 1 => $"{address}, 10.0.0.1, {address}", _ => $"{address}, unknown" },
        };
    }

    /// <summary>A world with the limits that hold when nobody sets them; only the flood is let through.</summary>
    public sealed class Limited : IAsyncLifetime
    {
        public OwnWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var settings = typeof(LimitOptions).GetProperties()
                .Where(limit => limit.Name != nameof(LimitOptions.RequestsPerMinute))
                .ToDictionary(limit => $"Zegel:Limits:{limit.Name}", limit => limit.GetValue(Defaults)!.ToString());
            World = await OwnWorld.StartAsync(settings);
        }

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
