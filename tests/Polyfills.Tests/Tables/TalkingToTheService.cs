using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Tables;

/// <summary>What goes over the wire, seen by a service that refuses at first.</summary>
public sealed class TalkingToTheService
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_try_is_signed_anew()
    {
        // The signed date counts whole seconds, so the second try comes in another one; a fifth may go off the wait.
        using var wire = new Wire(HttpStatusCode.ServiceUnavailable, wait: TimeSpan.FromSeconds(1.5));
        var table = new TableClient(
            new Uri("http://127.0.0.1/account"), "t", new TableSharedKeyCredential("account", "a2V5"), wire.Options());

        await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);

        wire.Requests.Count.ShouldBe(2);
        wire.Requests.Select(request => request.Headers["x-ms-date"]).Distinct().Count().ShouldBe(2);
        wire.Requests.Select(request => request.Headers["Authorization"]).Distinct().Count().ShouldBe(2);
        wire.Requests[1].Headers["Authorization"].ShouldStartWith("SharedKeyLite account:");
        wire.Requests[1].Headers["x-ms-version"].ShouldBe("2020-12-06");
        wire.Requests[1].Headers["DataServiceVersion"].ShouldBe("3.0");
        wire.Requests[1].Headers["Prefer"].ShouldBe("return-no-content");
        wire.Requests[0].Body.ShouldBe("""{"PartitionKey":"p","RowKey":"r"}""");
        wire.Requests[1].Body.ShouldBe(wire.Requests[0].Body);
    }

    [Fact]
    public async Task A_token_is_asked_for_the_storage_service()
    {
        using var wire = new Wire();
        var asked = new List<string>();
        var credential = DelegatedTokenCredential.Create((context, _) =>
        {
            asked.AddRange(context.Scopes);
            return new AccessToken("secret", DateTimeOffset.MaxValue);
        });
        var service = new TableServiceClient(new Uri("https://account.table.core.windows.net"), credential, wire.Options());

        await service.GetTableClient("t").AddEntityAsync(new TableEntity("p", "r"), Cancel);

        asked.ShouldBe(["https://storage.azure.com/.default"]);
        wire.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer secret");
        service.AccountName.ShouldBe("account");
    }

    [Fact]
    public async Task A_token_never_goes_over_plain_http()
    {
        using var wire = new Wire();
        var credential = DelegatedTokenCredential.Create((_, _) => new AccessToken("secret", DateTimeOffset.MaxValue));
        var table = new TableClient(new Uri("http://127.0.0.1/account"), "t", credential, wire.Options());

        await Should.ThrowAsync<InvalidOperationException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Cancel));

        wire.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_is_not_json_is_a_refusal_too()
    {
        using var wire = new Wire(HttpStatusCode.BadRequest, TimeSpan.Zero);
        var table = new TableClient("UseDevelopmentStorage=true", "t", wire.Options());

        var refusal = await Should.ThrowAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r"), Cancel));

        refusal.Status.ShouldBe(400);
        refusal.ErrorCode.ShouldBeNull();
        wire.Requests[0].Address.ShouldStartWith("http://127.0.0.1:10002/devstoreaccount1/t?");
    }

    [Theory]
    [InlineData("AccountName=a;AccountKey=a2V5", "https://a.table.core.windows.net/")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;EndpointSuffix=example.nl", "http://a.table.example.nl/")]
    [InlineData("accountname=a;accountkey=a2V5;TableEndpoint=https://t.example.nl/a/;", "https://t.example.nl/a/")]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    public void A_connection_string_says_where(string connectionString, string endpoint) =>
        new TableServiceClient(connectionString).Uri
            .ShouldBe(new Uri(endpoint));

    [Theory]
    [InlineData("AccountName=a")]
    [InlineData("nonsense")]
    public void A_connection_string_without_a_key_is_refused(string connectionString) =>
        Should.Throw<InvalidOperationException>(() => new TableServiceClient(connectionString));

    /// <summary>A transport that refuses the first request with a status, and says 204 from then on.</summary>
    private sealed class Wire(HttpStatusCode first = HttpStatusCode.NoContent, TimeSpan wait = default) : HttpMessageHandler
    {
        public List<(string Address, Dictionary<string, string> Headers, string Body)> Requests { get; } = [];

        public TableClientOptions Options()
        {
            var options = new TableClientOptions { Transport = new HttpClientTransport(this) };
            options.Retry.Mode = RetryMode.Fixed;
            options.Retry.Delay = wait;
            return options;
        }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value));
            Requests.Add((
                request.RequestUri!.AbsoluteUri, headers, await request.Content!.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(Requests.Count == 1 ? first : HttpStatusCode.NoContent)
            {
                Content = new StringContent("<html>no JSON</html>"),
            };
        }
    }
}
