using System.Diagnostics;
using System.Text.Json.Nodes;
using Zegel.Local;

namespace Zegel.Polyfills.Tests;

/// <summary>
/// Asks an official npm client for its opinion: runs <c>tests/web/judges/&lt;name&gt;.mjs</c>, which reads JSON from
/// its standard input and writes JSON to its standard output.
/// </summary>
public static class NodeJudge
{
    /// <exception cref="InvalidOperationException">The script failed; the message holds what it said.</exception>
    public static async Task<JsonNode> AskAsync(
        string name, JsonNode question, CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo("node", [$"judges/{name}.mjs"])
        {
            UseShellExecute = false,
            WorkingDirectory = NpmPackages.Ensure("tests/web"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var answer = node.StandardOutput.ReadToEndAsync(cancellationToken);
        var complaint = node.StandardError.ReadToEndAsync(cancellationToken);
        await node.StandardInput.WriteAsync(question.ToJsonString().AsMemory(), cancellationToken);
        node.StandardInput.Close();
        try
        {
            await node.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            throw;
        }

        return node.ExitCode == 0
            ? JsonNode.Parse(await answer)!
            : throw new InvalidOperationException($"Judge {name}: {await complaint}{await answer}");
    }
}
