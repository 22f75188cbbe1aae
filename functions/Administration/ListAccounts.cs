using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Http;
using Zegel.Functions.Security;

namespace Zegel.Functions.Administration;

/// <summary>The accounts in whose name or address some words stand, a part of the list at a time.</summary>
[Allow(Caller.ServiceDesk)]
public sealed class ListAccounts(AccountList list)
{
    private const int MaximumWords = 100;

    /// <param name="Accounts">By name; may be empty while there is a next part.</param>
    /// <param name="Next">The cursor of the next part; null at the end.</param>
    public sealed record Response(IReadOnlyList<ListedAccount> Accounts, string? Next);

    [Function(nameof(ListAccounts))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (words, cursor) = (request.Query["q"], request.Query["cursor"]);
        var checks = new Checks();
        checks.That(words.Count <= 1 && words.ToString().Length <= MaximumWords, "q", "length-0-100");
        checks.That(cursor.Count == 0 || Ids.IsId(cursor.ToString()), "cursor", "cursor-invalid");
        if (checks.Problem is { } problem)
        {
            return problem.ToResult();
        }

        var (accounts, next) = await list.SearchAsync(words.ToString().Trim(), cursor, cancellationToken);
        return TypedResults.Ok(new Response(accounts, next));
    }
}
