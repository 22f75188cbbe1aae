using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Dossiers;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Dossiers;

/// <summary>The main road of a dossier with a buyer and a seller, from its making to its closing.</summary>
public sealed class ADossierOfTwoClients(SharedWorld world)
{
    [Fact]
    public async Task Goes_from_its_making_to_its_closing_and_neither_can_open_what_is_the_others()
    {
        var (first, second) = (Seals.NewId(), Seals.NewId());
        var dossier = await ADossier.MakeAsync(world, null, first, second);
        var staffId = await dossier.Staff.AccountIdAsync();
        await world.IsWrittenDownAsync(dossier.Place, DossierEvents.DossierMade, staffId, dossier.DossierId);
        var buyer = await AClient.MakeAsync(world, dossier.MailboxId, "Karin Koper");
        var seller = await AClient.MakeAsync(world, dossier.MailboxId, "Victor Verkoper");
        APart ofBuyer = null!;
        var invited = await world.NextMailAsync(buyer.Email, "dossier voor u klaar", async () => ofBuyer = await dossier.AddAsync(buyer));
        invited.Text!.ShouldContain($"/portal/#{ofBuyer.Client}");
        var ofSeller = await dossier.AddAsync(seller);
        await world.IsWrittenDownAsync(dossier.Place, DossierEvents.ClientAdded, staffId, $"{ofBuyer.PartId} {buyer.AccountId}");

        // What the office publishes: a mail says of which kind, and what it is stands nowhere.
        var letter = "";
        var mail = await world.NextMailAsync(buyer.Email, "nieuwe documenten", async () => letter = await dossier.PublishAsync(ofBuyer, title: "Conceptakte Kerkstraat"));
        await world.IsWrittenDownAsync(ofBuyer.Place, DossierEvents.EntryPublished, staffId, letter);
        await dossier.PublishAsync(ofBuyer, "correspondence");
        await dossier.PublishAsync(ofSeller);
        (mail.Text + mail.Subject + mail.Html).ShouldNotContain("Kerkstraat");
        mail.Text!.ShouldContain($"/portal/#{ofBuyer.Client}");

        var key = Bytes((await buyer.Browser.PostAsync("/api/shelf/open")).Expect(200)["shelfKey"]!);
        await world.IsWrittenDownAsync(ofBuyer.Place, DossierEvents.DossierKeyDelivered, "system", ofBuyer.PartId);
        var row = await OwnAsync(buyer, one => one["numbers"]!["correspondence"]!.GetValue<int>() == 1);
        Unread(row, "documents").ShouldBe(1);
        Unwrap(key, ofBuyer, row["wrappedSealKey"]!).ShouldBe(ofBuyer.SealKey);
        Seals.OpenNote(ofBuyer.SealKey, row["note"]!)["number"]!.GetValue<string>().ShouldBe("2026-17");
        row["facts"]!["handler"]!["accountId"].ShouldBeNull("accounts of the office are the office's");

        // The client opens and reads; the office sees when.
        var opened = await ADossier.OpenAsync(buyer.Browser, ofBuyer.Client);
        await world.IsWrittenDownAsync(ofBuyer.Place, DossierEvents.PartOpened, buyer.AccountId, ofBuyer.PartId);
        Bytes(opened["sealKey"]!).ShouldBe(ofBuyer.SealKey);
        Unread(opened, "documents").ShouldBe(1);
        var entry = opened["entries"]!.AsArray().ShouldHaveSingleItem()!;
        entry["isRead"]!.GetValue<bool>().ShouldBeFalse();
        Seals.OpenNote(ofBuyer.SealKey, entry["header"]!)["subject"]!.GetValue<string>().ShouldBe("Conceptakte Kerkstraat");
        opened["people"]!.AsArray().Select(person => person!["kind"]!.GetValue<string>()).ShouldBe(["office", "client"]);

        // As the client sees it, to the letter but for the key; and it marks nothing.
        var viewed = await ADossier.OpenAsync(dossier.Staff, ofBuyer.Office, @as: ofBuyer.Client);
        await world.IsWrittenDownAsync(ofBuyer.Place, DossierEvents.PartViewedAs, staffId, ofBuyer.Client);
        (await ADossier.ReadAsync(dossier.Staff, ofBuyer.Office, letter, ofBuyer.Client)).Expect(200)["entry"]!["isRead"]!.GetValue<bool>().ShouldBeFalse();
        await world.IsWrittenDownAsync(ofBuyer.Place, DossierEvents.PartEntryViewedAs, staffId, $"{letter} {ofBuyer.Client}");
        Without(viewed).ShouldBe(Without(opened));
        (await dossier.Staff.PostAsync(ADossier.Path(ofBuyer.Office, "part/open"), new { tab = "documents", @as = ofSeller.Client })).Expect(404);

        var read = (await ADossier.ReadAsync(buyer.Browser, ofBuyer.Client, letter)).Expect(200);
        Unread(read.Json, "documents").ShouldBe(0);
        await world.IsWrittenDownAsync(ofBuyer.Place, DossierEvents.PartEntryOpened, buyer.AccountId, letter);
        (await ADossier.ReadAsync(buyer.Browser, ofBuyer.Client, letter)).Expect(200);
        await OwnAsync(buyer, one => Unread(one, "documents") == 0 && Unread(one, "correspondence") == 1);
        var listed = await OfficeAsync(dossier, one => PartOf(one, ofBuyer)["readAt"] is not null);
        listed["parts"]!.AsArray().Select(part => part!["name"]!.GetValue<string>()).ShouldBe(["Karin Koper", "Victor Verkoper"]);
        var known = (await ADossier.OpenAsync(dossier.Staff, ofBuyer.Office))["entries"]!.AsArray().ShouldHaveSingleItem()!;
        known["readBy"]![0]!["name"]!.GetValue<string>().ShouldBe("Karin Koper");

        await MessagesAsync(dossier, ofBuyer, buyer);
        await FactsAsync(dossier, ofBuyer, ofSeller, buyer, first);
        await KeysAsync(ofBuyer, ofSeller, buyer, seller);
    }

