// Stands in for Otp.NET 1.4.1.
using System.Text;

namespace OtpNet;

/// <summary>Base32 (RFC 4648 section 6), upper or lower case, padding optional on the way in.</summary>
public static class Base32Encoding
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerCharacter = 5;

    public static byte[] ToBytes(string input)
    {
        if (string.IsNullOrEmpty(input))
        {
            throw new ArgumentNullException(nameof(input));
        }

        var text = input.TrimEnd('=');
        var bytes = new byte[text.Length * BitsPerCharacter / 8];
        var (buffer, bits, written) = (0, 0, 0);
        foreach (var character in text)
        {
            var value = Alphabet.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal);
            if (value < 0 || !char.IsAscii(character))
            {
                throw new ArgumentException("Character is not a Base32 character.", nameof(input));
            }

            buffer = ((buffer << BitsPerCharacter) | value) & 0xFFFF;
            bits += BitsPerCharacter;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[written++] = (byte)(buffer >> bits);
            }
        }

        return bytes;
    }

    public static string ToString(byte[] input)
    {
        if (input is null || input.Length == 0)
        {
            throw new ArgumentNullException(nameof(input));
        }

        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in input)
        {
            buffer = ((buffer << 8) | value) & 0xFFFF;
            bits += 8;
            while (bits >= BitsPerCharacter)
            {
                bits -= BitsPerCharacter;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }
        }

        if (bits > 0)
        {
            text.Append(Alphabet[(buffer << (BitsPerCharacter - bits)) & 31]);
        }

        return text.Append('=', (8 - (text.Length % 8)) % 8).ToString();
    }
}
