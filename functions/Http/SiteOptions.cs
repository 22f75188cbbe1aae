using System.ComponentModel.DataAnnotations;

namespace Zegel.Functions.Http;

/// <summary>Where the site is, and what stands in front of the functions. Section <c>Zegel</c>.</summary>
public sealed class SiteOptions
{
    /// <summary>The site's origin: what links in mails begin with.</summary>
    [Required]
    public Uri SiteAddress { get; set; } = null!;

    /// <summary>Other origins of the same site, such as the platform's default address beside a custom one.</summary>
    public IList<Uri> OtherSiteAddresses { get; } = [];

    /// <summary>
    /// How many proxies of ours append to <c>X-Forwarded-For</c>: the caller's address is that many entries from the
    /// right. Anything further left was written by the caller.
    /// </summary>
    [Range(1, 10)]
    public int ProxyHops { get; set; } = 1;

    /// <summary>Whether <paramref name="origin"/>, an <c>Origin</c> header, is one of the site's.</summary>
    public bool IsOwnOrigin(string origin) =>
        OtherSiteAddresses.Prepend(SiteAddress).Any(address => address.GetLeftPart(UriPartial.Authority) == origin);
}
