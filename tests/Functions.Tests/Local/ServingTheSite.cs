using System.Net;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Local;

public sealed class ServingTheSite(SharedWorld world)
{
    private const string Config = "/staticwebapp.config.json";

    [Fact]
    public async Task Pages_may_fetch_from_storage_and_from_nowhere_else()
    {
        var answer = await GetAsync("/js/api/call.js");

        answer.Expect(200);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain($"connect-src 'self' {world.Cloud.Azurite.BlobEndpoint.GetLeftPart(UriPartial.Authority)}");
    }

    [Fact]
    public async Task A_file_that_did_not_change_is_not_sent_again()
    {
        var first = (await GetAsync("/js/api/call.js")).Expect(200);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/js/api/call.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await world.NewBrowser().SendAsync(again);

        second.Expect(304).Text.ShouldBeEmpty();
        second.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
    }

    [Theory]
    [InlineData(Config)]
    [InlineData("/no-such-page")]
    [InlineData("/%2e%2e/local/Program.cs")]
    [InlineData("/..%2flocal/Program.cs")]
    public async Task What_is_no_page_is_not_found(string path) => (await GetAsync(path)).Expect(404);

    [Fact]
    public async Task A_folder_is_found_without_its_slash()
    {
        var answer = await GetAsync("/start");

        answer.Expect(301).Headers.Location!.OriginalString.ShouldBe("/start/");
    }

    [Fact]
    public async Task A_page_takes_no_post() =>
        (await world.NewBrowser().PostAsync("/start/")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task No_answer_names_its_server()
    {
        (await GetAsync("/js/api/call.js")).Headers.Server.ShouldBeEmpty();
        (await GetAsync("/api/health")).Expect(200).Headers.Server.ShouldBeEmpty();
    }

    private Task<ApiAnswer> GetAsync(string path) => world.NewBrowser().GetAsync(path);
}
