using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Rules;

namespace Zegel.Functions.Tests.Infra;

/// <summary>What <c>azd up</c> says before it provisions and after it deployed.</summary>
public sealed partial class HooksOfAzd
{
    private static readonly Dictionary<string, string> Enough = new()
    {
        ["ZEGEL_FIRST_ACCOUNT_EMAIL"] = "beheer@example.nl",
        ["ZEGEL_ORGANISATION_NAME"] = "Praktijk",
    };

    private static readonly Dictionary<string, string> Deployed = new(Enough)
    {
        ["ZEGEL_SITE_ADDRESS"] = "https://post.example.nl",
        ["ZEGEL_STARTER"] = "vragen",
        ["ZEGEL_SMS_CONFIGURED"] = "true",
        ["ZEGEL_CUSTOM_DOMAIN"] = "post.example.nl",
        ["ZEGEL_EMAIL_DOMAIN"] = "mail.example.nl",
        ["ZEGEL_EMAIL_DOMAIN_VERIFIED"] = "true",
    };

    [Fact]
    public async Task Nothing_is_provisioned_before_what_must_be_set_is_set()
    {
        var (exitCode, words) = await RunAsync("before", []);

        exitCode.ShouldBe(1);
        words.ShouldContain("azd env set ZEGEL_FIRST_ACCOUNT_EMAIL");
        words.ShouldContain("azd env set ZEGEL_ORGANISATION_NAME");
        (await RunAsync("before", Enough)).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("ZEGEL_FIRST_ACCOUNT_EMAIL", "beheer")]
    [InlineData("ZEGEL_FIRST_STARTER", "Vragen en antwoorden")]
    [InlineData("ZEGEL_ORGANISATION_BRAND_COLOUR", "groen")]
    [InlineData("ZEGEL_PLAN", "consumption")]
    [InlineData("ZEGEL_EMAIL_DOMAIN", "https://mail.example.nl")]
    [InlineData("ZEGEL_CUSTOM_DOMAIN", "post")]
    [InlineData("ZEGEL_SMS_SENDER", "0612345678901")]
    [InlineData("ZEGEL_SMS_MESSAGES_PER_DAY", "0")]
    [InlineData("ZEGEL_PROXY_HOPS", "0")]
    [InlineData("ZEGEL_REQUESTS_PER_MINUTE", "veel")]
    public async Task What_cannot_be_right_is_named(string name, string value)
    {
        var (exitCode, words) = await RunAsync("before", new Dictionary<string, string>(Enough) { [name] = value });

        exitCode.ShouldBe(1);
        words.ShouldContain($"{name} is \"{value}\"");
    }

    [Fact]
    public async Task Afterwards_it_says_where_everything_is_and_what_is_still_to_do()
    {
        var (exitCode, words) = await RunAsync("after", new Dictionary<string, string>(Enough)
        {
            ["ZEGEL_SITE_ADDRESS"] = "https://site.example", ["ZEGEL_STARTER"] = "info", ["ZEGEL_SMS_CONFIGURED"] = "false",
        });

        exitCode.ShouldBe(0);
        words.ShouldContain("https://site.example/api/health?ready");
        words.ShouldContain("beheer@example.nl gets an invitation");
        words.ShouldContain("https://site.example/start/#info");
        words.ShouldContain("SMS is not set up");
        words.ShouldContain("domain of Azure");
        words.ShouldContain("\"Custom domain\"");
    }

    [Fact]
    public async Task What_is_set_up_is_not_asked_again()
    {
        var (_, words) = await RunAsync("after", Deployed);

        words.ShouldContain("https://post.example.nl/start/#vragen");
        words.ShouldNotContain("SMS");
        words.ShouldNotContain("DNS");
        words.ShouldNotContain("Custom domain");
    }

    [Fact]
    public async Task The_records_of_the_sender_domain_are_listed_until_it_is_verified()
    {
        var records = JsonSerializer.Serialize(new
        {
            Domain = new { type = "TXT", name = "mail.example.nl", value = "ms-domain-verification=1", ttl = 3600 },
            SPF = new { type = "TXT", name = "mail.example.nl", value = "v=spf1 include:spf.protection.outlook.com -all", ttl = 3600 },
            DKIM = new { type = "CNAME", name = "selector1._domainkey", value = "selector1._domainkey.azurecomm.net", ttl = 3600 },
        });
        var (exitCode, words) = await RunAsync("after", new Dictionary<string, string>(Deployed)
        {
            ["ZEGEL_EMAIL_DOMAIN_VERIFIED"] = "false", ["ZEGEL_EMAIL_DNS_RECORDS"] = records,
        });

        exitCode.ShouldBe(0);
        words.ShouldContain("Domain: TXT mail.example.nl ms-domain-verification=1");
        words.ShouldContain("SPF: TXT mail.example.nl v=spf1 include:spf.protection.outlook.com -all");
        words.ShouldContain("DKIM: CNAME selector1._domainkey selector1._domainkey.azurecomm.net");
        words.ShouldContain("DMARC: TXT _dmarc.mail.example.nl v=DMARC1; p=quarantine");
    }

    [Fact]
    public void They_read_what_azd_knows()
    {
        var known = Sources.Read("infra", "main.parameters.json") + Sources.Read("infra", "main.bicep");
        foreach (var name in Name().Matches(Sources.Read("infra", "scripts", "check.mjs")).Select(match => match.Value).Distinct(StringComparer.Ordinal))
        {
            known.ShouldMatch($@"\b{name}\b", name);
        }
    }

    private static async Task<(int ExitCode, string Words)> RunAsync(string when, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("node", [Sources.PathOf("infra", "scripts", "check.mjs"), when])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var words = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (node.ExitCode, words + await errors);
    }

    [GeneratedRegex(@"ZEGEL_[A-Z_]+[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
