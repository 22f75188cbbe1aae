using Shouldly;
using Xunit;

namespace Zegel.Functions.Tests.Rules;

/// <summary>A file that is read at one sitting, on a screen with room for another one beside it.</summary>
public sealed class FilesAreReadable
{
    private const int MostLines = 250;
    private const int LongestLine = 120;

    private static readonly IReadOnlyList<(string Path, string[] Lines)> Files =
    [
        .. from file in Sources.FunctionFiles()
           select (file.Path, file.Text.TrimEnd().Split('\n')),
    ];

    [Fact]
    public void A_file_has_at_most_250_lines() =>
        Files.Where(file => file.Lines.Length > MostLines).Select(file => $"{file.Path}: {file.Lines.Length}").ShouldBeEmpty();

    [Fact]
    public void A_line_has_at_most_120_characters() =>
        Files.SelectMany(file => file.Lines.Index().Where(line => line.Item.Length > LongestLine)
                .Select(line => $"{file.Path}:{line.Index + 1}"))
            .ShouldBeEmpty();
}
