using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Zegel.Functions.Security;

namespace Zegel.Local;

public static partial class DemoOrganisation
{
    private const int AtOnce = 4;

    /// <summary>Of what begins so the inbox says that it bounced.</summary>
    private const string Bouncing = "bounce.";

    /// <summary>What the conversations of the demo are made of.</summary>
    /// <param name="People">To whom.</param>
    /// <param name="Doctors">Who is written to as well.</param>
    /// <param name="Conversations">Taken in turn.</param>
    /// <param name="Revoked">One of which the last message is revoked; unread.</param>
    /// <param name="Waiting">What waits for one person, whose mails stand in the inbox.</param>
    private sealed record DemoMail(
        IReadOnlyList<string> People, IReadOnlyList<string> Doctors, IReadOnlyList<DemoConversation> Conversations,
        DemoConversation Revoked, DemoWaiting Waiting);

    /// <summary>Somebody for whom several conversations wait: one unlock opens all of them.</summary>
    private sealed record DemoWaiting(string Name, IReadOnlyList<DemoConversation> Conversations);

    /// <summary>A conversation as it is told for anybody.</summary>
    /// <param name="Subject">Of each message; answers begin with RE.</param>
    /// <param name="Messages">In their order.</param>
    /// <param name="Method">How the person proves who they are; null: the code stands in the mail.</param>
    /// <param name="Doctor">Whether a doctor is written to as well.</param>
    /// <param name="Bounces">Whether the person's address does not exist.</param>
    private sealed record DemoConversation(
        string Subject, IReadOnlyList<DemoMessage> Messages, string? Method = null, bool Doctor = false, bool Bounces = false);

    /// <param name="By">office or person.</param>
    /// <param name="Text">Its words; {name} is the person's.</param>
    /// <param name="Files">Documents of a page.</param>
    private sealed record DemoMessage(string By, string Text, IReadOnlyList<DemoDocument>? Files = null);

    private sealed record DemoDocument(string Name, string Title, string Line);

