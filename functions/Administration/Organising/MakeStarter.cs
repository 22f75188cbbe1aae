using Zegel.Functions.Starters;

namespace Zegel.Functions.Administration.Organising;

/// <summary>Makes a starter for a mailbox. The same again changes nothing; a name in links is given once.</summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class MakeStarter(StarterStore starters, MailboxStore mailboxes, TimeProvider time)
{
    /// <param name="StarterId">Its name in links.</param>
    /// <param name="MailboxId">With which mailbox a conversation begins.</param>
    /// <param name="TextNl">What stands above the form, in Dutch; may be empty.</param>
    /// <param name="TextEn">The same in English.</param>
    /// <param name="Kinds">The kinds of files that it asks for; null: all.</param>
    public sealed record Request(
        string StarterId, string MailboxId, string TextNl, string TextEn, IReadOnlyList<FileKind>? Kinds)
        : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsStarterId(StarterId), "starterId", "starter-id-invalid");
            checks.That(Ids.IsId(MailboxId), "mailboxId", "id-invalid");
            StarterContent.Check(checks, TextNl, TextEn, Kinds);
        }
    }

    [Function(nameof(MakeStarter))]
    public async Task<Results<Ok<Starter>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "desk/starters")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (await mailboxes.FindOwnedAsync(body.MailboxId, cancellationToken) is not { } mailbox)
        {
            return new BadInput("mailboxId", "mailbox-unknown").ToResult();
        }

        var wanted = new Starter(
            body.StarterId, mailbox.MailboxId, TypedText.Text(body.TextNl), TypedText.Text(body.TextEn), body.Kinds);
        if (await starters.FindAsync(body.StarterId, cancellationToken) is null
            && (await starters.ListAsync(cancellationToken)).Count >= SecurityNumbers.Starters)
        {
            return new StartersFull(SecurityNumbers.Starters).ToResult();
        }

        var record = new AuditRecord(
            AdministrationEvents.StarterMade, time.GetUtcNow(), request.SignedIn().AccountId, mailbox.MailboxId);
        return await starters.TryInsertAsync(wanted, record, cancellationToken)
            || (await starters.FindAsync(body.StarterId, cancellationToken))?.IsAlike(wanted) == true
                ? TypedResults.Ok(wanted)
                : new StarterTaken().ToResult();
    }
}

/// <summary>Another starter has this name in links.</summary>
public sealed record StarterTaken() : Problem(409, "starter-taken", "Another starter has this name.");

/// <summary>The organisation has as many starters as it can have.</summary>
/// <param name="Most">How many that are.</param>
public sealed record StartersFull(int Most) : Problem(409, "starters-full", "There are too many starters.");
