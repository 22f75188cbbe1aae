using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Spaces;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Staff send somebody another link, such as after too many wrong codes (M12).</summary>
public sealed class RenewingALink(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    [Theory]
    [InlineData("none")]
    [InlineData("sms")]
    public async Task Whoever_was_shut_out_by_fifty_wrong_codes_gets_in_again_with_a_new_link(string method)
    {
        var written = await world.WriteToSomebodyAsync(method);
        var old = written.Link;
        await DisableAsync(old);
        (await world.NewBrowser().AskCodeAsync(old)).Expect(403, "participant-disabled");
        (await PersonAsync(written))["disabled"]!.GetValue<bool>().ShouldBeTrue();

        var mail = await world.NextMessageAsync(old.Email, async () => (await RenewAsync(written)).Expect(204));

        mail.Subject!.ShouldContain("nieuwe link");
        var link = TestWorld.LinkIn(mail);
        link.ParticipantId.ShouldBe(old.ParticipantId);
        link.Secret.ShouldNotBe(old.Secret);
        (link.Code is null).ShouldBe(method is "sms");
        var reader = method is "sms" ? await world.UnlockBySmsAsync(link, written.Phone) : await world.UnlockAsync(link);
        (await reader.TextsAsync(link.ParticipantId, written.Draft.SealKey)).ShouldBe([written.Draft.Text]);
        (await PersonAsync(written))["disabled"]!.GetValue<bool>().ShouldBeFalse();
        (await world.AuditedAsync($"conversations/{link.ConversationId}"))
            .ShouldContain(entry => entry.Event == "link-renewed" && entry.About == link.ParticipantId);
    }

    [Fact]
    public async Task The_old_link_its_codes_and_what_it_opened_end()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var old = written.Link;
        var reader = await world.UnlockAsync(old);
        (await reader.TryOpenAsync(old.ParticipantId)).Expect(200);
        var unused = TestWorld.LinkIn(await world.NextMessageAsync(
            old.Email, async () => (await world.NewBrowser().AskCodeAsync(old)).Expect(202)));

        var link = TestWorld.LinkIn(await world.NextMessageAsync(old.Email, async () => (await RenewAsync(written)).Expect(204)));

        (await reader.TryOpenAsync(old.ParticipantId)).Expect(401, "not-unlocked");
        (await world.NewBrowser().TryAsync(old, unused.Code!)).Expect(404, "link-unknown");
        (await world.NewBrowser().TryAsync(link, unused.Code!)).Expect(403, "code-refused");
        await world.UnlockAsync(link);
    }

    [Fact]
    public async Task Only_staff_of_the_mailbox_do_it_and_only_for_people_of_the_conversation()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var other = await world.WriteToSomebodyAsync("none");
        var reader = await world.UnlockAsync(written.Link);
        var both = await world.UnlockAsync(other.Link, await world.StaffAsync());

        (await RenewAsync(written, browser: reader)).Expect(401, "not-signed-in");
        (await RenewAsync(written, browser: await world.OtherStaffAsync())).Expect(404, "not-found");
        (await RenewAsync(written, person: other.Link.ParticipantId)).Expect(404, "not-found");
        (await RenewAsync(written, person: written.Mailbox)).Expect(404, "not-found");
        (await RenewAsync(written, person: written.Link.ConversationId + "07")).Expect(404, "not-found");
        (await RenewAsync(written, person: "x")).Expect(400, "bad-input");
        (await both.PostAsync(other.Link.Path("new-link"), new { personId = other.Link.ParticipantId })).Expect(404, "not-found");
        (await world.ParticipantAsync(written.Link.ParticipantId)).LinkVersion.ShouldBe(1);
    }

    [Fact]
    public async Task The_owner_hears_that_a_link_was_shut_without_waiting_for_a_sweep_and_not_when_the_last_code_was_right()
    {
        var own = clock.World;
        var written = await own.WriteToSomebodyAsync("none");
        var link = written.Link;
        await WrongAsync(own, link, SecurityNumbers.TriesInAll - 1);

        var told = await own.NextMessageAsync(own.StaffLogIn.Email,
            async () => (await own.NewBrowser().TryAsync(link, "ZZZZ9999")).Expect(403, "participant-disabled"));

        told.Subject!.ShouldContain("uitgezet");
        var lucky = (await own.WriteToSomebodyAsync("none", staff: written.Staff)).Link;
        await WrongAsync(own, lucky, SecurityNumbers.TriesInAll - 1);
        await own.UnlockAsync(lucky);
        await own.SweepUntilSettledAsync();
        own.Mails(own.StaffLogIn.Email, "uitgezet").Count.ShouldBe(1);
    }

    private Task DisableAsync(Link link) => WrongAsync(world, link, SecurityNumbers.TriesInAll);

    /// <summary>As after months of guessing.</summary>
    private static async Task WrongAsync(TestWorld where, Link link, int count) =>
        (await where.Cloud.Services.GetRequiredService<SpaceStore>().ChangeAsync(
            ParticipantId.From(link.ParticipantId),
            TimeProvider.System.GetUtcNow(),
            (change, _, stored) => change.Replace(
                stored, stored.Value with { Codes = stored.Value.Codes with { WrongInAll = count } }),
            TestContext.Current.CancellationToken)).ShouldBeTrue();

    private static async Task<System.Text.Json.Nodes.JsonNode> PersonAsync(Written written) =>
        (await written.Staff.OpenAsync(written.Mailbox))["participants"]!.AsArray()
            .Single(person => person!["participantId"]!.GetValue<string>() == written.Link.ParticipantId)!;

    private static Task<ApiAnswer> RenewAsync(Written written, ApiClient? browser = null, string? person = null) =>
        (browser ?? written.Staff).PostAsync($"/api/participants/{written.Mailbox}/new-link", new { personId = person ?? written.Link.ParticipantId });
}
