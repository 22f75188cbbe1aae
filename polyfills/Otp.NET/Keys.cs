// Stands in for Otp.NET 1.4.1.
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OtpNet;

/// <summary>A secret that never shows itself, only HMACs made with it.</summary>
public interface IKeyProvider
{
    byte[] ComputeHmac(OtpHashMode mode, byte[] data);
}

/// <summary>A secret held in memory.</summary>
public class InMemoryKey : IKeyProvider
{
    private readonly byte[] secret;

    public InMemoryKey(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length == 0)
        {
            throw new ArgumentException("The key must not be empty", nameof(key));
        }

        secret = [.. key];
    }

#pragma warning disable CA5350 // RFC 6238: authenticator apps take HMAC-SHA-1.
    public byte[] ComputeHmac(OtpHashMode mode, byte[] data) => mode switch
    {
        OtpHashMode.Sha256 => HMACSHA256.HashData(secret, data),
        OtpHashMode.Sha512 => HMACSHA512.HashData(secret, data),
        _ => HMACSHA1.HashData(secret, data),
    };
#pragma warning restore CA5350
}

/// <summary>New secrets, as long as the hash they are for (RFC 4226 section 4, R6).</summary>
public static class KeyGeneration
{
    public static byte[] GenerateRandomKey(int length) => RandomNumberGenerator.GetBytes(length);

    public static byte[] GenerateRandomKey(OtpHashMode mode = OtpHashMode.Sha1) => GenerateRandomKey(mode switch
    {
        OtpHashMode.Sha256 => 256 / 8,
        OtpHashMode.Sha512 => 512 / 8,
        _ => 160 / 8,
    });

    public static byte[] DeriveKeyFromMaster(
        IKeyProvider masterKey, byte[] publicIdentifier, OtpHashMode mode = OtpHashMode.Sha1)
    {
        ArgumentNullException.ThrowIfNull(masterKey);
        return masterKey.ComputeHmac(mode, publicIdentifier);
    }

    public static byte[] DeriveKeyFromMaster(
        IKeyProvider masterKey, int serialNumber, OtpHashMode mode = OtpHashMode.Sha1)
    {
        var identifier = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(identifier, serialNumber);
        return DeriveKeyFromMaster(masterKey, identifier, mode);
    }
}
