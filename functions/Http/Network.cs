using System.Net;

namespace Zegel.Functions.Http;

/// <summary>The network an address belongs to: who has one address of it often has them all.</summary>
public static class Network
{
    /// <summary>The network as text, such as <c>203.0.113.0/24</c>; of IPv4 in IPv6 form that of IPv4.</summary>
    /// <param name="address">The address.</param>
    /// <param name="bitsOfIPv4">How long the network's part of an IPv4 address is, 0 to 32.</param>
    /// <param name="bitsOfIPv6">The same of an IPv6 address, 0 to 128.</param>
    public static string Of(IPAddress address, int bitsOfIPv4, int bitsOfIPv6)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        var bits = bytes.Length == 4 ? bitsOfIPv4 : bitsOfIPv6;
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] &= (byte)(0xff00 >> Math.Clamp(bits - (8 * i), 0, 8));
        }

        return $"{new IPAddress(bytes)}/{bits}";
    }
}
