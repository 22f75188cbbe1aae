using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Local.Hosting;

/// <summary>What the host's front does with requests before a function sees them.</summary>
public sealed class TakingRequests(SharedWorld world)
{
    [Theory]
    [InlineData("POST", "/api/health")]
    [InlineData("HEAD", "/api/health")]
    [InlineData("GET", "/api/login")]
    [InlineData("GET", "/api/nothing")]
    [InlineData("GET", "/health")]
    public async Task A_path_with_another_method_is_as_unknown_as_any(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(world.Cloud.FunctionsAddress!, path));
        using var http = new HttpClient();

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Nobody_names_the_run_of_a_function_from_outside()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/health");
        request.Headers.Add("x-ms-invocation-id", "somebody-else's");

        (await world.NewBrowser().SendAsync(request)).Expect(200);
    }
}
