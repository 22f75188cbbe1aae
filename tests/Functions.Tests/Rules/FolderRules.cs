using System.Text.RegularExpressions;
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
        ["Organisations"],
        ["Audit", "Sealing"],
        ["Notifications"],
        ["Accounts"],
        ["Mailboxes", "Starters"],
        ["Conversations"],
        ["Administration", "Maintenance"],
    ];

    [Fact]
    public void Every_folder_stands_in_the_table() =>
        Sources.FunctionFiles().Select(file => file.Folder).Where(folder => folder.Length > 0).Distinct().Order()
            .ShouldBe(Order.SelectMany(line => line).Order());

    [Fact]
    public void A_folder_uses_only_folders_above_it()
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
