namespace Zegel.Functions.Accounts;

/// <summary>
/// Signing somebody out everywhere but in the browser that asks: because they want it, or because a way to log in was
/// taken away, so that nothing that it let in lives on (ASVS V7.4.3).
/// </summary>
public sealed class OtherSessions(StorageClients storage, RememberedDevices devices)
{
    /// <summary>
    /// The generation ends them all, with remembered devices and log-ins under way; this browser's session and device
    /// are taken along into the next one. False when the session itself has ended.
    /// </summary>
    public async Task<bool> EndAsync(HttpRequest request, AccountChange change, CancellationToken cancellationToken)
    {
        var (accountId, generation) = (change.Account.AccountId, change.Account.Head.Value.Generation);
        var session = await storage.Accounts.FindAsync<Session>(
            accountId, request.SignedIn().Session.RowKey, cancellationToken);
        // Ahead of the account: another request of it was saved in between, and this change will not be.
        if (session is null || session.Value.Generation < generation)
        {
            return false;
        }

        change.EndSessions();
        change.Rows.Replace(session, session.Value with { Generation = change.Head.Generation });
        if (RememberedCookie.Read(request.Cookies[Cookies.Remembered]) is { } own
            && own.AccountId == accountId
            && await devices.FindAsync(own, cancellationToken) is { } device
            && device.Value.Generation == generation)
        {
            change.Rows.Replace(device, device.Value with { Generation = change.Head.Generation });
        }

        return true;
    }
}
