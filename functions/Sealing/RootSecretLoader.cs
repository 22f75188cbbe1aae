using Azure.Security.KeyVault.Keys.Cryptography;
using System.Security.Cryptography;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Sealing;

/// <summary>Makes the root secret once for a deployment, and unwraps it once for a process.</summary>
public sealed class RootSecretLoader(StorageClients storage, SealingKey sealingKey)
{
    private const string Partition = "root-secret";

    private sealed record WrappedSecret(string KeyId, byte[] Wrapped);

    /// <summary>The secret; inserted only once, so that two instances that start together take the same.</summary>
    public async Task<RootSecret> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await storage.Organisation.FindAsync<WrappedSecret>(Partition, Partition, cancellationToken);
        if (stored is null)
        {
            var wrapped = await sealingKey.Client.WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, RandomNumberGenerator.GetBytes(256 / 8), cancellationToken);
            await storage.Organisation.TryInsertAsync(Partition, Partition, new WrappedSecret(wrapped.KeyId!, wrapped.EncryptedKey), cancellationToken);
            stored = await storage.Organisation.FindAsync<WrappedSecret>(Partition, Partition, cancellationToken);
        }

        // Under the version that wrapped it: the newest one may be another after a rotation.
        return new RootSecret(await sealingKey.UnwrapAsync(SealingKey.VersionOf(stored!.Value.KeyId), stored.Value.Wrapped, cancellationToken));
    }
}
