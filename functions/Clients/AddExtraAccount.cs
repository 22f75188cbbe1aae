namespace Zegel.Functions.Clients;

/// <summary>
/// Lets somebody look along for the company (N49); its main account alone. The invitation says for which company.
/// Repeating it changes nothing. Of an address that cannot be one nobody learns why.
/// </summary>
[Allow(Caller.Client, Recent = true)]
public sealed class AddExtraAccount(ExtraAccounts extras, Throttle throttle)
{
    /// <param name="AccountId">Made by the browser; the answer has another one when the address had an account.</param>
    /// <param name="Name">The person's name.</param>
    /// <param name="Email">The address.</param>
    /// <param name="Phone">A mobile number, or null.</param>
    /// <param name="Language">Of the mails.</param>
    public sealed record Request(string AccountId, string Name, string Email, string? Phone, string Language)
        : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(AccountId), "accountId", "id-invalid");
            checks.Line(Name, 1, TypedText.LongestName, "name");
            checks.Email(Email, "email");
            checks.That(Phone is null || PhoneNumber.Parse(Phone) is not null, "phone", "phone-not-mobile");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
        }
    }

    [Function(nameof(AddExtraAccount))]
    public async Task<Results<Accepted<ShownExtraAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "client/accounts")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn();
        if (await extras.FindCompanyAsync(by, cancellationToken) is not { } company)
        {
            return new ResourceNotFound().ToResult();
        }

        if (await throttle.TakeAsync(cancellationToken, ExtraAccounts.LimitOf(by)) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var added = await extras.AddAsync(
            company.Value, AccountId.From(body.AccountId), TypedText.Line(body.Name), EmailAddress.Parse(body.Email)!,
            body.Phone is { } phone ? PhoneNumber.Parse(phone) : null, body.Language, cancellationToken);
        return added.IsRefused(out var problem, out var extra)
            ? problem.ToResult()
            : TypedResults.Accepted((string?)null, ShownExtraAccount.Of(extra));
    }
}
