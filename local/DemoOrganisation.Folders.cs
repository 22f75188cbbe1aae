using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Zegel.Functions.Security;

namespace Zegel.Local;

public static partial class DemoOrganisation
{
    /// <summary>A file of the demo.</summary>
    private sealed record DemoFile(string Name, string Type, byte[] Content);

    /// <summary>What the demo's guest sees: a folder to bring files in, and one to take them from.</summary>
    private static async Task ShareFoldersAsync(LocalCloud cloud, HttpClient staff, CancellationToken cancellationToken)
    {
        var session = await staff.GetFromJsonAsync<JsonNode>("/api/session", cancellationToken);
        var mailboxId = session!["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        await ShareFolderAsync(
            cloud, staff, mailboxId, "Schadedossiers 2026", "upload",
            [
                new("Werkafspraken.txt", "text/plain", Encoding.UTF8.GetBytes(
                    "Zet per schade een map in deze map, met het schadenummer als naam.\nStuur foto's als losse bestanden.\n")),
                new("Schade 2026-014.pdf", "application/pdf", Pdf("Schade 2026-014", "Waterschade, begane grond. Rapport volgt.")),
            ],
            cancellationToken);
        await ShareFolderAsync(
            cloud, staff, mailboxId, "Polisvoorwaarden", "read",
            [
                new("Opstalverzekering.pdf", "application/pdf", Pdf("Opstalverzekering", "Voorwaarden die gelden vanaf 1 januari 2026.")),
                new("Logo.png", "image/png", await File.ReadAllBytesAsync(Path.Combine(NpmPackages.RepositoryRoot, "static-web", "icons", "icon-512.png"), cancellationToken)),
            ],
            cancellationToken);
    }

    private static async Task ShareFolderAsync(
        LocalCloud cloud, HttpClient staff, string mailboxId, string name, string right, IReadOnlyList<DemoFile> files,
        CancellationToken cancellationToken)
    {
        var (folderId, sealKey) = (Tokens.NewId(), Seals.NewKey());
        var owner = folderId + "00";
        var vault = (await staff.GetFromJsonAsync<JsonNode>("/api/sealing-key", cancellationToken))!;
        var note = Seals.Note(sealKey, folderId, new JsonObject
        {
            ["kind"] = "folder", ["space"] = folderId, ["id"] = folderId, ["author"] = owner, ["parent"] = null, ["name"] = name,
        });
        var wrapped = Seals.WrapBytesUnder(vault, [.. sealKey, .. Seals.ContextOf("folder", folderId)]);
        await PostAsync(staff, $"/api/mailboxes/{mailboxId}/folders", new { folderId, sealKey = wrapped, note }, cancellationToken);
        await AddFilesAsync(staff, folderId, sealKey, files, cancellationToken);
        await PostAsync(staff, $"/api/participants/{owner}/folder/participants", new { email = GuestEmail, right }, cancellationToken);
        await WaitForAsync(cloud, GuestEmail, new Regex($"/files/#{folderId}"), "the folder", cancellationToken);
    }

    private static async Task AddFilesAsync(
        HttpClient staff, string folderId, byte[] sealKey, IReadOnlyList<DemoFile> files, CancellationToken cancellationToken)
    {
        var owner = folderId + "00";
        var stored = await StoreAsync(staff, owner, folderId, sealKey, files, cancellationToken);
        var entries = stored.Select(file =>
        {
            var id = file["id"]!.GetValue<string>();
            var nameTag = Seals.NameTag(sealKey, folderId, file["name"]!.GetValue<string>());
            var note = Seals.Note(sealKey, folderId, new JsonObject
            {
                ["kind"] = "file", ["space"] = folderId, ["id"] = id, ["author"] = owner, ["parent"] = folderId, ["file"] = file,
            });
            return new { entryId = id, kind = "file", parent = folderId, nameTag, note };
        });
        await PostAsync(staff, $"/api/participants/{owner}/folder/entries", new { entries }, cancellationToken);
    }

    /// <summary>Uploads files into a space, as one of its participants.</summary>
    /// <returns>What a note says of each.</returns>
    private static async Task<IReadOnlyList<JsonObject>> StoreAsync(
        HttpClient browser, string participantId, string spaceId, byte[] sealKey, IReadOnlyList<DemoFile> files,
        CancellationToken cancellationToken)
    {
        var path = $"/api/participants/{participantId}";
        var made = files.ToDictionary(_ => Tokens.NewId(), file => (File: file, Sealed: Seals.File(sealKey, spaceId, file.Content)));
        var staged = await PostAsync(
            browser, path + "/uploads", new { files = made.Select(file => new { fileId = file.Key, size = file.Value.Sealed.Size }) }, cancellationToken);
        foreach (var file in staged!["files"]!.AsArray())
        {
            var stored = made[file!["fileId"]!.GetValue<string>()].Sealed;
            await UploadAsync(file["upload"]!["uploadUrl"]!.GetValue<string>(), stored, cancellationToken);
        }

        await PostAsync(browser, path + "/uploads/finish", new { files = made.Keys }, cancellationToken);
        return
        [
            .. made.Select(one => new JsonObject
            {
                ["id"] = one.Key, ["name"] = one.Value.File.Name, ["type"] = one.Value.File.Type, ["size"] = one.Value.Sealed.Size,
                ["seal"] = one.Value.Sealed.Seal,
            }),
        ];
    }

    private static async Task UploadAsync(string uploadUrl, EncryptedFile file, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, uploadUrl) { Content = new ByteArrayContent(file.Stored) };
        request.Headers.Add("x-ms-version", "2021-12-02");
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        request.Headers.Add("x-ms-meta-encryptiondata", file.EncryptionData);
        request.Content.Headers.ContentType = new("application/octet-stream");
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A document of one page with two lines.</summary>
    private static byte[] Pdf(string title, string line)
    {
        var page = $"BT /F1 20 Tf 72 760 Td ({title}) Tj /F1 12 Tf 0 -32 Td ({line}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {page.Length} >>\nstream\n{page}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var (text, places) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        foreach (var (index, content) in objects.Index())
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{content}\nendobj\n");
        }

        var start = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(place => text.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
