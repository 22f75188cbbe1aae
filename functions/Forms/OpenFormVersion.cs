namespace Zegel.Functions.Forms;

/// <summary>A version of a form, as it was published.</summary>
[Allow(Caller.Staff)]
public sealed class OpenFormVersion(FormStore forms)
{
    /// <param name="Version">Its number, from 1.</param>
    /// <param name="Header">Its title then, and how many questions it had.</param>
    /// <param name="Definition">The form.</param>
    /// <param name="At">When it was published.</param>
    /// <param name="By">The name of who did that, as it was then.</param>
    public sealed record Response(
        int Version, SealedNote Header, SealedNote Definition, DateTimeOffset At, string By);

    [Function(nameof(OpenFormVersion))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/forms/{formId}/versions/{version}")]
        HttpRequest request,
        string mailboxId,
        string formId,
        string version,
        CancellationToken cancellationToken)
    {
        if (!request.SignedIn().MayUse(mailboxId) || !Ids.IsId(formId)
            || !int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > SecurityNumbers.VersionsOfForm
            || await forms.FindVersionAsync(MailboxId.From(mailboxId), formId, number, cancellationToken)
                is not var (published, header, definition))
        {
            return new ResourceNotFound().ToResult();
        }

        return TypedResults.Ok(
            new Response(published.Version, header, definition, published.At, published.By));
    }
}
