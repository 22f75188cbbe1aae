namespace Zegel.Functions.Administration.Organising;

/// <summary>A mailbox in the service desk's list.</summary>
/// <param name="MailboxId">Which.</param>
/// <param name="Name">What people see.</param>
/// <param name="Kind">A group's, or somebody's own.</param>
public sealed record ListedMailbox(MailboxId MailboxId, string Name, MailboxKind Kind)
{
    /// <summary>How a mailbox is listed.</summary>
    public static ListedMailbox Of(OwnedMailbox mailbox) =>
        new(mailbox.MailboxId, mailbox.Name, mailbox.Person is null ? MailboxKind.Group : MailboxKind.Personal);
}

/// <summary>All mailboxes of the organisation, by name.</summary>
[Allow(Caller.ServiceDesk)]
public sealed class ListMailboxes(MailboxStore mailboxes)
{
    public sealed record Response(IReadOnlyList<ListedMailbox> Mailboxes);

    [Function(nameof(ListMailboxes))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "desk/mailboxes")] HttpRequest request,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(new Response(
            [.. (await mailboxes.ListOwnedAsync(cancellationToken)).Select(ListedMailbox.Of)]));
}
