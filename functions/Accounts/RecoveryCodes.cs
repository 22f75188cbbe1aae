namespace Zegel.Functions.Accounts;

/// <summary>Codes that complete a log-in once when the second factor is lost (N47); 120 random bits each.</summary>
/// <param name="Hashes">Keyed hashes of those that were not used.</param>
/// <param name="MadeAt">When they were made.</param>
/// <param name="Tried">Whether the owner typed one over, so that we know they were kept.</param>
public sealed record RecoveryCodes(IReadOnlyList<string> Hashes, DateTimeOffset MadeAt, bool Tried)
{
    /// <summary>New codes, as shown once (<c>XXXX-XXXX-XXXX-XXXX-XXXX-XXXX</c>), and what is stored of them.</summary>
    public static (IReadOnlyList<string> Shown, RecoveryCodes Stored) Make(RootSecret root, DateTimeOffset now)
    {
        var codes = Enumerable.Range(0, SecurityNumbers.RecoveryCodes)
            .Select(_ => RandomNumberGenerator.GetString(CodeForm.Alphabet, CodeForm.Recovery.Length)).ToList();
        return ([.. codes.Select(code => string.Join('-', code.Chunk(4).Select(part => new string(part))))],
            new RecoveryCodes([.. codes.Select(code => Hash(root, code))], now, Tried: false));
    }

    /// <summary>The hash of one of these codes, or null.</summary>
    /// <param name="root">The root secret.</param>
    /// <param name="code">As <see cref="CodeForm.Recovery"/> reads it.</param>
    public string? Find(RootSecret root, string code)
    {
        var hash = Hash(root, code);
        return Hashes.FirstOrDefault(stored => Tokens.AreEqual(stored, hash));
    }

    private static string Hash(RootSecret root, string code) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(root.Key(CodeForm.Recovery.Purpose), Encoding.UTF8.GetBytes(code)));
}
