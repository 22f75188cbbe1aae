using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Audit;

namespace Zegel.Functions.Tests.Audit;

/// <summary>A trail of two days with a signed part: whatever is done to its export, the verifier names where.</summary>
public sealed class VerifyingTheTrail : IAsyncLifetime
{
    private readonly Verifier verifier = new();
    private TrailOnAzurite trail = null!;
    private List<string> lines = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Entries 1 to 4 on one day and 5 to 8 on the next; signed at 2, 4 and 8.</summary>
    public async ValueTask InitializeAsync()
    {
        trail = await TrailOnAzurite.StartAsync();
        await trail.EnterAsync(2);
        await trail.SignAsync();
        await trail.EnterAsync(2);
        trail.Time.Advance(TimeSpan.FromDays(1));
        await trail.EnterAsync(4);
        await trail.SignAsync();
        lines = await trail.ExportAsync();
    }

    public async ValueTask DisposeAsync()
    {
        verifier.Dispose();
        await trail.DisposeAsync();
    }

    [Fact]
    public async Task A_trail_that_nobody_touched_holds()
    {
        lines.Select(Kind).ShouldBe(["signed 0", "1", "2", "signed 2", "3", "4", "signed 4", "5", "6", "7", "8", "signed 8", "end"]);
        var (exitCode, words) = await VerifyAsync(lines);
        exitCode.ShouldBe(0, words);
        words.ShouldContain("entries 1 to 8 hold; last checkpoint at entry 8");

        // The second day alone stands on the checkpoint before it.
        var second = await trail.ExportAsync(trail.Time.GetUtcNow());
        second.Select(Kind).ShouldBe(["signed 4", "5", "6", "7", "8", "signed 8", "end"]);
        (exitCode, words) = await VerifyAsync(second);
        exitCode.ShouldBe(0, words);
        words.ShouldContain("entries 5 to 8 hold");
    }

    [Fact]
    public async Task Nothing_holds_that_nothing_vouches_for()
    {
        // No anchor, no checkpoint from elsewhere, and nobody who says that this will do.
        var key = Verifier.PublicHalf(trail.Key);
        var (exitCode, words) = await verifier.VerifyAsync(key, [lines], []);
        exitCode.ShouldBe(2);
        words.ShouldStartWith("Usage:");

        (await verifier.VerifyAsync(key, [lines], await AnchorAsync())).ExitCode.ShouldBe(0);
        // Also not when everything is let pass: an export that nobody signed proves nothing.
        (exitCode, words) = await VerifyAsync(lines.Where(line => !Kind(line).StartsWith("signed", StringComparison.Ordinal)), "--unanchored", "--unsigned");
        exitCode.ShouldBe(1);
        words.ShouldContain("without a checkpoint at the entry before it");
        (exitCode, words) = await VerifyAsync([lines[^1].Replace("\"end\":8", "\"end\":0", StringComparison.Ordinal)], "--unanchored", "--unsigned");
        exitCode.ShouldBe(1);
        words.ShouldContain("there is no checkpoint");
    }

    [Fact]
    public async Task Exports_that_continue_one_another_hold_together_and_others_do_not()
    {
        var key = Verifier.PublicHalf(trail.Key);
        var (first, second) = (trail.Time.GetUtcNow().AddDays(-1), trail.Time.GetUtcNow());
        trail.Time.Advance(TimeSpan.FromDays(1));
        await trail.EnterAsync(2);
        await trail.SignAsync();
        var third = trail.Time.GetUtcNow();
        List<string> one = await trail.ExportAsync(first, first), two = await trail.ExportAsync(second, second), three = await trail.ExportAsync(third, third);
        var anchor = await AnchorAsync();

        (await verifier.VerifyAsync(key, [one, two, three], anchor)).ExitCode.ShouldBe(0);
        // What stands in both is the same; so they continue one another too.
        (await verifier.VerifyAsync(key, [await trail.ExportAsync(first, second), await trail.ExportAsync(second, third)], anchor)).ExitCode.ShouldBe(0);

        var (exitCode, words) = await verifier.VerifyAsync(key, [one, three], anchor);
        exitCode.ShouldBe(1);
        words.ShouldContain("2.jsonl: it does not continue the export before: entries 5 to 8 are in neither");
        (exitCode, words) = await verifier.VerifyAsync(key, [two, one], anchor);
        exitCode.ShouldBe(1);
        words.ShouldContain("give them in their order");

        // Another trail that the same key signed: each holds by itself, together they do not.
        await using var other = await TrailOnAzurite.StartAsync(trail.Key);
        await other.EnterAsync(4);
        other.Time.Advance(TimeSpan.FromDays(1));
        await other.EnterAsync(4);
        await other.SignAsync();
        var theirs = await other.ExportAsync(other.Time.GetUtcNow());
        (await VerifyAsync(theirs)).ExitCode.ShouldBe(0);
        (exitCode, words) = await verifier.VerifyAsync(key, [one, theirs], ["--unanchored"]);
        exitCode.ShouldBe(1);
        words.ShouldContain("they are of two trails");
    }

