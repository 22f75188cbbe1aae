namespace Zegel.Functions.Clients;

/// <summary>Chooses of what the client is mailed: new documents, new forms, new messages (N48).</summary>
[Allow(Caller.Client)]
public sealed class ChooseNotices(ClientStore clients)
{
    /// <param name="Documents">New letters and documents.</param>
    /// <param name="Forms">Questionnaires, and documents that are asked for.</param>
    /// <param name="Messages">New messages.</param>
    public sealed record Request(bool Documents, bool Forms, bool Messages) : ICheckedBody
    {
        public void Check(Checks checks)
        {
        }
    }

    [Function(nameof(ChooseNotices))]
    public async Task<Results<Ok<OwnClient>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "client/notices")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn();
        var wanted = new WantedNotices(body.Documents, body.Forms, body.Messages);
        var chosen = await clients.ChangeAsync(
            by.AccountId,
            change =>
            {
                change.Client = change.Client! with { Notices = wanted };
                change.OfAccount.Audit(AccountEvents.AccountChanged);
                return null;
            },
            cancellationToken);
        return chosen.IsRefused(out var problem, out _)
            ? problem.ToResult()
            : TypedResults.Ok(await clients.ShowOwnAsync(by, cancellationToken));
    }
}
