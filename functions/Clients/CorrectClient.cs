namespace Zegel.Functions.Clients;

/// <summary>Corrects what the office calls a client, and its number.</summary>
[Allow(Caller.Staff)]
public sealed class CorrectClient(ClientStore clients, MailboxClients list)
{
    /// <param name="Name">The person's or the company's name.</param>
    /// <param name="Phone">A mobile number, or null.</param>
    public sealed record Request(string Name, string? Phone) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.Line(Name, 1, TypedText.LongestName, "name");
            checks.That(Phone is null || PhoneNumber.Parse(Phone) is not null, "phone", "phone-not-mobile");
        }
    }

    [Function(nameof(CorrectClient))]
    public async Task<Results<Ok<ShownClient>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/clients/{clientId}")] HttpRequest request,
        string mailboxId,
        string clientId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn();
        if (!by.MayUse(mailboxId)
            || await clients.FindOfAsync(MailboxId.From(mailboxId), clientId, cancellationToken) is null)
        {
            return new ResourceNotFound().ToResult();
        }

        var corrected = await clients.ChangeAsync(
            clientId,
            change =>
            {
                change.Client = change.Client! with
                {
                    Name = TypedText.Line(body.Name),
                    Phone = body.Phone is { } phone ? PhoneNumber.Parse(phone) : null,
                };
                change.OfAccount.Audit(ClientEvents.ClientCorrected, actor: by.AccountId);
                return null;
            },
            cancellationToken);
        if (corrected.IsRefused(out var problem, out var client))
        {
            return problem.ToResult();
        }

        await list.PutAsync(client, cancellationToken);
        return TypedResults.Ok(ShownClient.Of(client));
    }
}
