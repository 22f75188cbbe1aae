using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Zegel.Functions.Tests.Rules;

/// <summary><c>local.settings.sample.json</c> names every setting that the functions read, and no other.</summary>
public sealed partial class SettingsAreComplete
{
    private static readonly JsonObject Sample =
        JsonNode.Parse(Sources.Read("local.settings.sample.json"))!["Values"]!.AsObject();

    /// <summary>What the platform itself reads.</summary>
    private static readonly string[] Platform = ["AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME"];

    private static readonly IReadOnlyList<(string Section, Type Options)> Sections =
    [
        .. Sources.FunctionFiles().SelectMany(file => Section().Matches(file.Text)).Select(match => (
            match.Groups["section"].Value,
            Sources.Types.Single(type => type.Name == match.Groups["type"].Value))),
    ];

    [Fact]
    public void Every_setting_stands_in_the_sample_and_nothing_else_does()
    {
        Sections.Count.ShouldBeGreaterThan(4);
        var keys = Sections.SelectMany(section => KeysOf(section.Section, section.Options)).Concat(KeysInCode()).Concat(Platform)
            .Select(key => key.Replace(":", "__", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);

        Sample.Select(setting => setting.Key).Order(StringComparer.Ordinal).ShouldBe(keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_sample_is_valid_as_it_stands()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Sample.Select(setting =>
            KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))).Build();
        foreach (var (section, type) in Sections)
        {
            var options = Activator.CreateInstance(type)!;
            configuration.GetSection(section).Bind(options);
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        }
    }

    [Fact]
    public void The_sample_holds_no_secret() =>
        Sample.Select(setting => (string?)setting.Value ?? "").Where(value =>
            value.Contains("accesskey=", StringComparison.OrdinalIgnoreCase) || value.Contains("AccountKey=", StringComparison.OrdinalIgnoreCase)
            || value.Contains("\"d\"", StringComparison.Ordinal)).ShouldBeEmpty();

    /// <summary>The settable properties, and lists; options in options have a section of their own.</summary>
    private static IEnumerable<string> KeysOf(string section, Type options) =>
        from property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let isList = property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)) && property.PropertyType != typeof(string)
        where (property.CanWrite || isList) && (property.PropertyType.IsEnum || property.PropertyType.Assembly != options.Assembly)
        select $"{section}:{property.Name}{(isList ? ":0" : "")}";

    /// <summary>Keys that are read without an options class.</summary>
    private static IEnumerable<string> KeysInCode()
    {
        foreach (var (_, _, text) in Sources.FunctionFiles())
        {
            foreach (Match match in Literal().Matches(text))
            {
                yield return match.Groups["key"].Value;
            }

            foreach (Match match in ServiceAddress().Matches(text))
            {
                yield return $"{Storage.StorageClients.Connection}:{match.Groups["name"].Value}";
            }
        }

        yield return Storage.StorageClients.Connection;
    }

    [GeneratedRegex(@"AddSettings<(?<type>\w+)>\(""(?<section>[^""]+)""\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Section();

    [GeneratedRegex(@"onfiguration(\[|\.GetValue<\w+>\()""(?<key>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bAddress\(""(?<name>\w+)""\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServiceAddress();
}
