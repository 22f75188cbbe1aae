namespace Zegel.Functions.Clients;

/// <summary>
/// Makes up to twenty-five people or companies clients of a mailbox (N2); each that is new is mailed an invitation, and
/// each is refused by itself. Whoever is a client already stays as it is and is not mailed again, so repeating it
/// changes nothing.
/// </summary>
[Allow(Caller.Staff)]
public sealed class MakeClients(ClientMaker maker, MailboxClients list, Throttle throttle, TimeProvider time)
{
    private const int AtOnce = 8;

    /// <param name="Clients">Of different ids and addresses.</param>
    public sealed record Request(IReadOnlyList<NewClient> Clients) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Clients.Count is > 0 and <= SecurityNumbers.ClientsAtOnce, "clients", "count-1-25");
            checks.That(
                Clients.Select(client => client?.ClientId).Distinct().Count() == Clients.Count
                && Clients.Select(client => client?.Email).Distinct(StringComparer.OrdinalIgnoreCase).Count()
                    == Clients.Count,
                "clients", "not-unique");
            foreach (var (place, client) in Clients.Take(SecurityNumbers.ClientsAtOnce).Index())
            {
                checks.That(client is not null, $"clients[{place}]", "json-invalid");
                client?.Check(checks, $"clients[{place}].");
            }
        }
    }

    /// <param name="ClientId">Made by the browser; the answer has another one when the address had an account.</param>
    /// <param name="Kind">A person or a company.</param>
    /// <param name="Name">The person's or the company's name.</param>
    /// <param name="Email">The address; of a company that of its main account.</param>
    /// <param name="Phone">A mobile number, or null.</param>
    /// <param name="Language">Of the mails.</param>
    public sealed record NewClient(
        string ClientId, ClientKind Kind, string Name, string Email, string? Phone, string Language)
    {
        internal void Check(Checks checks, string path)
        {
            checks.That(Ids.IsId(ClientId), path + "clientId", "id-invalid");
            checks.That(Kind is ClientKind.Person or ClientKind.Company, path + "kind", "kind-invalid");
            checks.Line(Name, 1, TypedText.LongestName, path + "name");
            checks.Email(Email, path + "email");
            checks.That(Phone is null || PhoneNumber.Parse(Phone) is not null, path + "phone", "phone-not-mobile");
            checks.That(Language is "nl" or "en", path + "language", "language-unknown");
        }
    }

    /// <param name="Clients">In the order in which they were asked.</param>
    public sealed record Response(IReadOnlyList<Answer> Clients);

    /// <param name="ClientId">As it was asked.</param>
    /// <param name="Client">The client, whose own id counts; null when it is refused.</param>
    /// <param name="Refused">The code of the refusal; null when there is none.</param>
    public sealed record Answer(string ClientId, ShownClient? Client, string? Refused);

    [Function(nameof(MakeClients))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/clients")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn();
        if (!by.MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var answers = new Answer[body.Clients.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, answers.Length, parallel, async (place, cancellation) =>
            answers[place] = await MakeAsync(body.Clients[place], MailboxId.From(mailboxId), by, cancellation));
        return TypedResults.Ok(new Response(answers));
    }

    private async Task<Answer> MakeAsync(
        NewClient asked, MailboxId mailboxId, SignedIn by, CancellationToken cancellationToken)
    {
        if (await throttle.TakeAsync(cancellationToken, LimitOf(by)) is not null)
        {
            return new Answer(asked.ClientId, null, new TooManyRequests(default).Code);
        }

        var email = EmailAddress.Parse(asked.Email)!;
        var client = new Client
        {
            ClientId = AccountId.From(asked.ClientId), Kind = asked.Kind, Name = TypedText.Line(asked.Name),
            Phone = asked.Phone is { } phone ? PhoneNumber.Parse(phone) : null, MadeBy = by.AccountId,
            MadeAt = time.GetUtcNow(), MailboxIds = [mailboxId],
        };
        var wanted = new WantedClient(client, email, asked.Language, null, async clientId =>
        {
            await list.PutAsync(mailboxId, client, clientId, email, cancellationToken);
            return null;
        });
        var made = await maker.MakeAsync(wanted, cancellationToken);
        if (made.IsRefused(out var problem, out var found))
        {
            return new Answer(asked.ClientId, null, problem.Code);
        }

        if (found.Value.Name != client.Name || found.Value.Phone != client.Phone)
        {
            // It was one already, under another name.
            await list.PutAsync(mailboxId, found.Value, found.Value.ClientId, email, cancellationToken);
        }

        return new Answer(asked.ClientId, ShownClient.Of(found), null);
    }

    /// <summary>How many clients one colleague makes or invites again in a day.</summary>
    internal static Limit LimitOf(SignedIn by) =>
        new("clients-made", by.AccountId, SecurityNumbers.ClientsMadePerDay, TimeSpan.FromDays(1));
}
