// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Azure.Security.KeyVault.Keys.Cryptography;

/// <summary>
/// AES key wrap (RFC 3394): n blocks of 8 bytes become n + 1, the first of which carries a fixed value that unwrapping
/// checks. Deterministic, so only for keys, never for data that may repeat.
/// </summary>
internal static class AesKeyWrap
{
    private const int BlockLength = 8;
    private const int Rounds = 6;
    private const ulong InitialValue = 0xA6A6A6A6A6A6A6A6;

    public static byte[] Wrap(Aes aes, ReadOnlySpan<byte> key)
    {
        if (key.Length < 2 * BlockLength || key.Length % BlockLength != 0)
        {
            throw new ArgumentException("The key must be 16 bytes or more, in whole blocks of 8.", nameof(key));
        }

        var wrapped = new byte[BlockLength + key.Length];
        key.CopyTo(wrapped.AsSpan(BlockLength));
        var count = key.Length / BlockLength;
        var check = InitialValue;
        Span<byte> block = stackalloc byte[2 * BlockLength];
        for (var step = 1; step <= Rounds * count; step++)
        {
            var register = wrapped.AsSpan(BlockLength * (((step - 1) % count) + 1), BlockLength);
            BinaryPrimitives.WriteUInt64BigEndian(block, check);
            register.CopyTo(block[BlockLength..]);
            aes.EncryptEcb(block, block, PaddingMode.None);
            check = BinaryPrimitives.ReadUInt64BigEndian(block) ^ (ulong)step;
            block[BlockLength..].CopyTo(register);
        }

        BinaryPrimitives.WriteUInt64BigEndian(wrapped, check);
        return wrapped;
    }

    /// <exception cref="CryptographicException">Wrapped under another key, or changed.</exception>
    public static byte[] Unwrap(Aes aes, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < 3 * BlockLength || wrapped.Length % BlockLength != 0)
        {
            throw new CryptographicException("A wrapped key is 24 bytes or more, in whole blocks of 8.");
        }

        var key = wrapped[BlockLength..].ToArray();
        var count = key.Length / BlockLength;
        var check = BinaryPrimitives.ReadUInt64BigEndian(wrapped);
        Span<byte> block = stackalloc byte[2 * BlockLength];
        for (var step = Rounds * count; step >= 1; step--)
        {
            var register = key.AsSpan(BlockLength * ((step - 1) % count), BlockLength);
            BinaryPrimitives.WriteUInt64BigEndian(block, check ^ (ulong)step);
            register.CopyTo(block[BlockLength..]);
            aes.DecryptEcb(block, block, PaddingMode.None);
            check = BinaryPrimitives.ReadUInt64BigEndian(block);
            block[BlockLength..].CopyTo(register);
        }

        return check == InitialValue
            ? key
            : throw new CryptographicException("The key was not wrapped under this key.");
    }
}
