namespace Zegel.Functions.Accounts;

/// <summary>Changes the person's name, language and choice of mails; they count at once (N45).</summary>
[Allow(Caller.Account)]
public sealed class ChangeDetails(AccountStore accounts, AccountDetails details, TimeProvider time)
{
    public sealed record Request(string Name, string Language, AccountDetails.NoticeChoices Notices) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.Line(Name, 1, TypedText.LongestName, "name");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
        }
    }

    [Function(nameof(ChangeDetails))]
    public async Task<Results<Ok<AccountDetails.View>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/details")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var signedIn = request.SignedIn();
        var account = (await accounts.FindAsync(signedIn.AccountId, null, cancellationToken))!;
        var change = account.Change(time.GetUtcNow());
        change.Head = change.Head with
        {
            Name = TypedText.Line(body.Name), Language = body.Language, MailAboutMessages = body.Notices.NewMessage,
            SawDetails = true,
        };
        change.Audit(AccountEvents.AccountChanged);
        // Nobody needs to be told, but the service desk's list must get the new name.
        change.Announce(new OutboxItem
        {
            Kind = AccountNotices.Nothing, To = "", Language = body.Language, OperationId =
                OutboxChanges.NewOperation(),
        });
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Ok(await details.GetAsync(signedIn, cancellationToken))
            : new ChangedMeanwhile().ToResult();
    }
}
