using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;

namespace Zegel.Functions.Tests.World;

/// <summary>Two people of one mailbox, and what they write for each other alone.</summary>
public static class WritingInside
{
    /// <summary>Somebody else who can use a mailbox, and stands among its people.</summary>
    public static async Task<(ApiClient Browser, string AccountId, string Email)> BesideAsync(this TestWorld world, string mailboxId)
    {
        var colleague = await world.ColleagueAsync(Role.Staff, new Membership(MailboxId.From(mailboxId)));
        await world.Cloud.Services.GetRequiredService<MailboxStore>().NotePersonAsync(
            MailboxId.From(mailboxId), AccountId.From(colleague.AccountId), TestContext.Current.CancellationToken);
        return colleague;
    }

    /// <summary>An internal note, sealed under a key.</summary>
    public static JsonNode InternalNote(byte[] key, string mailboxId, string conversationId, string noteId, string accountId, string text) =>
        Seals.Note(key, mailboxId, new JsonObject
        {
            ["kind"] = "internal", ["space"] = mailboxId, ["id"] = noteId, ["author"] = accountId, ["conversation"] = conversationId, ["text"] = text,
        });

    /// <summary>A label, sealed under a key.</summary>
    public static JsonNode LabelNote(byte[] key, string mailboxId, string labelId, string name) =>
        Seals.Note(key, mailboxId, new JsonObject
        {
            ["kind"] = "label", ["space"] = mailboxId, ["id"] = labelId, ["author"] = mailboxId, ["name"] = name, ["colour"] = "blue",
        });
}
