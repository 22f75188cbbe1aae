namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// A remembered browser is let in without a code: to what it was remembered for, and to what the same code would open.
/// A token that was used before is a copy: then nothing of this participant is remembered any more, and they are told.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class ResumeReader(SpaceStore spaces, Links links, ReaderDevices devices, TimeProvider time)
{
    public sealed record Response(bool Unlocked);

    [Function(nameof(ResumeReader))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/resume")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var secret = (await request.ReadAsync<LinkRequest>(cancellationToken)).Secret;
        if (await links.FindAsync(request, participantId, secret, cancellationToken) is not { } link)
        {
            return new LinkUnknown().ToResult();
        }

        var (now, person) = (time.GetUtcNow(), link.Participant.Value);
        if (ReaderCookie.Of(request) is not { } cookie || !person.CanUnlock(now)
            || !devices.CanRemember(link.Space.Value, person))
        {
            return TypedResults.Ok(new Response(false));
        }

        var visitor = VisitorCookie.ReadOrSet(request, now);
        var used = await Conflicts.RetryAsync(() => UseAsync(cookie, link, visitor, now, cancellationToken));
        var response = request.HttpContext.Response;
        if (used is not { } device)
        {
            response.DeleteCookie(Cookies.Reader);
            return TypedResults.Ok(new Response(false));
        }

        if (device.Next is { } next)
        {
            response.SetCookie(Cookies.Reader, next.ToString(), device.EndsAt);
        }

        var isIn = device.IsIn
            && (cookie.ParticipantId == person.ParticipantId || await Conflicts.RetryAsync<Link?, bool>(
                link,
                () => links.FindAsync(request, participantId, secret, cancellationToken),
                fresh => GrantAsync(fresh, device.Holder, cookie.Device, visitor, now, cancellationToken))
            && await StandsAsync(cookie, person.ParticipantId, visitor, cancellationToken));
        return TypedResults.Ok(new Response(isIn));
    }

    /// <summary>A browser that was let in, or only has another one's device.</summary>
    private sealed record Used(Participant Holder, bool IsIn, ReaderCookie? Next, DateTimeOffset EndsAt);

    /// <summary>Uses the device, and lets in whom it was remembered for; null when it is of no use any more.</summary>
    private async Task<(bool Done, Used? Used)> UseAsync(
        ReaderCookie cookie, Link link, Visitor visitor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, target) = (cookie.ParticipantId, link.Participant.Value);
        var read = await spaces.ReadAsync(id.Space, new SpaceQuery { Only = id }, cancellationToken);
        var device = await spaces.FindDeviceAsync(id, cookie.DeviceId, cancellationToken);
        if (read is not { Participants: [var holder] } || device is null
            || read.Space.Value.HasEnded(now) || !device.Value.IsAlive(holder.Value, now))
        {
            return (true, null);
        }

        if (!device.Value.Knows(cookie.Token, now))
        {
            await devices.EndAsync(
                id, _ => true, SpaceEvents.ReaderCopied, notices => notices.DeviceCopied, cancellationToken);
            return (true, null);
        }

        if (!holder.Value.CanUnlock(now) || (id != target.ParticipantId && !holder.Value.ProvesAlso(target)))
        {
            return (true, new Used(holder.Value, false, null, device.Value.EndsAt));
        }

        var next = cookie with { Token = Tokens.New() };
        var rotated = device.Value.Rotate(cookie.Token, next.Token, now);
        var change = new SpaceChange(id.Space, now);
        change.Guard(holder);
        change.Replace(device, rotated.Open(target.ParticipantId, visitor, now));
        if (id == target.ParticipantId)
        {
            change.Grant(holder.Value, visitor, cookie.Device);
            change.Audit(
                SpaceEvents.UnlockedByDevice, id, about: cookie.DeviceId, method: SpaceAccess.NameOf(target.Method));
        }

        var isRotated = rotated.TokenHash != device.Value.TokenHash;
        return (
            await spaces.TrySaveAsync(change, cancellationToken),
            new Used(holder.Value, true, isRotated ? next : null, device.Value.EndsAt));
    }

    /// <summary>Lets in to what the same code would open; false when it would not any more.</summary>
    private async Task<(bool Done, bool IsGranted)> GrantAsync(
        Link? link, Participant holder, DeviceName device, Visitor visitor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (link is not { Participant: var stored } || !stored.Value.CanUnlock(now)
            || !holder.ProvesAlso(stored.Value))
        {
            return (true, false);
        }

        var change = new SpaceChange(link.Space.Value.Id, now);
        change.Guard(stored);
        change.Grant(stored.Value, visitor, device);
        change.Audit(
            SpaceEvents.UnlockedByDevice, stored.Value.ParticipantId, about: holder.ParticipantId,
            method: SpaceAccess.NameOf(stored.Value.Method));
        return (await spaces.TrySaveAsync(change, cancellationToken), true);
    }

    /// <summary>The device may have been ended while it let in: then nobody is.</summary>
    private async Task<bool> StandsAsync(
        ReaderCookie cookie, ParticipantId id, Visitor visitor, CancellationToken cancellationToken)
    {
        if (await spaces.FindDeviceAsync(cookie.ParticipantId, cookie.DeviceId, cancellationToken)
            is { Value.IsEnded: false })
        {
            return true;
        }

        await spaces.EndGrantAsync(id, visitor.Hash, cancellationToken);
        return false;
    }
}
