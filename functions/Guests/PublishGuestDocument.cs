namespace Zegel.Functions.Guests;

/// <summary>
/// Publishes the next version of a document. Every guest is asked to accept it at the next log-in, and reads what
/// changed; versions that were accepted stay as they are.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class PublishGuestDocument(GuestDocuments documents)
{
    /// <param name="Document">Which.</param>
    /// <param name="Version">The version it follows.</param>
    /// <param name="Dutch">The text in Dutch.</param>
    /// <param name="English">The text in English.</param>
    /// <param name="ChangedDutch">What changed, in Dutch.</param>
    /// <param name="ChangedEnglish">What changed, in English.</param>
    public sealed record Request(
        GuestDocument Document, int Version, string Dutch, string English, string ChangedDutch, string ChangedEnglish)
        : ICheckedBody
    {
        /// <summary>Characters of a text: all of a version stand in one column of a row.</summary>
        public const int LongestText = 12_000;

        /// <summary>Characters of what changed.</summary>
        public const int LongestChange = 1_000;

        public void Check(Checks checks)
        {
            checks.Text(Dutch, 1, LongestText, "dutch");
            checks.Text(English, 1, LongestText, "english");
            checks.Text(ChangedDutch, 1, LongestChange, "changedDutch");
            checks.Text(ChangedEnglish, 1, LongestChange, "changedEnglish");
        }
    }

    [Function(nameof(PublishGuestDocument))]
    public async Task<Results<Ok<ShownDocument>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/documents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var text = new DocumentVersion(
            TypedText.Text(body.Dutch), TypedText.Text(body.English), TypedText.Text(body.ChangedDutch),
            TypedText.Text(body.ChangedEnglish), null);
        return await documents.PublishAsync(
            body.Document, body.Version, text, request.SignedIn().AccountId, cancellationToken) is { } newest
            ? TypedResults.Ok(await documents.ShowAsync(body.Document, newest, null, cancellationToken))
            : new DocumentRenewed().ToResult();
    }
}
