using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Http;

/// <summary>What every answer of the API says to those who keep copies, and what nobody gets to see.</summary>
public sealed class WhatAnswersTell(SharedWorld world)
{
    [Theory]
    [InlineData("/api/organisation", 200)]
    [InlineData("/api/health?ready", 200)]
    [InlineData("/api/session", 401)]
    [InlineData("/api/starters/no-such-starter", 404)]
    public async Task Nobody_keeps_a_copy(string path, int status)
    {
        var answer = (await world.NewBrowser().GetAsync(path)).Expect(status);

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/swagger")]
    [InlineData("/api/swagger.json")]
    [InlineData("/admin/host/status")]
    [InlineData("/api/admin/host/status")]
    [InlineData("/.auth/me")]
    [InlineData("/.git/config")]
    public async Task There_is_no_page_for_developers(string path) => (await world.NewBrowser().GetAsync(path)).Expect(404);

    [Theory]
    [InlineData("/")]
    [InlineData("/api/health")]
    public async Task A_request_is_not_sent_back(string path)
    {
        using var trace = new HttpRequestMessage(HttpMethod.Trace, path);
        trace.Headers.Add("X-Mine", "echo-of-mine");

        var answer = await world.NewBrowser().SendAsync(trace);

        ((int)answer.Status).ShouldBeOneOf(404, 405);
        answer.Text.ShouldNotContain("echo-of-mine");
    }
}
