using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Rules;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Infra;

/// <summary>The site that azd deploys is the one that runs here, with another address for sealed content.</summary>
public sealed partial class SiteAsDeployed(SharedWorld world) : IDisposable
{
    private const string Blobs = "https://stexample.blob.core.windows.net";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zegel-site");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Its_headers_are_the_same_here_and_there()
    {
        var config = await PreparedAsync();
        var answer = (await world.NewBrowser().GetAsync("/")).Expect(200);
        var here = world.Cloud.Azurite.BlobEndpoint.GetLeftPart(UriPartial.Authority);

        var headers = config["globalHeaders"]!.AsObject();
        headers.Count.ShouldBeGreaterThan(10);
        foreach (var (name, value) in headers)
        {
            var there = value!.GetValue<string>();
            there.ShouldNotContain("__", Case.Sensitive, name);
            answer.Headers.GetValues(name).Single().ShouldBe(there.Replace(Blobs, here, StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public async Task It_fetches_from_itself_and_from_the_content_account_alone()
    {
        var policy = (await PreparedAsync())["globalHeaders"]!["Content-Security-Policy"]!.GetValue<string>();

        Address().Matches(policy).Select(match => match.Value).ShouldBe([Blobs]);
        policy.ShouldContain($"connect-src 'self' {Blobs};");
    }

    [Fact]
    public async Task It_lets_through_the_methods_that_functions_have_and_no_log_in_of_the_platform()
    {
        var routes = (await PreparedAsync())["routes"]!.AsArray();
        var used = Sources.HttpFunctions.SelectMany(function => function.Trigger.Methods!).Select(method => method.ToUpperInvariant());

        routes.Single(route => route!["route"]!.GetValue<string>() == "/api/*")!["methods"]!.AsArray().Select(method => method!.GetValue<string>()).Order()
            .ShouldBe(used.Distinct(StringComparer.Ordinal).Order());
        routes.Single(route => route!["route"]!.GetValue<string>() == "/.auth/*")!["statusCode"]!.GetValue<int>().ShouldBe(404);
    }

    [Fact]
    public async Task Every_file_of_the_site_is_in_it()
    {
        await PreparedAsync();

        FilesIn(folder.FullName).ShouldBe(FilesIn(Sources.PathOf("static-web")), ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://stexample.blob.core.windows.net/")]
    [InlineData("stexample")]
    public async Task Without_the_address_of_the_content_nothing_is_made(string endpoint)
    {
        (await PrepareAsync(endpoint)).ShouldBe(1);

        FilesIn(folder.FullName).ShouldBeEmpty();
    }

    private async Task<JsonNode> PreparedAsync()
    {
        (await PrepareAsync(Blobs + "/")).ShouldBe(0);
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "staticwebapp.config.json"), Cancel))!;
    }

    private async Task<int> PrepareAsync(string endpoint)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Sources.PathOf("infra", "scripts", "prepare-site.mjs"), endpoint, folder.FullName])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await node.WaitForExitAsync(Cancel);
        return node.ExitCode;
    }

    private static IEnumerable<string> FilesIn(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file))
            .Where(file => !file.StartsWith("vendor", StringComparison.Ordinal));

    [GeneratedRegex(@"[a-z]+://[^\s;]+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
