using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Local;

/// <summary>The demo's mailbox is filled after the start, and nobody is told of what is made up.</summary>
public sealed class FillingTheDemo
{
    private const int Count = 6;

    /// <summary>One that was revoked, and two that wait for one person.</summary>
    private const int More = 3;

    private const string Waiting = "anneke.vos@voorbeeld.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_cut_off_is_made_anew_and_what_is_whole_stays()
    {
        var folder = Directory.CreateTempSubdirectory("zegel-demo-").FullName;
        try
        {
            var options = new LocalCloudOptions { Folder = folder, Demo = true, DemoConversations = 3 };
            await using (var half = await LocalCloud.StartAsync(options, Cancel))
            {
                half.Filling.IsCompleted.ShouldBeFalse();
            }

            string password;
            await using (var whole = await LocalCloud.StartAsync(options, Cancel))
            {
                await whole.Filling;
                password = (await DemoAsync(whole))["staff"]!["password"]!.GetValue<string>();
                (await RowsAsync(whole)).Count(IsListed).ShouldBe(3 + More);
            }

            await using var again = await LocalCloud.StartAsync(options with { DemoConversations = 6 }, Cancel);
            (await DemoAsync(again))["ready"]!.GetValue<bool>().ShouldBeTrue();
            (await DemoAsync(again))["staff"]!["password"]!.GetValue<string>().ShouldBe(password);
            (await RowsAsync(again)).Count(IsListed).ShouldBe(3 + More);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Its_conversations_stand_in_the_mailbox_and_only_who_is_to_try_one_unlock_is_mailed()
    {
        await using var cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { Azurite = await SharedWorld.AnotherAccountAsync(), Demo = true, DemoConversations = Count }, Cancel);
        (await DemoAsync(cloud))["ready"]!.GetValue<bool>().ShouldBe(cloud.Filling.IsCompleted);

        await cloud.Filling;

        (await DemoAsync(cloud))["ready"]!.GetValue<bool>().ShouldBeTrue();
        cloud.Inbox.Messages.ShouldAllBe(message => message.To == DemoOrganisation.Email || message.To == Waiting || message.Kind == InboxKind.Sms);
        cloud.Inbox.To(Waiting).Count.ShouldBe(2);
        cloud.Inbox.Messages.Where(message => message.To != Waiting).ShouldNotContain(message => message.Subject != null && message.Subject.Contains("bericht", StringComparison.Ordinal));
        var rows = await RowsAsync(cloud);
        rows.Count(row => row.StartsWith("list~", StringComparison.Ordinal)).ShouldBe(4 + More);
        rows.Count(row => row.StartsWith("archived~", StringComparison.Ordinal)).ShouldBe(2);
        var revoked = await RowsAsync(cloud, row => ((IDictionary<string, object>)row).Values.OfType<string>().Any(value => value.Contains("\"isRevoked\":true", StringComparison.Ordinal)));
        revoked.Count(row => row.StartsWith("list~", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static bool IsListed(string row) => row.Split('~')[0] is "list" or "archived";

    private static async Task<JsonNode> DemoAsync(LocalCloud cloud)
    {
        using var http = new HttpClient { BaseAddress = cloud.InboxServer.Address };
        return (await http.GetFromJsonAsync<JsonNode>("/demo", Cancel))!;
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(
        LocalCloud cloud, Func<Azure.Data.Tables.TableEntity, bool>? which = null)
    {
        var client = new Azure.Data.Tables.TableClient(cloud.Azurite.ConnectionString, "mailboxes");
        var rows = new List<string>();
        await foreach (var row in client.QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: Cancel))
        {
            if (which?.Invoke(row) != false)
            {
                rows.Add(row.RowKey);
            }
        }

        return rows;
    }
}
