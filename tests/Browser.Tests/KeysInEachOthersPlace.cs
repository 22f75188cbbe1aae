using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// Somebody who can change rows puts conversations' keys, as their mailbox has them, in each other's place. Only a browser
/// of the mailbox can see it.
/// </summary>
public sealed class KeysInEachOthersPlace(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_open_nothing_and_that_is_told()
    {
        var subjects = new[] { People.NewSubject("Eerste"), People.NewSubject("Tweede") };
        var ids = new List<string>();
        var staff = await Site.StaffWindowAsync(Words);
        foreach (var subject in subjects)
        {
            var (visitor, mail) = await Site.VisitorAsync(Words);
            await visitor.WriteAsync(Words, subject, "Goedendag.");
            await visitor.SendAsync(Words, "Goedendag.");
            ids.Add(Mails.ParticipantIn(mail)[..32]);
            await staff.ReadAsync(subject, "Goedendag.");
        }

        await ExchangeAsync(ids[0], ids[1]);
        await staff.GotoAsync(Site.At($"/mail/#{ids[0]}00"));
        await staff.ReloadAsync();

        await staff.GetByText("De sleutel die hierbij hoort klopt niet.").WaitForAsync();
        await staff.ShowAsync("mailbox, key of another conversation");
        await staff.IsAccessibleAsync("mailbox, key of another conversation");
        (await staff.GetByText("Goedendag.").CountAsync()).ShouldBe(0);
        (await AuditedAsync(ids[0])).ShouldBeTrue();
    }

    /// <summary>On the mailbox's participant rows.</summary>
    private async Task ExchangeAsync(string one, string other)
    {
        var table = Table("conversations");
        var rows = new List<(TableEntity Row, JsonNode Data)>();
        foreach (var id in (string[])[one, other])
        {
            var row = (await table.GetEntityAsync<TableEntity>(id, "participant~00", cancellationToken: Cancel)).Value;
            rows.Add((row, JsonNode.Parse(row.GetString("Data")!)!));
        }

        var keys = rows.Select(row => row.Data["wrappedSealKey"]!.GetValue<string>()).Reverse().ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Data["wrappedSealKey"] = keys[i];
            rows[i].Row["Data"] = rows[i].Data.ToJsonString();
            await table.UpdateEntityAsync(rows[i].Row, ETag.All, TableUpdateMode.Replace, Cancel);
        }
    }

    /// <summary>Beside what it tells of, or in the trail already.</summary>
    private async Task<bool> AuditedAsync(string conversationId)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            foreach (var (table, filter) in ((string, string?)[])[("conversations", TableClient.CreateQueryFilter($"PartitionKey eq {conversationId}")), ("audit", null)])
            {
                await foreach (var row in Table(table).QueryAsync<TableEntity>(filter, cancellationToken: patience.Token))
                {
                    var text = row.GetString("Data") ?? "";
                    if (text.Contains(conversationId, StringComparison.Ordinal)
                        && (text.Contains("SealKeyRefused", StringComparison.Ordinal) || text.Contains("seal-key-refused", StringComparison.Ordinal)))
                    {
                        return true;
                    }
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    private TableClient Table(string name) => new(Site.Cloud.Azurite.ConnectionString, name);
}
