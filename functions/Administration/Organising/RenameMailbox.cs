namespace Zegel.Functions.Administration.Organising;

/// <summary>
/// Gives a mailbox another name, which everybody sees within a minute. The same again changes nothing.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class RenameMailbox(MailboxMaker maker)
{
    /// <param name="Name">What people see; no other mailbox has it.</param>
    public sealed record Request(string Name) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Line(Name, 1, SecurityNumbers.MailboxName, "name");
    }

    [Function(nameof(RenameMailbox))]
    public async Task<Results<Ok<ListedMailbox>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/name")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var renaming = await maker.RenameAsync(
            mailboxId, TypedText.Line(body.Name), request.SignedIn().AccountId, cancellationToken);
        return renaming.IsRefused(out var refusal, out var renamed)
            ? refusal.ToResult()
            : TypedResults.Ok(ListedMailbox.Of(renamed));
    }
}
