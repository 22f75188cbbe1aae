using System.Diagnostics;
using System.Text.Json;
using Azure.Security.KeyVault.Keys;
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

    /// <summary>The exit code, and what it says of the one export.</summary>
    public async Task<(int ExitCode, string Words)> VerifyAsync(string key, IEnumerable<string> lines, params string[] options)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var (keyFile, export) = (Path.Combine(folder.FullName, "key.json"), Path.Combine(folder.FullName, "trail.jsonl"));
        await File.WriteAllTextAsync(keyFile, key, cancellationToken);
        await File.WriteAllLinesAsync(export, lines, cancellationToken);
        string[] arguments = [Sources.PathOf("infra", "scripts", "verify-audit.mjs"), .. options, keyFile, export];
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (node.StandardOutput.ReadToEndAsync(cancellationToken), node.StandardError.ReadToEndAsync(cancellationToken));
        await node.WaitForExitAsync(cancellationToken);
        return (node.ExitCode, (await said + await complained).Replace(export + ": ", "", StringComparison.Ordinal).Trim());
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
