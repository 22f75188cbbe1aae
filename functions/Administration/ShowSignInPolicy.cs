namespace Zegel.Functions.Administration;

/// <summary>The rules for logging in, and the mailboxes for which somebody can be invited.</summary>
public sealed record SignInPolicyView(
    DateOnly? SecondFactorFrom, bool EmailAllowed, int RememberDays, ResetProof ResetProof,
    IReadOnlyList<NamedMailbox> Mailboxes)
{
    /// <summary>How a policy is seen.</summary>
    public static SignInPolicyView Of(SignInPolicy policy, IReadOnlyList<NamedMailbox> mailboxes) =>
        new(policy.SecondFactorFrom, policy.EmailAllowed, policy.RememberDays, policy.ResetProof, mailboxes);
}

/// <summary>The organisation's rules for logging in.</summary>
[Allow(Caller.ServiceDesk)]
public sealed class ShowSignInPolicy(SignInPolicyStore policies, MailboxStore mailboxes)
{
    [Function(nameof(ShowSignInPolicy))]
    public async Task<Ok<SignInPolicyView>> Run(
        [HttpTrigger(Anonymous, "get", Route = "sign-in-policy")] HttpRequest request,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(SignInPolicyView.Of(
            await policies.GetAsync(cancellationToken), await mailboxes.ListNamesAsync(cancellationToken)));
}