    [Fact]
    public async Task The_anchor_tells_what_an_export_leaves_out_at_either_end()
    {
        var anchor = await AnchorAsync();
        var key = Verifier.PublicHalf(trail.Key);
        var fourth = lines.FindIndex(line => Kind(line) == "signed 4");
        var (exitCode, words) = await verifier.VerifyAsync(key, [[.. lines[..(fourth + 1)], lines[^1].Replace("\"end\":8", "\"end\":4", StringComparison.Ordinal)]], anchor);
        exitCode.ShouldBe(1);
        words.ShouldContain("it ends at entry 4, and its days were signed up to entry 8");

        (exitCode, words) = await verifier.VerifyAsync(key, [lines[fourth..]], anchor);
        exitCode.ShouldBe(1);
        words.ShouldContain("earlier entries are missing");
    }

    [Fact]
    public async Task Entries_since_the_last_checkpoint_fail_unless_somebody_lets_them_pass()
    {
        await trail.EnterAsync(3);
        var export = await trail.ExportAsync();
        (await BrokenAsync(export)).ShouldBe("the last 3 entries, from 9 on, are not signed");

        var (exitCode, words) = await VerifyAsync(export, "--unanchored", "--unsigned");
        exitCode.ShouldBe(0, words);
        words.ShouldEndWith("the last 3 are not signed");
    }

    [Fact]
    public async Task Every_member_that_is_changed_is_found_by_its_entry()
    {
        var third = lines.FindIndex(line => Kind(line) == "3");
        foreach (var (member, text) in Members(lines[third]))
        {
            // The value is changed within the line, byte for byte, as somebody would who knows the form.
            var other = text == "null" ? "\"somebody\"" : text.StartsWith('"') ? Other(text) : "9";
            var (exitCode, words) = await VerifyAsync(With(third, lines[third].Replace($"\"{member}\":{text}", $"\"{member}\":{other}", StringComparison.Ordinal)));
            exitCode.ShouldBe(1, member);
            words.ShouldContain("entry 3", customMessage: member);
        }
    }

    [Fact]
    public async Task A_changed_entry_whose_hash_was_made_anew_is_found_at_the_next()
    {
        var third = lines.FindIndex(line => Kind(line) == "3");
        var changed = Resealed(AuditEntry.Read(lines[third])!.Value.Entry with { Actor = "somebody" });
        (await BrokenAsync(With(third, changed))).ShouldContain("entry 4 does not follow on entry 3");
    }

    [Fact]
    public async Task Everything_made_anew_is_found_at_the_checkpoint()
    {
        var forged = new List<string>();
        var previous = AuditEntry.None;
        foreach (var line in lines)
        {
            if (AuditEntry.Read(line)?.Entry is not { } entry)
            {
                forged.Add(line);
                continue;
            }

            (var made, previous) = (entry with { Previous = previous, Actor = entry.Seq == 1 ? "somebody" : entry.Actor }).Seal();
            forged.Add(made);
        }

        (await BrokenAsync(forged)).ShouldBe("entry 2 is not the one that was signed");
    }

    [Theory]
    [InlineData(1, "entry 1 is missing or out of place; entry 2 stands there")]
    [InlineData(3, "entry 3 is missing or out of place; entry 4 stands there")]
    [InlineData(5, "entry 5 is missing or out of place; entry 6 stands there")]
    [InlineData(8, "entry 8 is missing")]
    public async Task A_removed_entry_is_named(int seq, string words) =>
        (await BrokenAsync([.. lines.Where(line => Kind(line) != $"{seq}")])).ShouldContain(words);

    [Theory]
    [InlineData("1", "2", "entry 1 is missing or out of place")]
    [InlineData("3", "4", "entry 3 is missing or out of place")]
    [InlineData("4", "5", "entry 4 is missing or out of place")]
    [InlineData("6", "8", "entry 6 is missing or out of place")]
    public async Task Two_entries_that_changed_places_are_named(string one, string other, string words)
    {
        var (a, b) = (lines.FindIndex(line => Kind(line) == one), lines.FindIndex(line => Kind(line) == other));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        (await BrokenAsync(lines)).ShouldContain(words);
    }

    [Fact]
    public async Task An_entry_that_stands_twice_is_named()
    {
        var third = lines.FindIndex(line => Kind(line) == "3");
        (await BrokenAsync([.. lines[..third], lines[third], .. lines[third..]])).ShouldContain("entry 4 is missing or out of place; entry 3 stands there");
    }

