using System.Buffers.Text;

namespace Zegel.Functions.Sealing;

/// <summary>The public half of the sealing key, under which a browser wraps the seal key of a new space.</summary>
[Allow(Caller.Anyone)]
public sealed class ShowSealingKey(SealingKey sealingKey)
{
    public sealed record Response(string Version, PublicKey Jwk);

    public sealed record PublicKey(string Kty, string N, string E);

    [Function(nameof(ShowSealingKey))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "sealing-key")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var key = await sealingKey.GetNewestAsync(cancellationToken);
        var jwk = new PublicKey("RSA", Base64Url.EncodeToString(key.N), Base64Url.EncodeToString(key.E));
        return TypedResults.Ok(new Response(WrappingKey.VersionOf(key), jwk));
    }
}
