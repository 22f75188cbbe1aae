using System.Net;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using Zegel.Functions.Http;

namespace Zegel.Functions.Tests.Http;

/// <summary>For which network address a request is counted: what our own proxies wrote, at the right of the list.</summary>
public sealed class ClientAddresses
{
    [Theory]
    [InlineData("203.0.113.7", 1, "203.0.113.7/32")]
    [InlineData("10.0.0.1, 198.51.100.2,203.0.113.7", 1, "203.0.113.7/32")]
    [InlineData("10.0.0.1, 203.0.113.7, 192.0.2.1", 2, "203.0.113.7/32")]
    [InlineData("203.0.113.7:4711", 1, "203.0.113.7/32")]
    [InlineData("::ffff:203.0.113.7", 1, "203.0.113.7/32")]
    [InlineData("2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64")]
    [InlineData("[2001:db8:1:2:ffff::1]:443", 1, "2001:db8:1:2::/64")]
    [InlineData("203.0.113.7", 2, "unknown")]
    [InlineData("203.0.113.7, elsewhere", 1, "unknown")]
    [InlineData("203.0.113.7,", 1, "unknown")]
    [InlineData("", 1, "unknown")]
    public void The_nth_entry_from_the_right_counts(string list, int hops, string address)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["X-Forwarded-For"] = list;

        ClientAddress.Of(http.Request, hops).ShouldBe(address);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.0/24")]
    [InlineData("203.0.113.250:4711", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    [InlineData("2001:db8:1:ffff::1", "2001:db8:1::/48")]
    [InlineData("elsewhere", "unknown")]
    public void The_network_around_it_is_a_24_or_a_48(string list, string network)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["X-Forwarded-For"] = list;

        ClientAddress.NetworkOf(http.Request, 1).ShouldBe(network);
    }

    [Theory]
    [InlineData("255.255.255.255", 0, 128, "0.0.0.0/0")]
    [InlineData("255.255.255.255", 32, 128, "255.255.255.255/32")]
    [InlineData("255.255.255.255", 20, 128, "255.255.240.0/20")]
    [InlineData("ffff:ffff:ffff:ffff::1", 0, 49, "ffff:ffff:ffff:8000::/49")]
    [InlineData("ffff::1", 0, 128, "ffff::1/128")]
    public void A_network_is_the_address_with_the_rest_cleared(string address, int four, int six, string network) =>
        Network.Of(IPAddress.Parse(address), four, six).ShouldBe(network);
}