    /// <summary>A message with a file stands in two tabs and in the mailbox; the handler is mailed once, and the answer comes back.</summary>
    private async Task MessagesAsync(ADossier dossier, APart part, Somebody client)
    {
        var (files, message) = (await ADossier.UploadAsync(client.Browser, part, part.Client), "");
        var told = await world.NextMailAsync(world.StaffLogIn.Email, "schreef in een dossier", async () =>
            message = await ADossier.WriteAsync(client.Browser, part, part.Client, "Paspoort", files));
        told.Text!.ShouldContain($"/dossiers/#{part.Office}");
        await world.IsWrittenDownAsync(part.Place, DossierEvents.PartMessageWritten, client.AccountId, message);
        foreach (var tab in new[] { "messages", "delivered" })
        {
            var page = (await dossier.Staff.GetAsync(ADossier.Path(part.Office, $"part/entries?tab={tab}"))).Expect(200);
            page["entries"]!.AsArray().ShouldHaveSingleItem()!["entryId"]!.GetValue<string>().ShouldBe(message);
        }

        var inMailbox = await Eventually.GetAsync(async () =>
            (await dossier.Staff.GetAsync($"/api/mailboxes/{dossier.MailboxId}/conversations")).Expect(200)["conversations"]!.AsArray()
                .FirstOrDefault(one => one!["conversationId"]!.GetValue<string>() == part.PartId));
        (inMailbox["kind"]!.GetValue<string>(), inMailbox["dossier"]!.GetValue<string>(), inMailbox["unread"]!.GetValue<bool>())
            .ShouldBe(("dossier", dossier.Office, true));
        Unread(PartOf(await OfficeAsync(dossier, one => Unread(PartOf(one, part), "messages") == 1), part), "delivered").ShouldBe(1);

        var text = (await ADossier.ReadAsync(dossier.Staff, part.Office, message)).Expect(200);
        (Unread(text.Json, "messages"), Unread(text.Json, "delivered")).ShouldBe((0, 0));
        Seals.OpenNote(part.SealKey, text["text"]!)["text"]!.GetValue<string>().ShouldBe("Beste notaris");
        (await dossier.Staff.PostAsync(ADossier.Path(part.Office, $"files/{files[0]}/ticket"))).Expect(200);
        await world.NextMailAsync(client.Email, "nieuw bericht", () => ADossier.WriteAsync(dossier.Staff, part, part.Office, "RE: Paspoort"));
        await OwnAsync(client, one => Unread(one, "messages") == 1 && one["numbers"]!["delivered"]!.GetValue<int>() == 1);
    }