    /// <summary>
    /// Fills the mailbox with conversations, the way people would: over HTTP, with links and codes from mails. What is
    /// mailed for that goes into no inbox that anybody sees.
    /// </summary>
    internal static async Task FillMailboxAsync(LocalCloud cloud, HttpClient staff, int count, CancellationToken cancellationToken)
    {
        var file = Path.Combine(NpmPackages.RepositoryRoot, "local", "demo-conversations.json");
        var mail = JsonSerializer.Deserialize<DemoMail>(
            await File.ReadAllTextAsync(file, cancellationToken), JsonSerializerOptions.Web)!;
        var session = await staff.GetFromJsonAsync<JsonNode>("/api/session", cancellationToken);
        var filling = new DemoFilling(
            cloud, staff, session!["mailboxes"]![0]!["mailboxId"]!.GetValue<string>(),
            (await staff.GetFromJsonAsync<JsonNode>("/api/sealing-key", cancellationToken))!);
        filling.Divert([.. mail.People, .. mail.Doctors]);
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, count),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (index, cancelling) => await filling.MakeAsync(
                    mail.Conversations[index % mail.Conversations.Count], mail.People[index % mail.People.Count],
                    mail.Doctors[index % mail.Doctors.Count], index % 3, cancelling));
            var (office, messageId) = await filling.MakeAsync(mail.Revoked, mail.People[0], mail.Doctors[0], 0, cancellationToken);
            await PostAsync(
                staff, $"/api/participants/{office}/messages/{messageId}/revoke", new { fileNames = (object?)null }, cancellationToken);
            foreach (var told in mail.Waiting.Conversations)
            {
                (office, _) = await filling.MakeAsync(told, mail.Waiting.Name, mail.Doctors[0], 0, cancellationToken);
            }

            await WorkTogetherAsync(staff, filling.MailboxId, office, cancellationToken);

            await filling.EverythingSentAsync(cancellationToken);
        }
        finally
        {
            cloud.Inbox.EndDiversion();
        }

        await PostAsync(staff, "/api/sign-out", new { }, cancellationToken);
    }

    private static string AddressOf(string name) =>
        Regex.Replace(name.ToLowerInvariant().Replace('ı', 'i'), "[^a-z]+", ".", RegexOptions.None, TimeSpan.FromSeconds(1)).Trim('.')
        + "@voorbeeld.example";

    /// <summary>The making of the demo's conversations.</summary>
    private sealed class DemoFilling(LocalCloud cloud, HttpClient staff, string mailboxId, JsonNode sealingKey)
    {
        private readonly Inbox aside = new(TimeProvider.System, cloud.Inbox);
        private int notices;

        /// <summary>The mailbox that is filled.</summary>
        public string MailboxId => mailboxId;

        /// <summary>From here on what is mailed to these people, and of their messages, is seen by nobody.</summary>
        public void Divert(IReadOnlyList<string> people)
        {
            var addresses = people.SelectMany(name => new[] { AddressOf(name), Bouncing + AddressOf(name) }).ToHashSet(StringComparer.OrdinalIgnoreCase);
            cloud.Inbox.Divert(
                message => addresses.Contains(message.To)
                    || (message.To == Email && message.Subject?.EndsWith("nieuw beveiligd bericht", StringComparison.Ordinal) == true
                        && TakeNotice()),
                aside);
        }

        /// <param name="told">The conversation.</param>
        /// <param name="name">Of the person.</param>
        /// <param name="doctor">Who may be written to as well.</param>
        /// <param name="round">0: unread; 1: read; 2: read, and done with.</param>
        /// <param name="cancellationToken">Gives it up.</param>
        /// <returns>The mailbox in it, and its last message.</returns>
        public async Task<(string Office, string MessageId)> MakeAsync(
            DemoConversation told, string name, string doctor, int round, CancellationToken cancellationToken)
        {
            var (conversationId, sealKey, email) = (Tokens.NewId(), Seals.NewKey(), (told.Bounces ? Bouncing : "") + AddressOf(name));
            var (office, person, isTold, last) = (conversationId + "00", (HttpClient?)null, false, "");
            await PostAsync(staff, $"/api/mailboxes/{mailboxId}/conversations", new { conversationId }, cancellationToken);
            foreach (var (index, message) in told.Messages.Index())
            {
                var isOffice = message.By == "office";
                if (isOffice && index > 0)
                {
                    await OpenAsync(staff, office, cancellationToken);
                    isTold = false;
                }
                else if (!isOffice)
                {
                    person ??= await UnlockAsync(email, cancellationToken);
                    await OpenAsync(person, conversationId + "01", cancellationToken);
                    if (!isTold)
                    {
                        Interlocked.Increment(ref notices);
                        isTold = true;
                    }
                }

                object[] recipients = index > 0 ? [] : told.Doctor
                    ? [RecipientOf(name, email, told.Method), RecipientOf(doctor, AddressOf(doctor), null)]
                    : [RecipientOf(name, email, told.Method)];
                var written = new DemoWritten(
                    conversationId, sealKey, isOffice ? office : conversationId + "01", isOffice ? StaffName : name,
                    index == 0 ? told.Subject : $"RE: {told.Subject}", message.Text.Replace("{name}", name, StringComparison.Ordinal),
                    [.. (message.Files ?? []).Select(file => new DemoFile(file.Name, "application/pdf", Pdf(file.Title, file.Line)))]);
                last = await SendAsync(isOffice ? staff : person!, written, index == 0, recipients, cancellationToken);
            }

            if (round > 0)
            {
                await OpenAsync(staff, office, cancellationToken);
            }

            if (round == 2)
            {
                await PostAsync(staff, $"/api/participants/{office}/filing", new { filing = "archived" }, cancellationToken);
            }

            person?.Dispose();
            return (office, last);
        }

        /// <summary>Until no notice waits any more: those that come later are real ones.</summary>
        public async Task EverythingSentAsync(CancellationToken cancellationToken)
        {
            var spaces = new TableClient(cloud.Azurite.ConnectionString, "conversations");
            using var looking = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            for (var looks = Patience / looking.Period; looks > 0; looks--)
            {
                if (!await spaces.QueryAsync<TableEntity>("RowKey ge 'outbox~' and RowKey lt 'outbox~~'", 1, ["RowKey"], cancellationToken)
                    .AnyAsync(cancellationToken))
                {
                    return;
                }

                await looking.WaitForNextTickAsync(cancellationToken);
            }
        }

        private bool TakeNotice()
        {
            if (Interlocked.Decrement(ref notices) >= 0)
            {
                return true;
            }

            Interlocked.Increment(ref notices);
            return false;
        }

        private static object RecipientOf(string name, string email, string? method) => new
        {
            email, name, method = method ?? "none", phone = method is null ? null : "+31612000001", language = "nl",
        };

        private static async Task OpenAsync(HttpClient browser, string participantId, CancellationToken cancellationToken) =>
            await PostAsync(browser, $"/api/participants/{participantId}/open", new { before = (string?)null }, cancellationToken);

        private async Task<HttpClient> UnlockAsync(string email, CancellationToken cancellationToken)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            var mail = await aside.WaitForAsync(message => message.To == email && OpenLink().IsMatch(message.Text!), patience.Token);
            var link = OpenLink().Match(mail.Text!);
            var person = Browser(cloud);
            await PostAsync(
                person,
                $"/api/participants/{link.Groups["participant"].Value}/unlock",
                new { secret = link.Groups["secret"].Value, code = MailedCode().Match(mail.Text!).Groups["code"].Value },
                cancellationToken);
            return person;
        }

        private async Task<string> SendAsync(
            HttpClient browser, DemoWritten written, bool isFirst, object[] recipients, CancellationToken cancellationToken)
        {
            var (space, messageId) = (written.ConversationId, Tokens.NewId());
            var files = written.Files.Count == 0 ? []
                : await StoreAsync(browser, written.Author, space, written.SealKey, written.Files, cancellationToken);
            JsonObject Note(string kind, JsonObject more) => Seals.Note(written.SealKey, space, new JsonObject(
            [
                new("kind", kind), new("space", space), new("id", messageId), new("author", written.Author), new("subject", written.Subject),
                .. more.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())),
            ]));
            var sent = await PostAsync(
                browser,
                $"/api/participants/{written.Author}/messages",
                new
                {
                    messageId,
                    note = Note("message", new JsonObject
                    {
                        ["text"] = written.Text, ["files"] = new JsonArray([.. files.Select(file => file.DeepClone())]),
                    }),
                    header = Note("header", new JsonObject { ["name"] = written.Name }),
                    files = files.Select(file => file["id"]!.GetValue<string>()),
                    sealKey = isFirst ? Seals.WrapUnder(sealingKey, space, written.SealKey) : null,
                    recipients,
                    raise = Array.Empty<object>(),
                },
                cancellationToken);
            if (sent?["goesAt"] is not null)
            {
                await PostAsync(browser, $"/api/participants/{written.Author}/messages/{messageId}/send-now", new { }, cancellationToken);
            }

            return messageId;
        }
    }

    private sealed record DemoWritten(
        string ConversationId, byte[] SealKey, string Author, string Name, string Subject, string Text, IReadOnlyList<DemoFile> Files);

    [GeneratedRegex(@"/open/#(?<participant>[0-9a-f]{34,38})\.(?<secret>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OpenLink();

    [GeneratedRegex(@"^Code: (?<code>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MailedCode();
}
