using Azure;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Conversations;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>What was wrapped is no key of the conversation: who wrote hears that it did not arrive, and nobody hears that it did.</summary>
public sealed class UnreadableConversations : IAsyncLifetime
{
    private const string Worker = "AzureWebJobs.DeliverSpace.Disabled";
    private const string Lost = "kan niet worden geopend";
    private OwnWorld world = null!;
    private (Link Link, ApiClient Browser)? unlocked;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await OwnWorld.StartAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Whoever_wrote_is_told_that_it_did_not_arrive_and_not_that_it_did()
    {
        var (link, sender, draft) = await WrittenAsync();
        await world.SweepUntilSettledAsync();

        world.Mails(link.Email, Lost).Count.ShouldBe(1);
        world.Mails(link.Email, "heeft uw bericht ontvangen").ShouldBeEmpty();
        world.Mails(world.StaffLogIn.Email, "nieuw beveiligd bericht").ShouldBeEmpty();
        await world.IsWrittenDownAsync(
            $"conversations/{link.ConversationId}", ConversationEvents.MessageUnreadable, "system", link.ConversationId, times: 1);
        (await sender.SendAsync(draft.Next(link.ParticipantId))).Expect(409, "seal-key-refused");
        await world.SweepUntilSettledAsync();
        world.Mails(link.Email, "heeft uw bericht ontvangen").ShouldBeEmpty();
    }

    [Fact]
    public async Task When_staff_wrote_the_owner_is_told_and_no_recipient_is_sent_to_what_does_not_open()
    {
        var staff = await world.LogInAsync();
        var email = TestWorld.NewEmail();
        var draft = await staff.BeginAsync(WritingToSomebody.Recipient(email, "Piet", "none", null));
        (await staff.SendAsync(await WithWrongKeyAsync(staff, draft))).Expect(201);
        await world.SweepUntilSettledAsync();

        world.Mails(world.StaffLogIn.Email, Lost).Count.ShouldBe(1);
        world.Inbox.To(email).ShouldBeEmpty();
    }

    [Fact]
    public async Task Everybody_who_wrote_before_it_was_seen_is_told()
    {
        var staff = await world.LogInAsync();
        Link link = null!;
        await WhileNobodyWorksAsync(async () =>
        {
            (link, var sender, var draft) = await WrittenAsync();
            (await sender.SendAsync(draft.Next(link.ParticipantId))).Expect(201);
            (await staff.SendAsync(draft.Next(link.ConversationId + "00"))).Expect(201);
        });
        await world.SweepUntilSettledAsync();

        world.Mails(link.Email, Lost).Count.ShouldBe(1);
        world.Mails(world.StaffLogIn.Email, Lost).Count.ShouldBe(1);
    }

    /// <summary>A worker lists the outbox, another marks the conversation, and the first takes away the pointer that led both here.</summary>
    [Fact]
    public async Task The_notice_leaves_also_when_another_worker_had_listed_the_outbox_before_it_was_written()
    {
        Link link = null!;
        await WhileNobodyWorksAsync(async () =>
        {
            (link, _, _) = await WrittenAsync();
            foreach (var pointer in (await world.RowsAsync("waiting")).Where(row => row.RowKey.StartsWith(link.ConversationId, StringComparison.Ordinal)))
            {
                await world.Storage().Waiting.DeleteEntityAsync(pointer.PartitionKey, pointer.RowKey, ETag.All, Cancel);
            }

            await world.Storage().ConversationHints.ClearMessagesAsync(Cancel);

            await Task.WhenAll(world.Cloud.Services.GetServices<ISpaceDelivery>()
                .Select(delivery => delivery.DeliverAsync(SpaceId.From(link.ConversationId), Cancel)));
            await world.Storage().ConversationHints.ClearMessagesAsync(Cancel);
        });
        await world.SweepAsync();
        await world.SweepUntilSettledAsync();

        world.Mails(link.Email, Lost).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Recipients_without_a_name_do_not_see_each_others_address()
    {
        var staff = await world.LogInAsync();
        var (anna, bea) = (TestWorld.NewEmail("anna"), TestWorld.NewEmail("bea"));
        var draft = await staff.BeginAsync(
            new { email = anna, name = (string?)null, method = "none", phone = (string?)null, language = "nl" },
            new { email = bea, name = "  ", method = "none", phone = (string?)null, language = "nl" });
        var link = TestWorld.LinkIn(await world.NextMessageAsync(anna, async () => (await staff.SendAsync(draft)).Expect(201)));

        var seen = (await (await world.UnlockAsync(link)).OpenAsync(link.ParticipantId))["participants"]!.AsArray();

        seen[1]!["name"]!.GetValue<string>().ShouldBe(anna, "one's own");
        seen[2]!["name"].ShouldBeNull();
        seen.ToJsonString().ShouldNotContain(bea);
        (await staff.OpenAsync(draft.Author))["participants"]!.AsArray()[2]!["name"]!.GetValue<string>().ShouldBe(bea);
    }

    /// <summary>Somebody outside writes under a key that is no conversation's.</summary>
    private async Task<(Link Link, ApiClient Sender, Draft Draft)> WrittenAsync()
    {
        // Whoever unlocked while there was a worker that mailed the code.
        var (link, sender) = unlocked ?? await UnlockedAsync();
        var draft = await sender.FirstDraftAsync(link.ParticipantId);
        (await sender.SendAsync(await WithWrongKeyAsync(sender, draft))).Expect(201);
        return (link, sender, draft);
    }

    private async Task<(Link, ApiClient)> UnlockedAsync()
    {
        var link = await world.StarterConversationAsync();
        var sender = await world.UnlockAsync(link);
        await world.SweepUntilSettledAsync();
        return (link, sender);
    }

    private static async Task<Draft> WithWrongKeyAsync(ApiClient browser, Draft draft)
    {
        var sealingKey = (await browser.GetAsync("/api/sealing-key")).Expect(200).Json;
        return draft with { WrappedSealKey = Seals.WrapBytesUnder(sealingKey, draft.SealKey) };
    }

    /// <summary>Does something while no worker takes hints.</summary>
    private async Task WhileNobodyWorksAsync(Func<Task> act)
    {
        unlocked = await UnlockedAsync();
        world.Settings[Worker] = "true";
        await world.RestartFunctionsAsync();
        await act();
        world.Settings[Worker] = "false";
        await world.RestartFunctionsAsync();
    }
}
