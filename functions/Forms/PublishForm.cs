namespace Zegel.Functions.Forms;

/// <summary>
/// Staff publishes the draft of a form as its next version, which nobody changes any more (X29). The same revision
/// again makes no second.
/// </summary>
[Allow(Caller.Staff)]
public sealed class PublishForm(ChangingForms changing)
{
    /// <param name="Revision">The revision that is published; the last one.</param>
    public sealed record Request(int Revision) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(Revision > 0, "revision", "not-a-revision");
    }

    [Function(nameof(PublishForm))]
    public async Task<Results<Ok<FormItem>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/forms/{formId}/versions")] HttpRequest request,
        string mailboxId,
        string formId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var name = request.SignedIn().Name;
        var changed = await changing.ChangeAsync(
            request, mailboxId, formId, (found, draft, now) => Decide(body, name, found, draft, now),
            cancellationToken);
        return changed.IsRefused(out var problem, out var form) ? problem.ToResult() : TypedResults.Ok(form);
    }

    private static Outcome<FormChange> Decide(
        Request body, string by, FoundForm found, SealedNote draft, DateTimeOffset now)
    {
        var form = found.Value;
        if (form.PublishedRevision == body.Revision)
        {
            return new FormChange(form);
        }

        if (form.Revision != body.Revision)
        {
            return new FormChanged(found.Shown, draft);
        }

        if (form.Versions.Count >= SecurityNumbers.VersionsOfForm)
        {
            return new FormsFull();
        }

        var published = form with
        {
            PublishedRevision = form.Revision,
            Versions = [.. form.Versions, new FormVersion(form.Versions.Count + 1, now, by)],
        };
        return new FormChange(published, FormEvents.FormPublished, Published: draft);
    }
}
