namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// Browsers of recipients that are remembered: only where the organisation allows it, never with method none, and no
/// longer than method, number and link stay what they were.
/// </summary>
public sealed class ReaderDevices(
    SpaceStore spaces, RootSecret root, IOptions<CorrespondenceOptions> options, TimeProvider time)
{
    /// <summary>What the secret of a mailed link to a device is derived from.</summary>
    public static string LinkOf(string linkId) => "device~" + linkId;

    /// <summary>Whether a browser that this participant unlocks can be remembered.</summary>
    public bool CanRemember(Space space, Participant participant) =>
        options.Value.RememberRecipients && space.Kind.Notices.DeviceRemembered is not null
        && participant is { LogsIn: false, Method: Method.Sms or Method.Password };

    /// <summary>Whether it is the secret of the mailed link to this device.</summary>
    public bool IsSecretOf(string participantId, string deviceId, string secret) =>
        Tokens.AreEqual(secret, root.LinkSecret(LinkOf($"{participantId}-{deviceId}"), 0));

    /// <summary>Adds the browser to a change that lets it in, and tells the participant.</summary>
    /// <returns>What the browser is to keep.</returns>
    public async Task<ReaderCookie> RememberAsync(
        SpaceChange change, Space space, Participant person, Visitor visitor, HttpRequest request,
        CancellationToken cancellationToken)
    {
        var former = ReaderCookie.Of(request);
        var cookie = new ReaderCookie(person.ParticipantId, Tokens.NewId(), Tokens.New());
        var device = new ReaderDevice
        {
            DeviceId = cookie.DeviceId, ParticipantId = person.ParticipantId, CreatedAt = change.Now,
            TokenHash = Tokens.Hash(cookie.Token), RotatedAt = change.Now, Method = person.Method,
            Phone = person.Phone, LinkVersion = person.LinkVersion, PasswordVersion = person.PasswordVersion,
            Device = Device.Describe(request.Headers.UserAgent),
        };
        var others = (await spaces.DevicesAsync(person.ParticipantId, cancellationToken))
            .OrderByDescending(other => other.Value.CreatedAt).ToList();
        var own = others.Find(other =>
            other.Value.DeviceId == former?.DeviceId && other.Value.Knows(former.Token, change.Now));
        foreach (var given in others.Where(other => other != own).Skip(SecurityNumbers.RememberedReaders - 1)
            .Concat(own is null ? [] : [own]))
        {
            change.Forget(given);
        }

        change.Remember(device.Open(person.ParticipantId, visitor, change.Now));
        change.Announce(Notices.OfDevice(person, space.Kind.Notices.DeviceRemembered!, space, device));
        change.Audit(SpaceEvents.ReaderRemembered, person.ParticipantId, about: device.DeviceId);
        return cookie;
    }

    /// <summary>
    /// Ends devices of a participant with everything that they let in; cut off, the purge goes on with it. Does nothing
    /// where there is none.
    /// </summary>
    /// <param name="id">Whose.</param>
    /// <param name="which">Which of them.</param>
    /// <param name="what">What is written down of each.</param>
    /// <param name="noticeOf">What the participant is told, of a kind of space; null: nothing.</param>
    public async Task EndAsync(
        ParticipantId id, Func<ReaderDevice, bool> which, AuditEvent what, Func<SpaceNotices, Notice?> noticeOf,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await Conflicts.RetryAsync<bool>(async () =>
        {
            var read = await spaces.ReadAsync(id.Space, new SpaceQuery { Only = id }, cancellationToken);
            var devices = (await spaces.DevicesAsync(id, cancellationToken))
                .Where(device => !device.Value.IsEnded && which(device.Value)).ToList();
            if (read is not { Participants: [var person] } || devices.Count == 0)
            {
                return (true, false);
            }

            var change = new SpaceChange(id.Space, now);
            foreach (var device in devices)
            {
                change.End(device);
                change.Audit(what, id, about: device.Value.DeviceId);
            }

            if (noticeOf(read.Space.Value.Kind.Notices) is { } notice)
            {
                change.Announce(Notices.To(person.Value, notice, read.Space.Value));
            }

            return (await spaces.TrySaveAsync(change, cancellationToken), true);
        });
        foreach (var device in await spaces.DevicesAsync(id, cancellationToken))
        {
            if (device.Value.IsEnded)
            {
                await FinishAsync(device.Value, cancellationToken);
            }
        }
    }

    /// <summary>Ends what a device let in, and then the device; safe to repeat.</summary>
    public async Task FinishAsync(ReaderDevice device, CancellationToken cancellationToken)
    {
        foreach (var opened in device.Opened)
        {
            await spaces.EndGrantAsync(opened.ParticipantId, opened.Browser, cancellationToken);
        }

        await spaces.ForgetDeviceAsync(device, cancellationToken);
    }
}

/// <summary>A remembered browser: the partition is the space, the row its participant and it.</summary>
internal sealed class ExpiringDevice(SpaceStore spaces, ReaderDevices devices, TimeProvider time) : IExpiring
{
    public const string Kind = "device";

    string IExpiring.Kind => Kind;

    public async Task EndAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var id = ParticipantId.From(partition + row.Split('~')[0]);
        if (await spaces.FindDeviceAsync(id, row.Split('~')[1], cancellationToken) is { Value: var device }
            && (device.IsEnded || device.EndsAt <= time.GetUtcNow()))
        {
            await devices.FinishAsync(device, cancellationToken);
        }
    }
}
