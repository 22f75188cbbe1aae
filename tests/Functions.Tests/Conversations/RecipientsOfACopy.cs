using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Who gets a copy reads and answers as the others do, and everybody sees that it is one (Z57).</summary>
public sealed class RecipientsOfACopy(SharedWorld world)
{
    [Fact]
    public async Task A_copy_is_read_and_answered_and_shown_as_one()
    {
        var staff = await world.StaffAsync();
        var (to, copy) = (TestWorld.NewEmail("anna"), TestWorld.NewEmail("ben"));
        var draft = await staff.BeginAsync(Recipient(to, "Anna", false), Recipient(copy, "Ben", true));
        var notice = await world.NextMessageAsync(copy, async () => (await staff.SendAsync(draft)).Expect(201));
        var link = TestWorld.LinkIn(notice);
        link.ParticipantId.ShouldBe(draft.ConversationId + "02");

        var visitor = await world.UnlockAsync(link);
        foreach (var opened in new[] { await staff.OpenAsync(draft.Author), await visitor.OpenAsync(link.ParticipantId) })
        {
            opened["participants"]!.AsArray().Select(one => (one!["participantId"]!.GetValue<string>()[32..], one["isCc"]!.GetValue<bool>()))
                .ShouldBe([("00", false), ("01", false), ("02", true)], ignoreOrder: true);
        }

        (await visitor.SendAsync(draft.Next(link.ParticipantId))).Expect(201);
    }

    private static JsonObject Recipient(string email, string name, bool isCc) => new()
    {
        ["email"] = email, ["name"] = name, ["method"] = "none", ["phone"] = null, ["password"] = null, ["language"] = "nl", ["isCc"] = isCc,
    };
}