    /// <summary>Steps, handlers and closing are in every part when the answer comes.</summary>
    private async Task FactsAsync(ADossier dossier, APart part, APart other, Somebody client, string step)
    {
        var staffId = await dossier.Staff.AccountIdAsync();
        (await dossier.SetAsync(done: [step])).Expect(200)["steps"]![0]!["by"]!.GetValue<string>().ShouldNotBeEmpty();
        var facts = (await ADossier.OpenAsync(client.Browser, part.Client))["facts"]!;
        facts["steps"]!.AsArray().Select(one => (one!["tickedAt"] is not null, one["by"])).ShouldBe([(true, null), (false, null)]);
        (await dossier.SetAsync(status: Seals.NewId())).Expect(400);
        (await dossier.SetAsync(handlerId: client.AccountId)).Expect(409, "handler-cannot");
        (await dossier.Staff.GetAsync($"/api/mailboxes/{dossier.MailboxId}/handlers")).Expect(200)["people"]!.AsArray()
            .Select(one => one!["accountId"]!.GetValue<string>()).ShouldContain(staffId);
        (await dossier.SetAsync(standInId: staffId, open: [step])).Expect(200);
        await world.IsWrittenDownAsync(dossier.Place, DossierEvents.DossierChanged, staffId, dossier.DossierId);
        (await dossier.Staff.PostAsync(
            ADossier.Path(dossier.Office, "dossier/header"),
            new { note = ADossier.Header(dossier.DossierId, dossier.SealKey, "Anders"), steps = new[] { step } })).Expect(200);
        (await dossier.Staff.PostAsync(
            ADossier.Path(part.Office, "part/header"), new { note = ADossier.Header(part.PartId, part.SealKey, "Anders") })).Expect(204);
        await world.IsWrittenDownAsync(part.Place, DossierEvents.PartChanged, staffId, part.PartId);
        (await dossier.Staff.PostAsync(
            ADossier.Path(part.Office, "part/header"), new { note = ADossier.Header(other.PartId, other.SealKey) })).Expect(400);

        var staged = await ADossier.UploadAsync(dossier.Staff, part, part.Office);
        (await dossier.SetAsync(isClosed: true)).Expect(200);
        await world.IsWrittenDownAsync(dossier.Place, DossierEvents.DossierClosed, staffId, dossier.DossierId);
        var closed = await ADossier.OpenAsync(client.Browser, part.Client);
        (closed["mayWrite"]!.GetValue<bool>(), closed["facts"]!["closedAt"] is not null).ShouldBe((false, true));
        (await client.Browser.PostAsync(ADossier.Path(part.Client, "part/messages"), ADossier.Message(part, part.Client))).Expect(409, "dossier-closed");
        (await dossier.Staff.PostAsync(ADossier.Path(part.Office, "part/published"), ADossier.Published(part, staged))).Expect(409, "dossier-closed");
        (await client.Browser.PostAsync(ADossier.Path(part.Client, "files"), new { fileId = Seals.NewId(), size = 3, resume = false })).Expect(409, "dossier-closed");
        (await dossier.SetAsync(isClosed: false)).Expect(200);
        await world.IsWrittenDownAsync(dossier.Place, DossierEvents.DossierReopened, staffId, dossier.DossierId);
        await ADossier.WriteAsync(client.Browser, part, part.Client);
        var whole = (await dossier.Staff.PostAsync(ADossier.Path(dossier.Office, "dossier/open"))).Expect(200);
        await world.IsWrittenDownAsync(dossier.Place, DossierEvents.DossierOpened, staffId, dossier.DossierId);
        whole["parts"]!.AsArray().ShouldAllBe(one => one!["isMade"]!.GetValue<bool>() && one["wrappedSealKey"] != null);
        Seals.OpenNote(dossier.SealKey, whole["note"]!)["description"]!.GetValue<string>().ShouldBe("Anders");
    }

