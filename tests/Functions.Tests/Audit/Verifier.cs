using System.Diagnostics;
using System.Text.Json;
using Azure.Security.KeyVault.Keys;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zegel.Functions.Tests.Rules;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Audit;

/// <summary>Runs <c>infra/scripts/verify-audit.mjs</c>, which knows nothing of the code that wrote the trail.</summary>
internal sealed class Verifier : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zegel-audit");

    /// <summary>The public half of the key with which a world signs.</summary>
    public static string PublicKeyOf(TestWorld world) =>
        PublicHalf(world.Cloud.Services.GetRequiredService<IConfiguration>()["Zegel:Audit:LocalKey"]!);

    /// <summary>The public half of a key with its private half.</summary>
    public static string PublicHalf(string jwk)
    {
        var key = JsonSerializer.Deserialize<JsonWebKey>(jwk)!;
        return JsonSerializer.Serialize(new JsonWebKey(key.ToECDsa(), includePrivateParameters: false, key.KeyOps));
    }

    /// <summary>Takes what stands in the host's account along; gives the option that names it.</summary>
    public async Task<string[]> WithAnchorAsync(string connectionString)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var anchor = folder.CreateSubdirectory("anchor");
        var container = new BlobContainerClient(connectionString, "audit-checkpoints");
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "", cancellationToken))
        {
            var file = Path.Combine(anchor.FullName, blob.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await container.GetBlobClient(blob.Name).DownloadToAsync(file, cancellationToken);
        }

        return ["--anchor", anchor.FullName];
    }

    /// <summary>The exit code, and what it says of the one export. Without options nothing is held against the anchor.</summary>
    public Task<(int ExitCode, string Words)> VerifyAsync(string key, IEnumerable<string> lines, params string[] options) =>
        VerifyAsync(key, [lines], options.Length == 0 ? ["--unanchored"] : options);

    /// <summary>The same of several exports, in their order, named 1.jsonl and so on; with these options alone.</summary>
    public async Task<(int ExitCode, string Words)> VerifyAsync(string key, IReadOnlyList<IEnumerable<string>> exports, string[] options)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var keyFile = Path.Combine(folder.FullName, "key.json");
        await File.WriteAllTextAsync(keyFile, key, cancellationToken);
        var files = exports.Select((_, i) => Path.Combine(folder.FullName, $"{i + 1}.jsonl")).ToList();
        foreach (var (file, lines) in files.Zip(exports))
        {
            await File.WriteAllLinesAsync(file, lines, cancellationToken);
        }

        string[] arguments = [Sources.PathOf("infra", "scripts", "verify-audit.mjs"), .. options, keyFile, .. files];
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (node.StandardOutput.ReadToEndAsync(cancellationToken), node.StandardError.ReadToEndAsync(cancellationToken));
        await node.WaitForExitAsync(cancellationToken);
        var words = await said + await complained;
        return (node.ExitCode, words.Replace(files.Count == 1 ? files[0] + ": " : folder.FullName + "/", "", StringComparison.Ordinal).Trim());
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
