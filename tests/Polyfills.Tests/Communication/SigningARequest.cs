using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Polyfills.Tests.Communication;

/// <summary>The inbox refuses what the real service refuses, whoever made the request.</summary>
public sealed class SigningARequest : IAsyncLifetime
{
    private const string Body =
        """{"from":"Zegel","smsRecipients":[{"to":"+31600000001","repeatabilityRequestId":"1"}],"message":"Hallo"}""";

    private static readonly byte[] Key = new byte[32];

    private readonly HttpClient http = new();
    private InboxServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await InboxServer.StartAsync(0, TimeProvider.System, Convert.ToBase64String(Key), Cancel);
        http.BaseAddress = server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("x-ms-date")]
    [InlineData("date")]
    public async Task Either_date_header_may_be_signed(string dateHeader) =>
        (await PostAsync(dateHeader, Body, Body, "x-ms-content-sha256")).ShouldBe(HttpStatusCode.Accepted);

    [Fact]
    public async Task A_changed_body_is_refused() =>
        (await PostAsync(
            "x-ms-date", Body, Body.Replace("Hallo", "Dag", StringComparison.Ordinal), "x-ms-content-sha256"))
            .ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_signature_that_leaves_the_body_out_is_refused() =>
        (await PostAsync("x-ms-date", Body, Body, "accept")).ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task No_signature_is_refused()
    {
        using var response = await http.PostAsync("sms?api-version=2021-03-07", new StringContent(Body), Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpStatusCode> PostAsync(string dateHeader, string signed, string sent, string thirdHeader)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "sms?api-version=2021-03-07");
        request.Content = new StringContent(sent, Encoding.UTF8, "application/json");
        var date = DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(signed)));
        request.Headers.TryAddWithoutValidation(dateHeader, date).ShouldBeTrue();
        request.Headers.Add("x-ms-content-sha256", hash);
        var third = thirdHeader == "x-ms-content-sha256" ? hash : "";
        var toSign = $"POST\n/sms?api-version=2021-03-07\n{date};{server.Address.Authority};{third}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(toSign)));
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"HMAC-SHA256 SignedHeaders={dateHeader};host;{thirdHeader}&Signature={signature}");

        using var response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
