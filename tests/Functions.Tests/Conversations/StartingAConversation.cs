using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Somebody without an account begins, with a name and an address (D7-D10).</summary>
public sealed class StartingAConversation(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Path = $"/api/starters/{DemoOrganisation.Starter}/conversations";

    [Fact]
    public async Task A_mail_brings_a_link_and_a_code_and_the_link_alone_opens_nothing()
    {
        var link = await world.StarterConversationAsync(language: "en");

        var mail = world.Inbox.To(link.Email).Single();
        mail.Text!.ShouldContain("Info");
        link.Code!.Length.ShouldBe(8);
        var state = await world.NewBrowser().LookAsync(link);
        state["method"]!.GetValue<string>().ShouldBe("none");
        state["language"]!.GetValue<string>().ShouldBe("en");
        state["mailbox"]!.GetValue<string>().ShouldBe("Info");
        state["unlocked"]!.GetValue<bool>().ShouldBeFalse();
        state["challenge"]!["triesLeft"]!.GetValue<int>().ShouldBe(5);
        (await world.NewBrowser().TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task After_the_code_there_is_a_conversation_without_a_seal_key_or_messages()
    {
        var link = await world.StarterConversationAsync(name: "Anna Bakker");
        var sender = await world.UnlockAsync(link);

        var opened = await sender.OpenAsync(link.ParticipantId);

        opened["started"]!.GetValue<bool>().ShouldBeFalse();
        opened["sealKey"].ShouldBeNull();
        opened["messages"]!.AsArray().ShouldBeEmpty();
        opened["participants"]!.AsArray().Select(participant => participant!["name"]!.GetValue<string>())
            .ShouldBe(["Info", "Anna Bakker"]);
    }

    [Fact]
    public async Task The_same_request_again_mails_once_and_another_one_with_that_id_is_refused()
    {
        var (conversationId, email) = (Seals.NewId(), TestWorld.NewEmail());
        var body = new { conversationId, name = "Anna", email, language = "nl" };
        await world.NextMessageAsync(email, async () => (await world.NewBrowser().PostAsync(Path, body)).Expect(202));

        (await world.NewBrowser().PostAsync(Path, body)).Expect(202);
        (await world.NewBrowser().PostAsync(Path, body with { name = "Bea" })).Expect(409, "id-taken");

        await world.HintsWorkedAsync();
        world.Inbox.To(email).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whether_an_address_wrote_before_shows_in_nothing()
    {
        var known = (await world.StarterConversationAsync()).Email;

        var again = await StartAsync(world, known);
        var first = await StartAsync(world, TestWorld.NewEmail());

        again.Expect(202).Text.ShouldBe(first.Expect(202).Text);
        again.Headers.Select(header => header.Key).ShouldBe(first.Headers.Select(header => header.Key));
    }

    [Theory]
    [InlineData("Anna", "anna@", "email")]
    [InlineData("Anna", "anna@example.nl\r\nBcc: b@example.nl", "email")]
    [InlineData("", "anna@example.nl", "name")]
    [InlineData("Anna\nBcc: b@example.nl", "anna@example.nl", "name")]
    public async Task What_is_no_name_or_address_is_refused(string name, string email, string member)
    {
        var answer = await world.NewBrowser().PostAsync(Path, new { conversationId = Seals.NewId(), name, email, language = "nl" });

        answer.Expect(400, "bad-input")["errors"]!.AsObject().Single().Key.ShouldBe(member);
    }

    [Fact]
    public async Task An_unknown_starter_is_not_there()
    {
        var body = new { conversationId = Seals.NewId(), name = "Anna", email = TestWorld.NewEmail(), language = "nl" };

        (await world.NewBrowser().PostAsync("/api/starters/elders/conversations", body)).Expect(404, "not-found");
    }

    [Fact]
    public async Task One_address_starts_three_an_hour_and_ten_a_day_however_it_is_written()
    {
        var own = clock.World;
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var email = TestWorld.NewEmail();
        var started = 0;
        for (var hour = 0; hour < 5; hour++)
        {
            for (var i = 0; i <= SecurityNumbers.StartsPerSenderPerHour; i++)
            {
                var answer = await StartAsync(own, i % 2 == 0 ? email : email.ToUpperInvariant());
                if (answer.Problem is null)
                {
                    started++;
                    continue;
                }

                var retryAt = answer.Expect(429, "too-many-requests")["retryAt"]!.GetValue<DateTimeOffset>();
                var isDay = started == SecurityNumbers.StartsPerSenderPerDay;
                retryAt.ShouldBe(own.Time.GetUtcNow() + (isDay ? TimeSpan.FromHours(24 - hour) : TimeSpan.FromHours(1)));
            }

            own.Time.Advance(TimeSpan.FromHours(1));
        }

        started.ShouldBe(SecurityNumbers.StartsPerSenderPerDay);
    }

    private static Task<ApiAnswer> StartAsync(TestWorld where, string email) =>
        where.NewBrowser().PostAsync(Path, new { conversationId = Seals.NewId(), name = "Anna", email, language = "nl" });
}
