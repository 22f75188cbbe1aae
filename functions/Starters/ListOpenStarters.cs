namespace Zegel.Functions.Starters;

/// <summary>The starters with which anybody can begin now, as the front page lists them.</summary>
[Allow(Caller.Anyone)]
public sealed class ListOpenStarters(StarterStore starters, MailboxNames names)
{
    public sealed record Response(IReadOnlyList<OpenStarter> Starters);

    /// <param name="StarterId">Which.</param>
    /// <param name="Mailbox">What the mailbox is called.</param>
    /// <param name="TextNl">What stands above its form, in Dutch: by it people tell two of one mailbox apart.</param>
    /// <param name="TextEn">The same in English.</param>
    public sealed record OpenStarter(string StarterId, string Mailbox, string TextNl, string TextEn);

    [Function(nameof(ListOpenStarters))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "starters")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var open = (await starters.ListAsync(cancellationToken)).Where(starter => !starter.IsPaused).ToList();
        var called = await names.GetAsync([.. open.Select(starter => starter.MailboxId)], cancellationToken);
        return TypedResults.Ok(new Response(
        [
            .. open.Select(starter => new OpenStarter(
                starter.StarterId, called[starter.MailboxId], starter.TextNl, starter.TextEn))
                .OrderBy(starter => starter.Mailbox, StringComparer.InvariantCultureIgnoreCase),
        ]));
    }
}
