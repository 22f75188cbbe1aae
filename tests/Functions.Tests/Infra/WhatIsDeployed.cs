using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.Rules;

namespace Zegel.Functions.Tests.Infra;

/// <summary>The rules that every deployment keeps (ASVS V11.2.3, V12, V13).</summary>
public sealed partial class WhatIsDeployed
{
    private const string QueueMessageSender = "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a";

    private static readonly string Operations = Sources.Read("docs", "operations.md");

    [Fact]
    public async Task Every_file_is_Bicep_and_every_parameter_is_described()
    {
        var files = await Bicep.FilesAsync();
        files.Count.ShouldBeGreaterThan(8);
        foreach (var (name, file) in files)
        {
            file!["mistakes"]!.AsArray().ShouldBeEmpty(name);
            foreach (var (parameter, facts) in file["parameters"]!.AsObject())
            {
                facts!["description"].ShouldNotBeNull($"{name}: {parameter}");
            }
        }
    }

    /// <summary>The linter of Bicep refuses these (<c>infra/bicepconfig.json</c>), which a deployment should not be the first to find.</summary>
    [Fact]
    public async Task Nothing_stands_in_it_that_is_not_used()
    {
        foreach (var (name, file) in await Bicep.FilesAsync())
        {
            var text = Comment().Replace(Sources.Read("infra", name), "");
            foreach (var (declared, _) in file!["parameters"]!.AsObject().Concat(file["variables"]!.AsObject()))
            {
                // Keys of objects are no uses.
                var uses = Regex.Count(text, $@"(?<![\w.']){declared}\b(?!: )|\bin {declared}\b", RegexOptions.None, TimeSpan.FromSeconds(1));
                uses.ShouldBeGreaterThan(1, $"{name}: {declared}");
            }

            text.ShouldNotMatch(@"core\.windows\.net|azure\.com|vault\.azure\.net", name);
        }
    }

