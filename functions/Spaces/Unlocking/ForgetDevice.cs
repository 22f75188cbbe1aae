namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// Whoever was mailed that a browser is remembered ends that with a press, and with it everything that the browser was
/// let in to by it. To press again changes nothing.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class ForgetDevice(ReaderDevices devices)
{
    [Function(nameof(ForgetDevice))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/devices/{deviceId}/forget")]
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

        await devices.EndAsync(
            id, device => device.DeviceId == deviceId, SpaceEvents.ReaderForgotten, _ => null, cancellationToken);
        return TypedResults.NoContent();
    }
}
