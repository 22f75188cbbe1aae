using System.Text.Json.Nodes;
using Shouldly;

namespace Zegel.Functions.Tests.World;

/// <summary>What people of a mailbox take back for good, and what is left for those who ask.</summary>
public static class Revoking
{
    /// <summary>Revokes a message, as somebody of the mailbox; its files' names are kept for the mailbox.</summary>
    public static async Task<ApiAnswer> RevokeAsync(this ApiClient staff, Draft sent) =>
        await staff.PostAsync(PathOf(sent), new { fileNames = await staff.FileNamesAsync(sent) });

    /// <summary>Where a message is revoked.</summary>
    public static string PathOf(Draft sent) => $"/api/participants/{sent.ConversationId}00/messages/{sent.MessageId}/revoke";

    /// <summary>The names of a message's files, sealed for its mailbox; null for none.</summary>
    public static async Task<object?> FileNamesAsync(this ApiClient staff, Draft sent)
    {
        var mailboxId = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        return sent.Files.Count == 0 ? null : Seals.Note(await staff.MailboxKeyAsync(mailboxId), mailboxId, new JsonObject
        {
            ["kind"] = "file-names", ["space"] = mailboxId, ["id"] = sent.MessageId, ["author"] = sent.ConversationId + "00",
            ["files"] = new JsonArray([.. sent.Files.Keys.Select(id => new JsonObject { ["id"] = id, ["name"] = sent.FileName, ["size"] = 3 })]),
        });
    }

    /// <summary>Withdraws somebody's access, as somebody of the mailbox.</summary>
    public static Task<ApiAnswer> WithdrawAsync(this ApiClient staff, string personId) =>
        staff.PostAsync($"/api/participants/{personId[..32]}00/people/{personId}/revoke");

    /// <summary>The moment that an answer says something was revoked.</summary>
    public static DateTimeOffset RevokedAt(this ApiAnswer answer) => answer.Expect(200)["revokedAt"]!.GetValue<DateTimeOffset>();

    /// <summary>Fails when anything of a message can be had by whoever may read the conversation.</summary>
    public static async Task HasNothingOfAsync(this ApiClient browser, string participantId, Draft revoked)
    {
        var message = (await browser.OpenAsync(participantId))["messages"]!.AsArray()
            .Single(one => one!["messageId"]!.GetValue<string>() == revoked.MessageId)!;
        message["note"].ShouldBeNull();
        message["revokedAt"].ShouldNotBeNull();
        foreach (var fileId in revoked.Files.Keys)
        {
            (await browser.PostAsync($"/api/participants/{participantId}/files/{fileId}/ticket")).Expect(404, "not-found");
            (await browser.PostAsync($"/api/participants/{participantId}/downloads", new { files = new[] { fileId } })).Expect(200)["files"]![0]!["refused"]!
                .GetValue<string>().ShouldBe("not-found");
        }
    }
}