    [Fact]
    public async Task Modules_are_files_and_get_the_parameters_they_ask_for()
    {
        var main = await Bicep.FileAsync("main.bicep");
        foreach (var (name, module) in main["modules"]!.AsObject())
        {
            var wanted = (await Bicep.FileAsync(module!["path"]!.GetValue<string>()))["parameters"]!.AsObject();
            var given = module["body"]!["params"]!.AsObject().Select(parameter => parameter.Key).ToList();
            given.Except(wanted.Select(parameter => parameter.Key)).ShouldBeEmpty(name);
            wanted.Where(parameter => !parameter.Value!["hasDefault"]!.GetValue<bool>()).Select(parameter => parameter.Key)
                .Except(given).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public async Task Nothing_is_or_hands_out_a_secret()
    {
        foreach (var (name, file) in await Bicep.FilesAsync())
        {
            Sources.Read("infra", name).ShouldNotMatch(@"(?i)listKeys|listAccountSas|listSecrets|AccountKey=|accesskey=|getSecret|@secure", name);
            foreach (var (output, value) in file!["outputs"]!.AsObject())
            {
                output.ShouldNotMatch("(?i)secret|password|token", name);
                // The address of Application Insights: with local authentication off it lets nobody in.
                if (output == "connectionString")
                {
                    value!.GetValue<string>().ShouldBe("insights.properties.ConnectionString");
                }
            }
        }

        (await Bicep.ResourcesAsync("Microsoft.Insights/components")).ShouldAllBe(found => found.Resource["body"]!["properties"]!["DisableLocalAuth"]!.GetValue<bool>());
        (await Bicep.ResourcesAsync("Microsoft.OperationalInsights/workspaces"))
            .ShouldAllBe(found => found.Resource["body"]!["properties"]!["features"]!["disableLocalAuth"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Storage_is_by_identity_over_TLS_and_public_to_nobody()
    {
        var file = await Bicep.FileAsync("modules/storage.bicep");
        var accounts = await Bicep.ResourcesAsync("Microsoft.Storage/storageAccounts");
        accounts.Select(account => account.Name).ShouldBe(["content", "host"]);
        foreach (var (_, name, account) in accounts)
        {
            var properties = Bicep.Resolve(file, account["body"]!["properties"])!;
            properties["allowSharedKeyAccess"]!.GetValue<bool>().ShouldBeFalse(name);
            properties["allowBlobPublicAccess"]!.GetValue<bool>().ShouldBeFalse(name);
            properties["supportsHttpsTrafficOnly"]!.GetValue<bool>().ShouldBeTrue(name);
            properties["minimumTlsVersion"]!.GetValue<string>().ShouldBe("TLS1_2", name);
        }

        foreach (var (name, resource) in file["resources"]!.AsObject().Where(resource => resource.Value!["type"]!.GetValue<string>() == "containers"))
        {
            resource!["body"]!["properties"]!["publicAccess"]!.GetValue<string>().ShouldBe("None", name);
        }
    }

    [Fact]
    public async Task What_is_deleted_is_deleted_and_pages_of_the_site_alone_fetch_content()
    {
        var blobs = (await Bicep.FileAsync("modules/storage.bicep"))["resources"]!["content::blobs"]!["body"]!["properties"]!;
        blobs["isVersioningEnabled"]!.GetValue<bool>().ShouldBeFalse();
        blobs["deleteRetentionPolicy"]!["enabled"]!.GetValue<bool>().ShouldBeFalse();
        blobs["containerDeleteRetentionPolicy"]!["enabled"]!.GetValue<bool>().ShouldBeFalse();
        var rule = blobs["cors"]!["corsRules"]!.AsArray().Single()!;
        rule["allowedOrigins"]!.GetValue<string>().ShouldBe("=siteOrigins");
        (await Bicep.FileAsync("modules/site.bicep"))["outputs"]!["origins"]!.GetValue<string>()
            .ShouldBe("empty(customDomain) ? [platformOrigin] : [platformOrigin, 'https://${customDomain}']");

        // As on a developer's machine, so that what works there works here.
        var local = Sources.Read("local", "LocalCloud.cs");
        local.ShouldContain($"AllowedMethods = \"{Joined(rule["allowedMethods"]!)}\"");
        local.ShouldContain($"AllowedHeaders = \"{Joined(rule["allowedHeaders"]!)}\"");
        local.ShouldContain($"ExposedHeaders = \"{Joined(rule["exposedHeaders"]!)}\"");
    }

    [Fact]
    public async Task Checkpoints_are_kept_and_take_new_lines_only()
    {
        var policy = (await Bicep.ResourcesAsync("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies")).Single().Resource["body"]!;
        policy["parent"]!.GetValue<string>().ShouldBe("=host::blobs::checkpoints");
        policy["properties"]!["allowProtectedAppendWrites"]!.GetValue<bool>().ShouldBeTrue();
        policy["properties"]!["immutabilityPeriodSinceCreationInDays"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(5 * 366);
        var storage = await Bicep.FileAsync("modules/storage.bicep");
        storage["resources"]!["host::blobs::checkpoints"]!["body"]!["name"]!.GetValue<string>().ShouldBe("=auditContainer");
        // The same blobs on a machine, without the policy.
        Sources.Read("functions", "Audit", "AuditAnchor.cs").ShouldContain("LocalContainer = \"audit-checkpoints\"");
        Sources.Read("infra", "main.bicep").ShouldContain("param auditContainer string = 'audit-checkpoints'");
    }

    [Fact]
    public async Task Keys_cannot_be_purged_and_each_does_one_thing()
    {
        var vault = (await Bicep.ResourcesAsync("Microsoft.KeyVault/vaults")).Single().Resource["body"]!["properties"]!;
        vault["enablePurgeProtection"]!.GetValue<bool>().ShouldBeTrue();
        vault["enableRbacAuthorization"]!.GetValue<bool>().ShouldBeTrue();
        vault["softDeleteRetentionInDays"]!.GetValue<int>().ShouldBe(90);

        var keys = (await Bicep.ResourcesAsync("Microsoft.KeyVault/vaults/keys")).ToDictionary(key => key.Name, key => key.Resource["body"]!["properties"]!);
        keys.Keys.ShouldBe(["sealing", "master", "audit"]);
        foreach (var name in (string[])["sealing", "master"])
        {
            keys[name]["kty"]!.GetValue<string>().ShouldBe("RSA", name);
            keys[name]["keySize"]!.GetValue<int>().ShouldBe(3072, name);
            Joined(keys[name]["keyOps"]!).ShouldBe("wrapKey,unwrapKey", name);
            keys[name]["rotationPolicy"]!.GetValue<string>().ShouldBe("=everyYear", name);
        }

        (await Bicep.FileAsync("modules/vault.bicep"))["variables"]!["everyYear"]!["lifetimeActions"]!.AsArray().ShouldNotBeEmpty();
        keys["audit"]["curveName"]!.GetValue<string>().ShouldBe("P-256");
        Joined(keys["audit"]["keyOps"]!).ShouldBe("sign,verify");
    }

    [Fact]
    public async Task Reads_of_tables_and_every_use_of_a_key_are_logged_where_the_functions_cannot_change_it()
    {
        var logs = (await Bicep.ResourcesAsync("Microsoft.Insights/diagnosticSettings")).ToDictionary(
            found => found.Resource["body"]!["scope"]!.GetValue<string>(),
            found => found.Resource["body"]!["properties"]!["logs"]!.AsArray().Where(log => log!["enabled"]!.GetValue<bool>()).Select(log => log!["category"]!.GetValue<string>()).ToList());

        logs["=content::tables"].ShouldBe(["StorageRead", "StorageWrite", "StorageDelete"]);
        logs["=vault"].ShouldBe(["AuditEvent"]);
    }

    [Fact]
    public async Task The_functions_speak_TLS_alone_and_know_no_passwords()
    {
        var app = (await Bicep.ResourcesAsync("Microsoft.Web/sites")).Single().Resource["body"]!["properties"]!;
        app["httpsOnly"]!.GetValue<bool>().ShouldBeTrue();
        app["siteConfig"]!.GetValue<string>().ShouldBe("=union(everywhere, isFlex ? {} : onPlan)");
        var variables = (await Bicep.FileAsync("modules/functions.bicep"))["variables"]!;
        variables["everywhere"]!["minTlsVersion"]!.GetValue<string>().ShouldBe("1.2");
        variables["everywhere"]!["scmMinTlsVersion"]!.GetValue<string>().ShouldBe("1.2");
        variables["onPlan"]!["ftpsState"]!.GetValue<string>().ShouldBe("Disabled");
        variables["onPlan"]!["remoteDebuggingEnabled"]!.GetValue<bool>().ShouldBeFalse();
        // Flex Consumption refuses an app that names one of these, whatever the value.
        variables["everywhere"]!.AsObject().Select(setting => setting.Key).Intersect(
            ["alwaysOn", "ftpsState", "linuxFxVersion", "netFrameworkVersion", "use32BitWorkerProcess", "functionAppScaleLimit"]).ShouldBeEmpty();
        var doors = (await Bicep.ResourcesAsync("basicPublishingCredentialsPolicies")).ToList();
        doors.Select(door => door.Resource["body"]!["name"]!.GetValue<string>()).ShouldBe(["ftp", "scm"]);
        doors.ShouldAllBe(door => !door.Resource["body"]!["properties"]!["allow"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_roles_are_those_that_are_documented()
    {
        var documented = RoleRow().Matches(Operations)
            .Select(match => $"{match.Groups["role"].Value} on {match.Groups["scope"].Value}").Order(StringComparer.Ordinal);
        var assigned = new List<string>();
        foreach (var (path, _, assignment) in await Bicep.ResourcesAsync("Microsoft.Authorization/roleAssignments"))
        {
            var role = assignment["body"]!["properties"]!["roleDefinitionId"]!.GetValue<string>();
            var id = OwnRole().Match(role) is { Success: true } own
                ? own.Groups["name"].Value
                : (await Bicep.FileAsync(path))["variables"]![RoleVariable().Match(role).Groups["name"].Value]!.GetValue<string>();
            // Event Grid puts delivery reports into their queue under an identity of its own; all else is the functions'.
            assignment["body"]!["properties"]!["principalId"]!.GetValue<string>()
                .ShouldBe(id == QueueMessageSender ? "=topic.identity.principalId" : "=principalId");
            assigned.Add($"{id} on {assignment["body"]!["scope"]!.GetValue<string>()[1..]}");
        }

        assigned.Count.ShouldBe(11);
        assigned.Order(StringComparer.Ordinal).ShouldBe(documented);
    }

    [Fact]
    public async Task The_key_of_the_audit_trail_can_be_signed_with_and_nothing_else()
    {
        var (_, name, role) = (await Bicep.ResourcesAsync("Microsoft.Authorization/roleDefinitions")).Single();
        name.ShouldBe("signer");
        role["body"]!["properties"]!["assignableScopes"]!.AsArray().Single()!.GetValue<string>().ShouldBe("=group");
        var permissions = role["body"]!["properties"]!["permissions"]!.AsArray().Single()!;
        permissions["actions"]!.AsArray().ShouldBeEmpty();
        Joined(permissions["dataActions"]!).ShouldBe("Microsoft.KeyVault/vaults/keys/read,Microsoft.KeyVault/vaults/keys/sign/action");

        var onAudit = (await Bicep.ResourcesAsync("Microsoft.Authorization/roleAssignments"))
            .Select(found => found.Resource["body"]!).Where(assignment => assignment["scope"]!.GetValue<string>() == "=audit").ToList();
        onAudit.Select(assignment => assignment["properties"]!["roleDefinitionId"]!.GetValue<string>()).ShouldBe(["=signer.id"]);
    }

    [Fact]
    public async Task What_becomes_of_mails_and_SMS_comes_into_the_queue_that_the_functions_read()
    {
        var properties = (await Bicep.ResourcesAsync("Microsoft.EventGrid/systemTopics/eventSubscriptions")).Single().Resource["body"]!["properties"]!;
        var destination = properties["deliveryWithResourceIdentity"]!["destination"]!;
        destination["endpointType"]!.GetValue<string>().ShouldBe("StorageQueue");
        destination["properties"]!["queueName"]!.GetValue<string>().ShouldBe("=reportQueue");
        (await Bicep.FileAsync("modules/storage.bicep"))["resources"]!["content::queues::reports"]!["body"]!["name"]!.GetValue<string>()
            .ShouldBe(StorageClients.DeliveryQueue);
        properties["eventDeliverySchema"]!.GetValue<string>().ShouldBe("EventGridSchema");
        Joined(properties["filter"]!["includedEventTypes"]!).ShouldBe(
            "Microsoft.Communication.EmailDeliveryReportReceived,Microsoft.Communication.SMSDeliveryReportReceived");
        Sources.Read("functions", "Notifications", "DeliveryReport.cs").ShouldContain("Microsoft.Communication.SMSDeliveryReportReceived");
    }

    [Fact]
    public async Task Every_alert_is_explained()
    {
        var rules = (await Bicep.FileAsync("modules/alerts.bicep"))["variables"]!["rules"]!.AsArray().Select(rule => rule!["name"]!.GetValue<string>());
        var explained = AlertRow().Matches(Operations).Select(match => match.Groups["name"].Value);
        explained.ShouldBe(rules.Concat(["not-ready", "reports-lost"]), ignoreOrder: true);
    }

    [Fact]
    public async Task Every_output_of_a_deployment_is_described()
    {
        var outputs = (await Bicep.FileAsync("main.bicep"))["outputs"]!.AsObject().Select(output => output.Key);

        DescribedOutput().Matches(Sources.Read("infra", "main.bicep")).Select(match => match.Groups["name"].Value).ShouldBe(outputs);
    }

    private static string Joined(JsonNode list) => string.Join(',', list.AsArray().Select(item => item!.GetValue<string>()));

    /// <summary>A row of the table of roles: name, id in code marks, scope in code marks.</summary>
    [GeneratedRegex(@"^\| [^|]+ \| `(?<role>[0-9a-f-]{36}|signer)` \| `(?<scope>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RoleRow();

    [GeneratedRegex(@"^\| `(?<name>[a-z-]+)` \| [0-4] \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AlertRow();

    [GeneratedRegex("//.*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@description\('[^']+'\)\noutput (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DescribedOutput();

    [GeneratedRegex(@"^=(?<name>\w+)\.id\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnRole();

    [GeneratedRegex(@", (?<name>\w+)\)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RoleVariable();
}
