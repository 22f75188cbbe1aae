using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Rules;

namespace Zegel.Functions.Tests.Infra;

/// <summary>What a deployment sets is what the code reads, and nothing else.</summary>
public sealed partial class SettingsOfADeployment
{
    /// <summary>Read by the platform, the official worker or the identity library.</summary>
    private static readonly string[] Platform =
    [
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AZURE_CLIENT_ID",
        "AzureWebJobsDisableHomepage", "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "ZegelStorage__credential", "ZegelStorage__clientId",
        "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_RUNTIME", "WEBSITE_RUN_FROM_PACKAGE",
    ];

    private static readonly string Operations = Sources.Read("docs", "operations.md");

    [Fact]
    public async Task Every_setting_is_set_or_documented_and_none_is_set_that_nobody_reads()
    {
        var main = await Bicep.FileAsync("main.bicep");
        var set = main["modules"]!["functions"]!["body"]!["params"]!["settings"]!.AsObject().Select(setting => setting.Key).ToList();
        var app = (await Bicep.FileAsync("modules/functions.bicep"))["resources"]!["app::appSettings"]!["text"]!.GetValue<string>();
        set.AddRange(Setting().Matches(app).Select(match => match.Groups["name"].Value));
        // What the code reads: kept equal to it by SettingsAreComplete.
        var read = JsonNode.Parse(Sources.Read("local.settings.sample.json"))!["Values"]!.AsObject().Select(setting => setting.Key).ToList();

        set.Except(read).Except(Platform).ShouldBeEmpty();
        Platform.Except(set).ShouldBeEmpty();
        var notSet = read.Except(set).Except(["AzureWebJobsStorage"]).ToList();
        notSet.Where(name => !Operations.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_parameters_are_those_of_the_file_and_each_variable_is_documented()
    {
        var parameters = (await Bicep.FileAsync("main.bicep"))["parameters"]!.AsObject();
        var file = Sources.Read("infra", "main.parameters.json");
        var given = JsonNode.Parse(file)!["parameters"]!.AsObject().Select(parameter => parameter.Key).ToList();

        given.Except(parameters.Select(parameter => parameter.Key)).ShouldBeEmpty();
        parameters.Where(parameter => !parameter.Value!["hasDefault"]!.GetValue<bool>()).Select(parameter => parameter.Key).Except(given).ShouldBeEmpty();
        foreach (var name in Variable().Matches(file).Select(match => match.Groups["name"].Value).Where(name => name.StartsWith("ZEGEL_", StringComparison.Ordinal)))
        {
            Operations.ShouldContain($"`{name}`");
        }
    }

    [Fact]
    public void Azd_finds_the_projects_and_provisions_before_it_packages()
    {
        var yaml = Sources.Read("azure.yaml");
        foreach (var project in ProjectLine().Matches(yaml).Select(match => match.Groups["path"].Value))
        {
            Directory.Exists(Sources.PathOf(project.Split('/'))).ShouldBeTrue(project);
        }

        foreach (var script in Script().Matches(yaml).Select(match => match.Groups["name"].Value))
        {
            File.Exists(Sources.PathOf("infra", "scripts", script)).ShouldBeTrue(script);
        }

        var steps = Step().Matches(yaml).Select(match => match.Groups["name"].Value).ToList();
        steps.ShouldBe(["provision", "package --all", "deploy --all"]);
        ServiceTag().Matches(Sources.Read("infra", "main.bicep")).Select(match => match.Groups["name"].Value)
            .ShouldBe(["site", "functions"]);
        yaml.ShouldContain("  functions:\n");
        yaml.ShouldContain("  site:\n");
    }

    [Fact]
    public void The_host_logs_no_path_and_no_query()
    {
        var host = JsonNode.Parse(Sources.Read("host.json"))!;
        var insights = host["logging"]!["applicationInsights"]!;
        insights["httpAutoCollectionOptions"]!["enableHttpTriggerExtendedInfoCollection"]!.GetValue<bool>().ShouldBeFalse();
        insights["enableDependencyTracking"]!.GetValue<bool>().ShouldBeFalse();
        host["logging"]!["logLevel"]!["default"]!.GetValue<string>().ShouldBe("Warning");
        host["extensions"]!["http"]!["routePrefix"]!.GetValue<string>().ShouldBe("api");
        host["extensions"]!["queues"]!["messageEncoding"]!.GetValue<string>().ShouldBe("none");
    }

    [GeneratedRegex(@"^\s+(?<name>[A-Z]\w+): ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\$\{(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^    project: (?<path>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectLine();

    [GeneratedRegex(@"scripts/(?<name>[\w.-]+\.mjs)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Script();

    [GeneratedRegex(@"- azd: (?<name>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step();

    [GeneratedRegex(@"'azd-service-name': '(?<name>\w+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServiceTag();
}
