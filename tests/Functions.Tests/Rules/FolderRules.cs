using System.Text.RegularExpressions;
using NetArchTest.Rules;
using Shouldly;
using Xunit;

namespace Zegel.Functions.Tests.Rules;

/// <summary>Who may use whom: a folder may use the folders on the lines above its own. So there are no cycles.</summary>
public sealed partial class FolderRules
{
    private static readonly string[][] Order =
    [
        ["Security", "Telemetry"],
        ["Http"],
        ["Storage"],
        ["Access"],
        ["Organisations", "Lists"],
        ["Audit"],
        ["Sealing"],
        ["Notifications"],
        ["Accounts"],
        ["Mailboxes", "Starters"],
        ["Guests", "Clients", "Forms"],
        ["Spaces"],
        ["Conversations", "Folders", "Dossiers"],
        ["Administration", "Maintenance"],
    ];

    [Fact]
    public void Every_folder_stands_in_the_table() =>
        Sources.FunctionFiles().Select(file => file.Folder).Where(folder => folder.Length > 0).Distinct().Order()
            .ShouldBe(Order.SelectMany(line => line).Order());

    /// <summary>
    /// By what is compiled: folders that many use are used without a word (<c>Functions.csproj</c>). A constant is not
    /// seen there; whoever names its folder is seen by the rule above.
    /// </summary>
    [Fact]
    public void What_is_compiled_of_a_folder_uses_only_folders_above_it()
    {
        foreach (var folder in Order.SelectMany(line => line))
        {
            var below = Order.Skip(LineOf(folder)).SelectMany(line => line).Where(other => other != folder);
            var result = Types.InAssembly(typeof(ZegelSetup).Assembly)
                .That().ResideInNamespaceMatching($@"^Zegel\.Functions\.{folder}(\.|$)")
                .ShouldNot().HaveDependencyOnAny([.. below.Select(other => $"Zegel.Functions.{other}")])
                .GetResult();
            (result.FailingTypeNames ?? []).ShouldBeEmpty($"{folder} may use nothing below it.");
        }
    }

    [Fact]
    public void A_folder_names_only_folders_above_it()
    {
        var violations = from file in Sources.FunctionFiles()
                         where file.Folder.Length > 0
                         from name in Name().Matches(file.Text).Select(match => match.Groups["folder"].Value).Distinct()
                         where name != file.Folder && LineOf(name) >= LineOf(file.Folder)
                         select $"{file.Path} uses {name}";
        violations.ShouldBeEmpty();
    }

    private static int LineOf(string folder) => Array.FindIndex(Order, line => line.Contains(folder, StringComparer.Ordinal));

    /// <summary>Names of ours; the classes at the top of the project (-1 in the table) may be seen by nobody below.</summary>
    [GeneratedRegex(@"^(?!namespace).*\bZegel\.Functions\.(?<folder>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
