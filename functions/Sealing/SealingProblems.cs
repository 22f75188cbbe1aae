namespace Zegel.Functions.Sealing;

/// <summary>What is stored as the key of a space is none, or another's: it is not handed out.</summary>
public sealed record SealKeyRefused() : Problem(409, "seal-key-refused", "The key of this space is not right.");

/// <summary>It was wrapped under a version that no longer counts: ask for the sealing key and wrap again.</summary>
public sealed record SealKeyOutdated()
    : Problem(409, "seal-key-outdated", "Wrap the seal key under the newest version.");
