using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Spaces;

/// <content>Browsers of participants that are remembered: <c>device~nn~&lt;id&gt;</c>.</content>
public sealed partial class SpaceStore
{
    private const string DevicePrefix = "device";

    /// <summary>A remembered browser, or null.</summary>
    public Task<Stored<ReaderDevice>?> FindDeviceAsync(
        ParticipantId id, string deviceId, CancellationToken cancellationToken) =>
        storage.Conversations.FindAsync<ReaderDevice>(id.Space, DeviceRow(id, deviceId), cancellationToken);

    /// <summary>All remembered browsers of a participant.</summary>
    public async Task<IReadOnlyList<Stored<ReaderDevice>>> DevicesAsync(
        ParticipantId id, CancellationToken cancellationToken) =>
        (await storage.Conversations.ReadAllAsync(
            Row.In(id.Space, Row.Prefix($"{DevicePrefix}~{id.Number}")), cancellationToken))
        .ConvertAll(Row.Read<ReaderDevice>);

    /// <summary>Takes the row of a remembered browser away.</summary>
    public Task ForgetDeviceAsync(ReaderDevice device, CancellationToken cancellationToken) =>
        storage.Conversations.DeleteEntityAsync(
            device.ParticipantId.Space, DeviceRow(device.ParticipantId, device.DeviceId), ETag.All, cancellationToken);

    internal static string DeviceRow(ParticipantId id, string deviceId) => $"{DevicePrefix}~{id.Number}~{deviceId}";
}
