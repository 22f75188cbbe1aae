using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Zegel.Functions.Security;

namespace Zegel.Local;

public static partial class DemoOrganisation
{
    private const string ClientEmail = "karin@klant.example";
    private const string ClientPhone = "+31611223344";
    private const string ClientName = "Karin Smit";
    private const string CompanyEmail = "kantoor@devriesbouw.example";
    private const string CompanyPhone = "+31622334455";
    private const string CompanyName = "De Vries Bouw BV";
    private const string ExtraEmail = "eva@devriesbouw.example";

    // Every new organisation has these statuses.
    private const string InProgress = "00000000000000000000000000000001";
    private const string WaitingForClient = "00000000000000000000000000000002";
    private const string Finished = "00000000000000000000000000000003";

    private static readonly (string Dutch, string English)[] StepsOfSale =
    [
        ("Koopakte ontvangen", "Deed of sale received"), ("Waarborgsom ontvangen", "Deposit received"),
        ("Conceptakte gestuurd", "Draft deed sent"), ("Akte tekenen", "Sign the deed"),
    ];

    /// <summary>
    /// The portal: a client with three dossiers, of which one is closed and one is a company's too. The company has an extra
    /// account that sees it. In one the client has something to fill in, half done, and a document to deliver.
    /// </summary>
    private static async Task<DemoAccess> OpenPortalAsync(
        LocalCloud cloud, HttpClient staff, DemoAccess access, CancellationToken cancellationToken)
    {
        var session = await staff.GetFromJsonAsync<JsonNode>("/api/session", cancellationToken);
        var mailboxId = session!["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var sealingKey = (await staff.GetFromJsonAsync<JsonNode>("/api/sealing-key", cancellationToken))!;
        var office = new DemoOffice(staff, mailboxId, sealingKey, cancellationToken);
        var (clientId, companyId) = (Tokens.NewId(), Tokens.NewId());
        await PostAsync(
            staff,
            $"/api/mailboxes/{mailboxId}/clients",
            new
            {
                clients = new[]
                {
                    new { clientId, kind = "person", name = ClientName, email = ClientEmail, phone = ClientPhone, language = "nl" },
                    new { clientId = companyId, kind = "company", name = CompanyName, email = CompanyEmail, phone = CompanyPhone, language = "nl" },
                },
            },
            cancellationToken);
        await OfferTemplateAsync(office);

        using var client = Browser(cloud);
        using var company = Browser(cloud);
        var (password, other) = (NewPassphrase(), NewPassphrase());
        await RegisterAsync(cloud, client, ClientEmail, password, ClientName, ClientPhone, cancellationToken);
        await RegisterAsync(cloud, company, CompanyEmail, other, "Bert de Vries", CompanyPhone, cancellationToken);
        var extra = await PostAsync(
            company,
            "/api/client/accounts",
            new { accountId = Tokens.NewId(), name = "Eva de Vries", email = ExtraEmail, phone = (string?)null, language = "nl" },
            cancellationToken);

        await SellHouseAsync(office, client, company, clientId, companyId, extra!["accountId"]!.GetValue<string>());
        await MakeWillAsync(office, client, clientId);
        await FinishMortgageAsync(office, clientId);
        await PostAsync(client, "/api/sign-out", new { }, cancellationToken);
        await PostAsync(company, "/api/sign-out", new { }, cancellationToken);
        return access with
        {
            Client = new ClientLogIn(ClientEmail, password, ClientPhone), Company = new ClientLogIn(CompanyEmail, other, CompanyPhone),
        };
    }

    private static async Task RegisterAsync(
        LocalCloud cloud, HttpClient browser, string email, string password, string name, string phone,
        CancellationToken cancellationToken)
    {
        await SetPasswordAsync(cloud, browser, email, password, name, cancellationToken);
        await AddPhoneAsync(cloud, browser, phone, cancellationToken);
        await ConfirmDetailsAsync(browser, name, cancellationToken);
    }

    private static async Task OfferTemplateAsync(DemoOffice office)
    {
        var settings = (await office.Staff.GetFromJsonAsync<JsonNode>("/api/dossier-settings", office.Cancellation))!;
        var statuses = settings["statuses"]!.AsArray().Select(status => new
        {
            statusId = status!["statusId"]!.GetValue<string>(), nl = status["nl"]!.GetValue<string>(), en = status["en"]!.GetValue<string>(),
            isOpen = status["isOpen"]!.GetValue<bool>(),
        });
        var steps = StepsOfSale.Select(step => new { nl = step.Dutch, en = step.English });
        var templates = new[] { new { templateId = Tokens.NewId(), name = "Koop en levering", steps } };
        await PostAsync(
            office.Staff, "/api/dossier-settings", new { version = settings["version"]!.GetValue<int>(), statuses, templates }, office.Cancellation);
    }

    /// <summary>A dossier of two clients, who see nothing of each other.</summary>
    private static async Task SellHouseAsync(
        DemoOffice office, HttpClient client, HttpClient company, string clientId, string companyId, string extraId)
    {
        var dossier = await MakeDossierAsync(
            office, "2026-0017", "Koop Kerkstraat 1, Utrecht", InProgress, [.. StepsOfSale.Select(step => step.Dutch)], clientId, companyId);
        await SetFactsAsync(office, dossier, done: 2);
        var (buyer, seller) = (dossier.Parts[0], dossier.Parts[1]);
        foreach (var part in dossier.Parts)
        {
            await PublishAsync(office, part, "documents", "Conceptakte van levering", "Conceptakte.pdf", "De akte zoals wij die nu voor ons hebben.");
        }

        await PublishAsync(office, buyer, "correspondence", "Bevestiging van de waarborgsom", "Waarborgsom.pdf", "Wij hebben de waarborgsom ontvangen.");
        await PublishAsync(office, seller, "correspondence", "Aflossing van uw hypotheek", "Aflossing.pdf", "De bank heeft het bedrag doorgegeven.");
        var passport = await StoreAsync(
            client, buyer.Client, buyer.PartId, buyer.SealKey, [new("Kopie paspoort.pdf", "application/pdf", Pdf("Kopie paspoort", "Een voorbeeld."))],
            office.Cancellation);
        await WriteAsync(
            client, buyer, buyer.Client, ClientName, "Kopie van mijn paspoort", "Goedemorgen,\n\nHierbij de kopie waar u om vroeg.\n\nKarin Smit",
            passport, office.Cancellation);
        await WriteAsync(
            office.Staff, buyer, buyer.Office, "Conny de Vries", "RE: Kopie van mijn paspoort",
            "Beste mevrouw Smit,\n\nDank u wel, de kopie is goed leesbaar.\n\nConny de Vries", [], office.Cancellation);
        await WriteAsync(
            company, seller, seller.Client, "Bert de Vries", "Datum van levering", "Kan de levering een week later?\n\nBert de Vries", [],
            office.Cancellation);
        await PostAsync(company, $"/api/participants/{seller.Client}/part/accounts/{extraId}", new { sees = true }, office.Cancellation);
    }

    private static async Task MakeWillAsync(DemoOffice office, HttpClient client, string clientId)
    {
        var part = (await MakeDossierAsync(office, "2026-0021", "Testament", WaitingForClient, [], clientId)).Parts[0];
        await PublishAsync(office, part, "documents", "Concept van uw testament", "Concept testament.pdf", "Lees het rustig door.");
        await WriteAsync(
            office.Staff, part, part.Office, "Conny de Vries", "Wilt u het concept lezen?",
            "Beste mevrouw Smit,\n\nHet concept van uw testament staat klaar onder Documenten. Klopt alles?\n\nConny de Vries", [], office.Cancellation);
        await AskClientAsync(office, client, part);
    }

    private static async Task FinishMortgageAsync(DemoOffice office, string clientId)
    {
        var dossier = await MakeDossierAsync(
            office, "2025-0193", "Hypotheek Molenweg 8, De Bilt", Finished, ["Offerte ontvangen", "Akte getekend"], clientId);
        await PublishAsync(
            office, dossier.Parts[0], "correspondence", "Afschrift van de akte", "Afschrift.pdf", "Bewaar dit afschrift goed.");
        await SetFactsAsync(office, dossier, done: 2, isClosed: true);
    }
}
