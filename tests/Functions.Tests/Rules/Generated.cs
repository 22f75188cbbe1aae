using Shouldly;

namespace Zegel.Functions.Tests.Rules;

/// <summary>Files of the repository that are made from the functions.</summary>
internal static class Generated
{
    /// <summary>Compares a file with what it must say; with <c>ZEGEL_WRITE_DOCS</c> set it is written first.</summary>
    public static void Holds(string text, params string[] path)
    {
        var file = Sources.PathOf(path);
        if (Environment.GetEnvironmentVariable("ZEGEL_WRITE_DOCS") is not null)
        {
            File.WriteAllText(file, text);
        }

        (File.Exists(file) ? File.ReadAllText(file) : "")
            .ShouldBe(text, "Run this test with ZEGEL_WRITE_DOCS=1 to write it again.");
    }
}
