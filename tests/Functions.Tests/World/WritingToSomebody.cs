using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Spaces;
using Zegel.Functions.Storage;
using Zegel.Local;

namespace Zegel.Functions.Tests.World;

/// <summary>A conversation that staff began with one person.</summary>
/// <param name="Staff">The browser of the member of staff.</param>
/// <param name="Link">What the person holds.</param>
/// <param name="Phone">The person's number, also when the method is none.</param>
/// <param name="Draft">The first message.</param>
/// <param name="Notice">The mail that told the person.</param>
public sealed record Written(ApiClient Staff, Link Link, string Phone, Draft Draft, InboxMessage Notice)
{
    /// <summary>The mailbox's participant.</summary>
    public string Mailbox => Link.ConversationId + "00";
}

/// <summary>Staff write to people without an account, and what those do with the link.</summary>
public static class WritingToSomebody
{
    /// <summary>Staff write to somebody new.</summary>
    /// <param name="world">Where.</param>
    /// <param name="method"><c>none</c> or <c>sms</c>.</param>
    /// <param name="phone">The person's number; null for one nobody used yet.</param>
    /// <param name="staff">Who writes; null for the member of staff, logged in anew where time passes.</param>
    public static async Task<Written> WriteToSomebodyAsync(
        this TestWorld world, string method, string? phone = null, ApiClient? staff = null)
    {
        staff ??= world is OwnWorld ? await world.LogInAsync() : await world.StaffAsync();
        var email = TestWorld.NewEmail("piet");
        phone ??= TestWorld.NewPhone();
        var draft = await staff.BeginAsync(Recipient(email, "Piet", method, phone));
        var notice = await world.NextMessageAsync(email, async () => (await staff.SendAsync(draft)).Expect(201));
        return new Written(staff, TestWorld.LinkIn(notice), phone, draft, notice);
    }

    /// <summary>Staff write to somebody new, with a file.</summary>
    public static async Task<Written> WriteWithFileAsync(this TestWorld world, DateTimeOffset? expiresAt = null)
    {
        var staff = world is OwnWorld ? await world.LogInAsync() : await world.StaffAsync();
        var email = TestWorld.NewEmail("piet");
        var draft = await staff.BeginAsync(Recipient(email, "Piet", "none", null));
        var file = Seals.File(draft.SealKey, draft.ConversationId, [1, 2, 3]);
        var fileId = await staff.UploadAsync(draft.Author, file);
        draft = draft with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file }, ExpiresAt = expiresAt };
        var notice = await world.NextMessageAsync(email, async () => (await staff.SendAsync(draft)).Expect(201));
        return new Written(staff, TestWorld.LinkIn(notice), "", draft, notice);
    }

    /// <summary>A recipient as staff name one.</summary>
    public static object Recipient(string email, string name, string method, string? phone) =>
        new { email, name, method, phone = method is "sms" ? phone : null, language = "nl" };

    /// <summary>Begins a conversation; the first message is ready to be sent.</summary>
    public static async Task<Draft> BeginAsync(this ApiClient staff, params IReadOnlyList<object> recipients)
    {
        var conversationId = Seals.NewId();
        var mailboxId = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        (await staff.PostAsync($"/api/mailboxes/{mailboxId}/conversations", new { conversationId })).Expect(201);
        return (await staff.FirstDraftAsync(conversationId + "00")) with { Recipients = recipients };
    }

    /// <summary>A later message of the same conversation.</summary>
    public static Draft Next(this Draft draft, string author, string text = "Nog iets.") => draft with
    {
        Author = author, MessageId = Seals.NewId(), Text = text, WrappedSealKey = null, Recipients = [], Raise = [],
    };

    /// <summary>Looks at a link.</summary>
    public static async Task<JsonNode> LookAsync(this ApiClient browser, Link link) =>
        (await browser.PostAsync(link.Path("look"), new { secret = link.Secret })).Expect(200).Json;

    /// <summary>Presses "get the code".</summary>
    public static Task<ApiAnswer> AskCodeAsync(this ApiClient browser, Link link) =>
        browser.PostAsync(link.Path("code"), new { secret = link.Secret });

    /// <summary>Unlocks in another browser with a fresh code by mail.</summary>
    public static async Task<ApiClient> UnlockAgainAsync(this TestWorld world, Link link)
    {
        var mail = await world.NextMessageAsync(
            link.Email, async () => (await world.NewBrowser().AskCodeAsync(link)).Expect(202));
        return await world.UnlockAsync(TestWorld.LinkIn(mail));
    }

    /// <summary>Types a code.</summary>
    public static Task<ApiAnswer> TryAsync(this ApiClient browser, Link link, string code) =>
        browser.PostAsync(link.Path("unlock"), new { secret = link.Secret, code });

    /// <summary>Tries to open a conversation.</summary>
    public static Task<ApiAnswer> TryOpenAsync(this ApiClient browser, string participantId) =>
        browser.PostAsync($"/api/participants/{participantId}/open", new { before = (string?)null });

    /// <summary>The texts of the newest messages, oldest first, opened with the conversation's seal key.</summary>
    public static async Task<IReadOnlyList<string>> TextsAsync(this ApiClient browser, string participantId, byte[] sealKey) =>
        [.. (await browser.OpenAsync(participantId))["messages"]!.AsArray()
            .Select(message => Seals.OpenNote(sealKey, message!["note"]!)["text"]!.GetValue<string>())];

    /// <summary>A participant as it is stored.</summary>
    public static async Task<Participant> ParticipantAsync(this TestWorld world, string participantId) =>
        (await world.Storage().Conversations.FindAsync<Participant>(
            participantId[..32], "participant~" + participantId[32..], TestContext.Current.CancellationToken))!.Value;

    /// <summary>The newest mails to an address; fails when one of them says what is sealed.</summary>
    public static IReadOnlyList<InboxMessage> MailsTo(this TestWorld world, string address, params IReadOnlyList<string> secrets)
    {
        var mails = world.Inbox.To(address);
        foreach (var secret in secrets)
        {
            mails.ShouldAllBe(mail => !(mail.Subject + mail.Text + mail.Html).Contains(secret, StringComparison.OrdinalIgnoreCase));
        }

        return mails;
    }
}
