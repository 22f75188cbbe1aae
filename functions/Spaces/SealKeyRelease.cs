namespace Zegel.Functions.Spaces;

/// <summary>
/// Hands out a space's seal key, in one order for every kind and every reader: who may have it was checked, the vault
/// unwraps, it is written down, and only then it leaves (decision 008).
/// </summary>
public sealed class SealKeyRelease(SpaceStore spaces, SealKeys sealKeys)
{
    /// <summary>The key, after what tells of its release was stored.</summary>
    /// <param name="space">A space that is started.</param>
    /// <param name="tell">Writes the release down, with what else changes with it; is given the key.</param>
    /// <param name="tellRefused">Writes down that what stands there is no key of this space.</param>
    /// <returns>
    /// The key; <see cref="SealKeyRefused"/> when there is none; <see cref="ChangedMeanwhile"/> when the space was
    /// changed since it was read.
    /// </returns>
    public async Task<Outcome<byte[]>> ReleaseAsync(
        Space space, Func<byte[], Task<SpaceChange>> tell, Func<Task<SpaceChange>> tellRefused,
        CancellationToken cancellationToken)
    {
        var sealKey = space.IsUnreadable
            ? null
            : await sealKeys.UnwrapAsync(space.KeyContext, space.SealKey!, cancellationToken);

        // Whoever put a foreign key there may want to have it unwrapped: then nothing is handed out or counts as read.
        var change = sealKey is null ? await tellRefused() : await tell(sealKey);
        return !await spaces.TrySaveAsync(change, cancellationToken) ? new ChangedMeanwhile()
            : sealKey is null ? new SealKeyRefused()
            : sealKey;
    }
}
