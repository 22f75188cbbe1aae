using System.ComponentModel.DataAnnotations;

namespace Zegel.Functions.Http;

/// <summary>
/// Limits per network address, and per session. They are settings, since an organisation behind one address needs
/// others. Section <c>Zegel:Limits</c>. Every other number stands in <c>SecurityNumbers</c>.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>
    /// Requests a minute from one address to one instance, of whoever is not signed in; at most half of them at once.
    /// </summary>
    [Range(6, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 120;

    /// <summary>The same of one session of an account, whatever its address.</summary>
    [Range(6, 1_000_000)]
    public int RequestsPerSessionPerMinute { get; set; } = 240;

    /// <summary>Conversations started an hour from one address.</summary>
    [Range(1, 1_000_000)]
    public int StartsPerAddressPerHour { get; set; } = 5;

    /// <summary>
    /// Conversations an hour with one starter whose address was confirmed; and as many again that were not. More is
    /// told to its organisation, and refused to nobody.
    /// </summary>
    [Range(1, 1_000_000)]
    public int StartsPerStarterPerHour { get; set; } = 30;

    /// <summary>How many times the limit of one address a whole network (IPv4 /24, IPv6 /48) gets.</summary>
    [Range(1, 256)]
    public int AddressesPerNetwork { get; set; } = 4;

    /// <summary>Wrong codes an hour from one address.</summary>
    [Range(1, 1_000_000)]
    public int WrongCodesPerAddressPerHour { get; set; } = 60;

    /// <summary>
    /// Log-ins an hour from one network (IPv4 /24, IPv6 /64; a /48 sixteen times as many) on devices that are not
    /// known, over all addresses: against trying one password with many of them.
    /// </summary>
    [Range(1, 1_000_000)]
    public int LogInsPerNetworkPerHour { get; set; } = 300;

    /// <summary>SMS messages a day asked for from one address.</summary>
    [Range(1, 1_000_000)]
    public int SmsPerAddressPerDay { get; set; } = 20;
}
