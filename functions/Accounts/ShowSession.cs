using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;

namespace Zegel.Functions.Accounts;

/// <summary>Who is signed in, and which mailboxes they may use.</summary>
[Allow(Caller.Staff)]
public sealed class ShowSession
{
    public sealed record Response(
        string AccountId, string Name, string Email, string Language, DateTimeOffset ExpiresAt, IReadOnlyList<MailboxItem> Mailboxes)
    {
        internal static Response Of(Staff staff) => new(
            staff.AccountId,
            staff.Name,
            staff.Email,
            staff.Language,
            staff.ExpiresAt,
            [.. staff.Memberships.Select(membership => new MailboxItem(membership.MailboxId, membership.MailboxName))]);
    }

    public sealed record MailboxItem(string MailboxId, string Name);

    [Function(nameof(ShowSession))]
    public Ok<Response> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "session")] HttpRequest request) =>
        TypedResults.Ok(Response.Of(request.Staff()));
}
