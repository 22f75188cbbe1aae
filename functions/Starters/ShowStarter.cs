namespace Zegel.Functions.Starters;

/// <summary>With which mailbox a starter opens a conversation (D7), and what it asks for.</summary>
[Allow(Caller.Anyone)]
public sealed class ShowStarter(StarterStore starters, MailboxNames names)
{
    /// <param name="StarterId">Which.</param>
    /// <param name="Mailbox">What the mailbox is called.</param>
    /// <param name="TextNl">What stands above the form, in Dutch.</param>
    /// <param name="TextEn">The same in English.</param>
    /// <param name="Kinds">The kinds of files that it asks for; null: all.</param>
    /// <param name="IsPaused">Nobody begins with it now.</param>
    public sealed record Response(
        string StarterId, string Mailbox, string TextNl, string TextEn, IReadOnlyList<FileKind>? Kinds, bool IsPaused);

    [Function(nameof(ShowStarter))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "starters/{starterId}")] HttpRequest request,
        string starterId,
        CancellationToken cancellationToken) =>
        await starters.FindAsync(starterId, cancellationToken) is { } starter
            ? TypedResults.Ok(new Response(
                starter.StarterId, await names.GetAsync(starter.MailboxId, cancellationToken), starter.TextNl,
                starter.TextEn, starter.Kinds, starter.IsPaused))
            : new ResourceNotFound().ToResult();
}
