using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>"This is not my number" (D17): a mark for the mailbox, and nothing else.</summary>
public sealed class DisputingTheNumber(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Explanation = "Dit was mijn oude nummer.";

    [Fact]
    public async Task The_owner_hears_that_it_was_said_and_reads_why_in_the_conversation()
    {
        var own = clock.World;
        var written = await own.WriteToSomebodyAsync("sms");

        var told = await own.NextMessageAsync(own.StaffLogIn.Email, async () => (await TellAsync(own, written.Link)).Expect(204));

        told.Subject!.ShouldContain("nummer");
        (told.Subject + told.Text + told.Html).ShouldNotContain("oude nummer");
        (await PersonAsync(written))["notMyNumber"]!["explanation"]!.GetValue<string>().ShouldBe(Explanation);
        (await own.NewBrowser().LookAsync(written.Link))["notMyNumber"]!.GetValue<bool>().ShouldBeTrue();
        var person = written.Link.ParticipantId;
        await own.IsWrittenDownAsync($"conversations/{written.Link.ConversationId}", SpaceEvents.NumberDisputed, person, person);
    }

    [Fact]
    public async Task The_number_still_works_since_anyone_with_the_link_could_have_pressed()
    {
        var written = await world.WriteToSomebodyAsync("sms");
        (await TellAsync(world, written.Link)).Expect(204);

        var recipient = await world.UnlockBySmsAsync(written.Link, written.Phone);

        (await recipient.OpenAsync(written.Link.ParticipantId))["participants"]!.AsArray()
            .ShouldAllBe(participant => participant!["notMyNumber"] == null);
    }

    [Fact]
    public async Task It_is_taken_once_a_day_also_from_many_at_once()
    {
        var own = clock.World;
        var written = await own.WriteToSomebodyAsync("sms");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TellAsync(own, written.Link)));

        answers.Count(answer => (int)answer.Status == 204).ShouldBe(1);
        answers.Where(answer => (int)answer.Status != 204).ShouldAllBe(answer => (int)answer.Status == 409);
        own.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        (await TellAsync(own, written.Link)).Expect(409, "already-told");
        own.Time.Advance(TimeSpan.FromSeconds(1));
        (await TellAsync(own, written.Link)).Expect(204);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task An_explanation_is_one_to_five_hundred_characters(int length)
    {
        var written = await world.WriteToSomebodyAsync("sms");

        (await TellAsync(world, written.Link, $"   {new string('x', length)}   ")).Expect(400, "bad-input");
        (await TellAsync(world, written.Link, $"   {new string('x', 500)}   ")).Expect(204);
    }

    [Fact]
    public async Task Without_a_number_there_is_nothing_to_dispute()
    {
        var link = await world.StarterConversationAsync();

        (await TellAsync(world, link)).Expect(404, "link-unknown");
        (await TellAsync(world, link with { Secret = new string('A', 43) })).Expect(404, "link-unknown");
    }

    private static Task<ApiAnswer> TellAsync(TestWorld where, Link link, string explanation = Explanation) =>
        where.NewBrowser().PostAsync(link.Path("not-my-number"), new { secret = link.Secret, explanation });

    private static async Task<JsonNode> PersonAsync(Written written) =>
        (await written.Staff.OpenAsync(written.Mailbox))["participants"]!.AsArray()
            .Single(person => person!["kind"]!.GetValue<string>() == "person")!;
}
