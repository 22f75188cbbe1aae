using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>
/// Staff agree another password with a recipient, of whom the one that was agreed is wrong or known to others: what it
/// opened ends and tries are counted from nothing. It is told by telephone, and mailed to nobody; the link stays.
/// </summary>
[Allow(Caller.Staff)]
public sealed class GivePassword(
    SpaceAccess access, SpaceStore spaces, AgreedPasswords passwords, TimeProvider time)
{
    /// <param name="Password">What was agreed. It is not stored.</param>
    public sealed record Request(string Password) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            var refusal = PasswordRule.RefuseAgreed(Password);
            checks.That(refusal is null, "password", refusal ?? "");
        }
    }

    [Function(nameof(GivePassword))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/people/{personId}/password")]
        HttpRequest request,
        string participantId,
        string personId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        string? hash = null;
        var refusal = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var found = await access.FindAsync<Conversation>(
                request, participantId, Rights.Write, SpaceQuery.Participants, cancellationToken);
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            var person = actor.Participants.SingleOrDefault(one => one.Value.ParticipantId == personId);
            if (!actor.IsMailbox || person is not { Value: { Method: Method.Password, Revoked: null } })
            {
                return (true, new ResourceNotFound());
            }

            // Only now: nobody else makes us work.
            hash ??= passwords.Hash(AgreedPasswords.Read(body.Password));
            var change = actor.Change(time.GetUtcNow());
            change.Replace(person, person.Value.RenewPassword(hash));
            change.Audit(actor.Did(ConversationEvents.PasswordGiven, change.Now, personId));
            return (await spaces.TrySaveAsync(change, cancellationToken), null);
        });
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }
}
