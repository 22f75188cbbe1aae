// Stands in for Azure.Data.Tables 12.11.0.
namespace Azure.Data.Tables;

/// <summary>The answer when there is no such row.</summary>
internal sealed class NoEntity<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException(response.ReasonPhrase);

    public override Response GetRawResponse() => response;
}
