using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Unlocking;

/// <summary>Ends everything this browser unlocked, on the server.</summary>
[Allow(Caller.Anyone)]
public sealed class SignOutVisitor(ConversationStore conversations, Expiries expiries, TimeProvider time)
{
    [Function(nameof(SignOutVisitor))]
    public async Task<NoContent> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "visitor/sign-out")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        if (request.FindVisitor() is { } visitor)
        {
            await foreach (var participantId in expiries.NamedAsync(VisitorCookie.Hour(visitor), "grant", visitor.Hash, cancellationToken))
            {
                var changes = new Changes(Participant.ConversationOf(participantId));
                changes.Delete(ConversationStore.GrantRow(participantId, visitor.Hash), ETag.All);
                changes.Audit(new AuditRecord(AuditEvent.SignedOut, time.GetUtcNow(), participantId, participantId));
                // False: the grant was ended already.
                await conversations.TrySubmitAsync(changes, cancellationToken);
            }
        }

        request.HttpContext.Response.EndCookie(Cookies.Visitor);
        return TypedResults.NoContent();
    }
}
