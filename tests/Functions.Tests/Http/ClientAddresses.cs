using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using Zegel.Functions.Http;

namespace Zegel.Functions.Tests.Http;

/// <summary>For which network address a request is counted: what our own proxies wrote, at the right of the list.</summary>
public sealed class ClientAddresses
{
    [Theory]
    [InlineData("203.0.113.7", 1, "203.0.113.7")]
    [InlineData("10.0.0.1, 198.51.100.2,203.0.113.7", 1, "203.0.113.7")]
    [InlineData("10.0.0.1, 203.0.113.7, 192.0.2.1", 2, "203.0.113.7")]
    [InlineData("203.0.113.7:4711", 1, "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", 1, "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", 1, "20010db800010002")]
    [InlineData("[2001:db8:1:2:ffff::1]:443", 1, "20010db800010002")]
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
}
