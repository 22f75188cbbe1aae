namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>What a mailed link to a remembered browser leads to: which it is. Changes nothing.</summary>
[Allow(Caller.Anyone)]
public sealed class LookAtDevice(SpaceStore spaces, ReaderDevices devices, TimeProvider time)
{
    /// <param name="Device">Browser and system, as it said itself.</param>
    /// <param name="RememberedAt">Since when.</param>
    /// <param name="EndsAt">Until when, unless somebody ends it.</param>
    public sealed record Response(string Device, DateTimeOffset RememberedAt, DateTimeOffset EndsAt);

    [Function(nameof(LookAtDevice))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/devices/{deviceId}/look")]
        HttpRequest request,
        string participantId,
        string deviceId,
        CancellationToken cancellationToken)
    {
        var secret = (await request.ReadAsync<LinkRequest>(cancellationToken)).Secret;
        var isRight = devices.IsSecretOf(participantId, deviceId, secret);
        if (!isRight || !ParticipantId.TryFrom(participantId, out var id))
        {
            return new LinkUnknown().ToResult();
        }

        return await spaces.FindDeviceAsync(id, deviceId, cancellationToken) is { Value: { IsEnded: false } device }
            && time.GetUtcNow() < device.EndsAt
            ? TypedResults.Ok(new Response(device.Device, device.CreatedAt, device.EndsAt))
            : new DeviceForgotten().ToResult();
    }
}
