namespace Zegel.Functions.Sealing;

/// <summary>Makes the root secret once for a deployment, and unwraps it once for a process.</summary>
public sealed class RootSecretLoader(StorageClients storage, SealKeys sealKeys)
{
    /// <summary>Partition and row in which it stands, wrapped.</summary>
    public const string Place = "root-secret";

    /// <summary>The secret; inserted only once, so that two instances that start together take the same.</summary>
    public async Task<RootSecret> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await FindAsync(cancellationToken);
        if (stored is null)
        {
            var wrapped = await sealKeys.MakeAsync(KeyContext.RootSecret, cancellationToken);
            await storage.Organisation.TryInsertAsync(Place, Place, wrapped, cancellationToken);
            stored = await FindAsync(cancellationToken);
        }

        return new RootSecret(await sealKeys.UnwrapAsync(KeyContext.RootSecret, stored!.Value, cancellationToken)
            ?? throw new InvalidOperationException("What is stored as the root secret is not the root secret."));
    }

    private Task<Stored<WrappedSealKey>?> FindAsync(CancellationToken cancellationToken) =>
        storage.Organisation.FindAsync<WrappedSealKey>(Place, Place, cancellationToken);
}