    /// <summary>Every key and every sealed thing that one client's browser was handed: nothing of it opens, or is, anything of the other's.</summary>
    private static async Task KeysAsync(APart own, APart others, Somebody client, Somebody other)
    {
        var shelf = Bytes((await client.Browser.PostAsync("/api/shelf/open")).Expect(200)["shelfKey"]!);
        var handed = new List<byte[]> { shelf };
        var rows = (await client.Browser.GetAsync("/api/portal/dossiers")).Expect(200)["dossiers"]!.AsArray();
        foreach (var row in rows)
        {
            handed.Add(Seals.Unwrap(shelf, Bytes(row!["wrappedSealKey"]!))[..32]);
        }

        foreach (var tab in new[] { "correspondence", "documents", "delivered", "messages" })
        {
            handed.Add(Bytes((await ADossier.OpenAsync(client.Browser, own.Client, tab))["sealKey"]!));
        }

        // What the other has, as the other's own browser gets it.
        var theirs = await ADossier.OpenAsync(other.Browser, others.Client);
        JsonNode[] sealedThings = [theirs["note"]!, .. theirs["entries"]!.AsArray().Select(entry => entry!["header"]!)];
        sealedThings.Length.ShouldBe(2);
        Seals.OpenNote(others.SealKey, sealedThings[1]);
        foreach (var note in sealedThings)
        {
            handed.ShouldAllBe(key => !CanOpen(key, note));
        }

        handed.Count(key => CanOpen(key, rows[0]!["note"]!)).ShouldBe(5, "they open what is the client's own");
    }

    private static bool CanOpen(byte[] key, JsonNode note)
    {
        try
        {
            Seals.OpenNote(key, note);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static Task<JsonNode> OwnAsync(Somebody client, Func<JsonNode, bool> isIt) => Eventually.GetAsync(async () =>
        (await client.Browser.GetAsync("/api/portal/dossiers")).Expect(200)["dossiers"]!.AsArray().FirstOrDefault(row => isIt(row!)));

    private static Task<JsonNode> OfficeAsync(ADossier dossier, Func<JsonNode, bool> isIt) => Eventually.GetAsync(async () =>
        (await dossier.Staff.GetAsync($"/api/mailboxes/{dossier.MailboxId}/dossiers")).Expect(200)["dossiers"]!.AsArray()
            .FirstOrDefault(row => row!["dossierId"]!.GetValue<string>() == dossier.DossierId && isIt(row)));

    private static JsonNode PartOf(JsonNode row, APart part) =>
        row["parts"]!.AsArray().Single(one => one!["partId"]!.GetValue<string>() == part.PartId)!;

    private static int Unread(JsonNode of, string tab) => of["unread"]![tab]!.GetValue<int>();

    private static byte[] Bytes(JsonNode value) => Convert.FromBase64String(value.GetValue<string>());

    private static byte[] Unwrap(byte[] shelf, APart part, JsonNode wrapped)
    {
        var bound = Seals.Unwrap(shelf, Bytes(wrapped));
        bound[32..].ShouldBe(Seals.ContextOf("part", part.PartId));
        return bound[..32];
    }

    private static string Without(JsonNode opened)
    {
        var copy = (JsonObject)opened.DeepClone();
        copy.Remove("sealKey");
        copy.Remove("wrappedSealKey");
        return copy.ToJsonString();
    }
}
