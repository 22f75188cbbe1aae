namespace Zegel.Functions.Administration;

/// <summary>
/// The accounts in whose name or address some words stand, a part of the list at a time. The words are names of people
/// and an address is written down in logs, which is why it is no GET.
/// </summary>
[Allow(Caller.ServiceDesk)]
public sealed class ListAccounts(AccountList list)
{
    private const int MaximumWords = 100;

    /// <param name="Words">Empty for all.</param>
    /// <param name="Cursor">The <c>next</c> of the part before; null for the first.</param>
    public sealed record Request(string Words, string? Cursor) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Words.Length <= MaximumWords, "words", "length-0-100");
            checks.That(Cursor is null || Ids.IsId(Cursor), "cursor", "cursor-invalid");
        }
    }

    /// <param name="Accounts">By name; may be empty while there is a next part.</param>
    /// <param name="Next">The cursor of the next part; null at the end.</param>
    public sealed record Response(IReadOnlyList<ListedAccount> Accounts, string? Next);

    [Function(nameof(ListAccounts))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account-search")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (accounts, next) = await list.SearchAsync(body.Words.Trim(), body.Cursor, cancellationToken);
        return TypedResults.Ok(new Response(accounts, next));
    }
}