    [Fact]
    public async Task Entries_of_another_trail_are_named()
    {
        await using var other = await TrailOnAzurite.StartAsync();
        await other.EnterAsync(8);
        await other.SignAsync();
        var foreign = await other.ExportAsync();

        // Its fifth entry in the place of ours, and everything of it from the fifth on.
        var (ours, theirs) = (lines.FindIndex(line => Kind(line) == "5"), foreign.FindIndex(line => Kind(line) == "5"));
        (await BrokenAsync(With(ours, foreign[theirs]))).ShouldContain("entry 5 does not follow on entry 4");
        (await BrokenAsync([.. lines[..ours], .. foreign[theirs..]])).ShouldContain("entry 5 does not follow on entry 4");
        (await BrokenAsync(foreign)).ShouldContain("the checkpoint at entry 0 was not signed by a key that was given");
    }

    [Fact]
    public async Task What_was_cut_off_is_found()
    {
        for (var length = 0; length < lines.Count; length++)
        {
            (await BrokenAsync(lines[..length])).ShouldContain("the export is cut off after entry");
        }

        // Cut off with the right end, up to a checkpoint: whoever knows a later one from the logs sees it.
        var cut = lines[..^6];
        cut.Select(Kind).Last().ShouldBe("signed 4");
        cut.Add(lines[^1].Replace("\"end\":8", "\"end\":4", StringComparison.Ordinal));
        (await VerifyAsync(cut)).ExitCode.ShouldBe(0);
        var checkpoint = JsonNode.Parse(lines[^2])!;
        string[] expected = ["--expect", $"{checkpoint["checkpoint"]}:{checkpoint["hash"]}"];
        (await VerifyAsync(lines, expected)).ExitCode.ShouldBe(0);
        var (exitCode, words) = await VerifyAsync(cut, expected);
        exitCode.ShouldBe(1);
        words.ShouldContain("no export has the checkpoint 8:");
    }

    [Fact]
    public async Task A_changed_checkpoint_is_named()
    {
        var signed = lines.FindIndex(line => Kind(line) == "signed 4");
        foreach (var (member, text) in Members(lines[signed]))
        {
            var changed = lines[signed].Replace($"\"{member}\":{text}", $"\"{member}\":{(text.StartsWith('"') ? Other(text) : "3")}", StringComparison.Ordinal);
            (await BrokenAsync(With(signed, changed))).ShouldContain("was not signed by a key that was given", customMessage: member);
        }
    }

    [Fact]
    public async Task A_changed_row_is_not_signed_and_somebody_is_told()
    {
        await trail.EnterAsync(3);
        var day = AuditTrail.DayOf(trail.Time.GetUtcNow());
        var row = (await trail.Storage.Audit.GetEntityAsync<Azure.Data.Tables.TableEntity>(day, "entry~000000000010", cancellationToken: Cancel)).Value;
        row["Data"] = row.GetString("Data")!.Replace("conversation-opened", "conversation-closed", StringComparison.Ordinal);
        await trail.Storage.Audit.UpdateEntityAsync(row, Azure.ETag.All, Azure.Data.Tables.TableUpdateMode.Replace, Cancel);

        (await trail.Checkpoints.SignAsync(Cancel)).ShouldBe(new TrailState((await trail.Anchor.FindLastAsync(Cancel))!.Checkpoint, TrailFault.EntryChanged, 10));
        trail.Log.All.ShouldContain(line => line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains("entry 10", StringComparison.Ordinal));
        (await BrokenAsync(await trail.ExportAsync())).ShouldBe("entry 10 was changed");
    }

    private static string Resealed(AuditEntry entry) => entry.Seal().Line;

    /// <summary>The members of a line with the bytes of their values.</summary>
    private static IEnumerable<(string Name, string Text)> Members(string line)
    {
        using var json = JsonDocument.Parse(line);
        return [.. json.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.GetRawText()))];
    }

    private static string Kind(string line)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        return json["seq"]?.ToString() ?? (json["checkpoint"] is { } checkpoint ? $"signed {checkpoint}" : "end");
    }

    /// <summary>Another text of the same form: another letter or digit in its middle.</summary>
    private static string Other(string text)
    {
        var at = 1 + RandomNumberGenerator.GetInt32(Math.Max(1, Math.Min(text.Length - 2, 8)));
        return text[..at] + (text[at] == '1' ? '2' : '1') + text[(at + 1)..];
    }

    private List<string> With(int index, string line)
    {
        line.ShouldNotBe(lines[index]);
        return [.. lines[..index], line, .. lines[(index + 1)..]];
    }

    private Task<string[]> AnchorAsync() => verifier.WithAnchorAsync(trail.Configuration["AzureWebJobsStorage"]!);

    private Task<(int ExitCode, string Words)> VerifyAsync(IEnumerable<string> export, params string[] options) =>
        verifier.VerifyAsync(Verifier.PublicHalf(trail.Key), export, options);

    private async Task<string> BrokenAsync(IEnumerable<string> export)
    {
        var (exitCode, words) = await VerifyAsync(export);
        exitCode.ShouldBe(1, words);
        return words;
    }
}
