namespace Zegel.Functions.Sealing;

/// <summary>
/// What a wrapped key is for. It is wrapped together with the key, so that a wrapped key that somebody puts in another
/// place is no key there:
/// <code>
/// what is wrapped = key (32) ‖ SHA-256("zegel/key/1" ‖ 00 ‖ kind ‖ 00 ‖ id) (32)
/// </code>
/// </summary>
/// <remarks>
/// Says for which space a key was wrapped, not by whom: everybody may wrap under a public half. Does not protect
/// against who can change rows and puts a key of their own in the place of a space's.
/// </remarks>
public sealed record KeyContext
{
    /// <summary>A key without its context.</summary>
    public const int KeySize = 256 / 8;

    private const string Version = "zegel/key/1";
    private const string MailboxKind = "mailbox";
    private const string RootSecretKind = "root-secret";
    private const string ShelfKind = "shelf";

    private KeyContext(string kind, string id) => (Kind, Id) = (kind, id);

    /// <summary>The secret of which codes and links are made.</summary>
    public static KeyContext RootSecret { get; } = new(RootSecretKind, "");

    /// <summary>
    /// <c>mailbox</c>, <c>shelf</c>, <c>root-secret</c>, or the name of a kind of space, such as <c>conversation</c>.
    /// </summary>
    public string Kind { get; }

    /// <summary>The space's id; empty for the one root secret.</summary>
    public string Id { get; }

    /// <summary>
    /// Whether it is the seal key of a space: browsers make them, and wrap them under the sealing key.
    /// </summary>
    public bool IsSpace => Kind is not (MailboxKind or RootSecretKind or ShelfKind);

    /// <summary>The seal key of a mailbox.</summary>
    public static KeyContext Mailbox(string mailboxId) => new(MailboxKind, mailboxId);

    /// <summary>The key of an account's list of what is shared with it.</summary>
    public static KeyContext Shelf(string accountId) => new(ShelfKind, accountId);

    /// <summary>The seal key of a space, by the name of its kind; or any context, as it was noted.</summary>
    public static KeyContext Of(string kind, string id) => new(kind, id);

    /// <summary>What is wrapped.</summary>
    public byte[] Bind(byte[] key) => [.. key, .. Digest()];

    /// <summary>The key of what was unwrapped; null when it was wrapped for something else.</summary>
    public byte[]? Open(byte[] unwrapped) =>
        unwrapped.Length == KeySize + SHA256.HashSizeInBytes
        && CryptographicOperations.FixedTimeEquals(unwrapped.AsSpan(KeySize), Digest())
            ? unwrapped[..KeySize]
            : null;

    /// <inheritdoc/>
    public override string ToString() => Id.Length == 0 ? Kind : $"{Kind} {Id}";

    private byte[] Digest() => SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}\0{Kind}\0{Id}"));
}
