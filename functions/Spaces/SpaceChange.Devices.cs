using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Spaces;

/// <content>Browsers of participants that are remembered.</content>
public sealed partial class SpaceChange
{
    /// <summary>Remembers a browser until its time is over.</summary>
    public void Remember(ReaderDevice device)
    {
        Expire(device.EndsAt, ExpiringDevice.Kind, RowOf(device));
        Rows.Insert(SpaceStore.DeviceRow(device.ParticipantId, device.DeviceId), device);
    }

    /// <summary>Ends a remembered browser; what it let in is ended by whoever made this change, or the purge.</summary>
    public void End(Stored<ReaderDevice> device)
    {
        Expire(now, ExpiringDevice.Kind, RowOf(device.Value));
        Rows.Replace(device, device.Value with { IsEnded = true });
    }

    /// <summary>A remembered browser gives way to another; what it let in is worth nothing without it.</summary>
    public void Forget(Stored<ReaderDevice> device) => Rows.Delete(device.RowKey, device.ETag);

    private static string RowOf(ReaderDevice device) => $"{device.ParticipantId.Number}~{device.DeviceId}";
}
