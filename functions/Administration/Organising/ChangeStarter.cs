using Zegel.Functions.Starters;

namespace Zegel.Functions.Administration.Organising;

/// <summary>
/// Changes what a starter says and asks for, pauses it or continues it, from the revision that was read. Its name and
/// its mailbox stay, and it is never deleted: a link or a QR code that hangs somewhere must not end, or lead elsewhere.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class ChangeStarter(StarterStore starters, TimeProvider time)
{
    /// <param name="Revision">The revision that was read.</param>
    /// <param name="TextNl">What stands above the form, in Dutch; may be empty.</param>
    /// <param name="TextEn">The same in English.</param>
    /// <param name="Kinds">The kinds of files that it asks for; null: all.</param>
    /// <param name="IsPaused">Whether nobody begins with it.</param>
    public sealed record Request(
        int Revision, string TextNl, string TextEn, IReadOnlyList<FileKind>? Kinds, bool IsPaused) : ICheckedBody
    {
        public void Check(Checks checks) => StarterContent.Check(checks, TextNl, TextEn, Kinds);
    }

    [Function(nameof(ChangeStarter))]
    public async Task<Results<Ok<Starter>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "desk/starters/{starterId}")] HttpRequest request,
        string starterId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (await starters.FindStoredAsync(starterId, cancellationToken) is not { } stored)
        {
            return new ResourceNotFound().ToResult();
        }

        var wanted = stored.Value with
        {
            TextNl = TypedText.Text(body.TextNl), TextEn = TypedText.Text(body.TextEn), Kinds = body.Kinds,
            IsPaused = body.IsPaused, Revision = body.Revision + 1,
        };
        // An answer may have been lost: who sends the same again is not told of a colleague.
        if (stored.Value.IsAlike(wanted))
        {
            return TypedResults.Ok(stored.Value);
        }

        var record = new AuditRecord(
            AdministrationEvents.StarterChanged, time.GetUtcNow(), request.SignedIn().AccountId,
            stored.Value.MailboxId);
        return stored.Value.Revision == body.Revision
            && await starters.TryChangeAsync(stored, wanted, record, cancellationToken)
                ? TypedResults.Ok(wanted)
                : new ChangedMeanwhile().ToResult();
    }
}
