namespace Zegel.Functions.Guests;

/// <summary>A version of a document, as the organisation published it; the first is the product's.</summary>
public sealed record DocumentVersion(
    string Dutch, string English, string ChangedDutch, string ChangedEnglish, DateTimeOffset? Since)
{
    /// <summary>The text in a language.</summary>
    public string TextIn(string language) => language == "nl" ? Dutch : English;

    /// <summary>The SHA-256 of a text, by which it is accepted.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>
/// That somebody accepted a version, kept in the account's partition as
/// <c>accepted~&lt;document&gt;~&lt;version&gt;</c>.
/// </summary>
/// <param name="Sha256">Of the text as it was shown.</param>
/// <param name="Version">The version.</param>
/// <param name="Language"><c>nl</c> or <c>en</c>.</param>
/// <param name="At">When.</param>
public sealed record AcceptedDocument(string Sha256, int Version, string Language, DateTimeOffset At)
{
    /// <summary>The prefix of these rows.</summary>
    public const string Prefix = "accepted";

    /// <summary>The row of a version.</summary>
    public static string RowOf(GuestDocument document, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}~{GuestDocuments.NameOf(document)}~{version:D5}");
}

/// <summary>
/// What guests accept. The newest versions stand in the policy, the texts in a row each beside it, for good: what
/// somebody accepted can be read again.
/// </summary>
public sealed class GuestDocuments(StorageClients storage, GuestPolicyStore policies, TimeProvider time)
{
    /// <summary>A document as rows, records and pages name it.</summary>
    public static string NameOf(GuestDocument document) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(document.ToString());

    /// <summary>A version of a document.</summary>
    public async Task<DocumentVersion> GetAsync(
        GuestDocument document, int version, CancellationToken cancellationToken) =>
        (await storage.Organisation.FindAsync<DocumentVersion>(
            GuestPolicyStore.Partition, RowOf(document, version), cancellationToken))?.Value
        ?? (version == 1 ? OfTheProduct(document)
            : throw new InvalidOperationException($"There is no version {version} of {document}."));

    /// <summary>The newest version of a document, as it is read.</summary>
    /// <param name="document">Which.</param>
    /// <param name="versions">The newest versions.</param>
    /// <param name="accepted">The version that the reader accepted before; null: nobody in particular reads.</param>
    public async Task<ShownDocument> ShowAsync(
        GuestDocument document, GuestVersions versions, int? accepted, CancellationToken cancellationToken)
    {
        var newest = await GetAsync(document, versions.Of(document), cancellationToken);
        return new ShownDocument(document, versions.Of(document), newest.Since, accepted is 0 ? null : accepted,
        [
            new ShownText("nl", newest.Dutch, newest.ChangedDutch, DocumentVersion.HashOf(newest.Dutch)),
            new ShownText("en", newest.English, newest.ChangedEnglish, DocumentVersion.HashOf(newest.English)),
        ]);
    }

    /// <summary>
    /// Publishes the version after <paramref name="former"/>; it is asked at the next log-in of every guest. Null when
    /// somebody published another one meanwhile.
    /// </summary>
    public async Task<GuestVersions?> PublishAsync(
        GuestDocument document, int former, DocumentVersion text, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isDone = false;
        var policy = await policies.ChangeAsync(
            (policy, changes) =>
            {
                isDone = policy.Documents.Of(document) == former;
                if (!isDone)
                {
                    return null;
                }

                changes.Insert(RowOf(document, former + 1), text with { Since = now });
                changes.Audit(new AuditRecord(
                    GuestEvents.GuestRulesChanged, now, by, null,
                    $"{NameOf(document)} {former + 1} {DocumentVersion.HashOf(text.Dutch)}"));
                return policy with { Documents = policy.Documents.With(document, former + 1) };
            },
            cancellationToken);
        return isDone ? policy.Documents : null;
    }

    private static string RowOf(GuestDocument document, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"guest-document~{NameOf(document)}~{version:D5}");

    private static DocumentVersion OfTheProduct(GuestDocument document) => document == GuestDocument.Terms
        ? new DocumentVersion(GuestTexts.DutchTerms, GuestTexts.EnglishTerms, "", "", null)
        : new DocumentVersion(GuestTexts.DutchConfidentiality, GuestTexts.EnglishConfidentiality, "", "", null);
}
