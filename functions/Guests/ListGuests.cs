namespace Zegel.Functions.Guests;

/// <summary>
/// Guests, a part at a time: one's own, those that wait for a yes, and for the service desk all, and those whose
/// sponsor was shut out and who must be handed over.
/// </summary>
[Allow(Caller.Staff, Caller.ServiceDesk)]
public sealed class ListGuests(GuestPointers pointers, ShownGuests shown)
{
    private const int PageSize = 50;

    /// <param name="Guests">May be empty while there is a next part.</param>
    /// <param name="Next">The cursor of the next part; null at the end.</param>
    public sealed record Response(IReadOnlyList<ShownGuest> Guests, string? Next);

    [Function(nameof(ListGuests))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "guests")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var by = request.SignedIn();
        var cursor = request.Query["cursor"].ToString() is { Length: > 0 } given ? given : null;
        if (cursor is not null
            && !(cursor.Split('~') is [var sponsor, var guest] && Ids.IsId(sponsor) && Ids.IsId(guest)))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        return request.Query["which"].ToString() switch
        {
            "" or "own" => TypedResults.Ok(await PageAsync(by.AccountId, cursor, by, cancellationToken)),
            "asked" => TypedResults.Ok(new Response(
                await shown.ShowAsync(
                    await pointers.AskedAsync(cancellationToken), by, one => one.State == GuestState.Asked,
                    cancellationToken),
                null)),
            "hand-over" when by.Is(Role.ServiceDesk) => TypedResults.Ok(new Response(
                await LeftAsync(by, cancellationToken), null)),
            "all" when by.Is(Role.ServiceDesk) => TypedResults.Ok(await PageAsync(null, cursor, by, cancellationToken)),
            _ => new BadInput("which", "which-unknown").ToResult(),
        };
    }

    private async Task<Response> PageAsync(
        AccountId? sponsorId, string? cursor, SignedIn by, CancellationToken cancellationToken)
    {
        var (found, next) = await pointers.PageAsync(sponsorId, cursor, PageSize, cancellationToken);
        var sponsors = found.ToDictionary(one => one.GuestId, one => one.SponsorId);
        return new Response(
            await shown.ShowAsync(
                [.. sponsors.Keys], by, guest => guest.SponsorId == sponsors[guest.GuestId], cancellationToken),
            next);
    }

    private async Task<IReadOnlyList<ShownGuest>> LeftAsync(SignedIn by, CancellationToken cancellationToken)
    {
        var left = new List<ShownGuest>();
        foreach (var sponsorId in await pointers.LeftAsync(cancellationToken))
        {
            var (found, _) = await pointers.PageAsync(
                sponsorId, null, SecurityNumbers.GuestsAtOnce, cancellationToken);
            var guests = await shown.ShowAsync(
                [.. found.Select(one => one.GuestId)], by, guest => guest.SponsorId == sponsorId, cancellationToken);
            left.AddRange(guests.Where(guest => !guest.Sponsor.IsActive));
        }

        return left;
    }
}
