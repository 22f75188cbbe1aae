namespace Zegel.Functions.Administration.Organising;

/// <summary>What a mailbox is for.</summary>
public enum MailboxKind
{
    /// <summary>Several people work in it.</summary>
    Group,

    /// <summary>Somebody's own; others stand in for them at most.</summary>
    Personal,
}

/// <summary>
/// Makes a mailbox with its first owner, who is told. It is empty, so that this needs no second yes; whoever else is to
/// use it is let in by the owner. The same again changes nothing.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class MakeMailbox(AccountStore accounts, MailboxMaker maker)
{
    /// <param name="MailboxId">Made by the browser.</param>
    /// <param name="Name">What people see; no other mailbox has it.</param>
    /// <param name="OwnerEmail">The address of the first owner's account.</param>
    /// <param name="Kind">A group's, or the owner's own.</param>
    public sealed record Request(string MailboxId, string Name, string OwnerEmail, MailboxKind Kind) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(MailboxId), "mailboxId", "id-invalid");
            checks.Line(Name, 1, SecurityNumbers.MailboxName, "name");
            checks.Email(OwnerEmail, "ownerEmail");
        }
    }

    [Function(nameof(MakeMailbox))]
    public async Task<Results<Ok<ListedMailbox>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "desk/mailboxes")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var email = EmailAddress.Parse(body.OwnerEmail)!;
        if ((await accounts.FindByEmailAsync(email, cancellationToken)).Account is not { Head.Value: var owner })
        {
            return new NoSuchColleague().ToResult();
        }

        if (owner.IsShut)
        {
            return new AccountShut().ToResult();
        }

        var wanted = new OwnedMailbox(
            MailboxId.From(body.MailboxId), TypedText.Line(body.Name), [owner.AccountId],
            body.Kind == MailboxKind.Personal ? owner.AccountId : null);
        return (await maker.MakeAsync(wanted, request.SignedIn().AccountId, cancellationToken))
            .IsRefused(out var refusal, out var made)
                ? refusal.ToResult()
                : TypedResults.Ok(ListedMailbox.Of(made));
    }
}
