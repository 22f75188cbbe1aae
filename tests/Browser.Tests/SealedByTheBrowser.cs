using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>What a browser sealed, judged by Microsoft's own reader, and what our reader does with what was changed.</summary>
public sealed class SealedByTheBrowser(Site site) : BrowserTest(site)
{
    // A region as it is stored: nonce, 512 KiB, tag.
    private const int Region = 12 + (512 * 1024) + 16;
    private static readonly Words Words = Words.Nl;

    /// <summary>Ways to change a stored file of three regions.</summary>
    public static TheoryData<string, Func<byte[], byte[]>> Changes { get; } = new()
    {
        { "a flipped bit in the middle", stored => Flipped(stored, stored.Length / 2) },
        { "a flipped bit at the end", stored => Flipped(stored, stored.Length - 1) },
        { "the last region cut off", stored => stored[..(2 * Region)] },
        { "two regions in each other's place", stored => [.. stored[Region..(2 * Region)], .. stored[..Region], .. stored[(2 * Region)..]] },
    };

    [Theory]
    [InlineData(5)]
    [InlineData(9_000_000)]
    public async Task Microsofts_client_side_encryption_reads_it_byte_for_byte(int size)
    {
        var file = People.NewFile("scan.bin", size);
        var (page, mail) = await Site.VisitorAsync(Words);
        await page.WriteAsync(Words, "Scan", "Zie bijlage.", file);
        await page.SendAsync(Words, "Zie bijlage.");
        var participantId = Mails.ParticipantIn(mail);
        var sealKey = await page.EvaluateAsync<string>(
            """
            async (id) => {
              const headers = { "Content-Type": "application/json" };
              const opened = await fetch(`/api/participants/${id}/open`, { method: "POST", headers, body: '{"before":null}' });
              return (await opened.json()).sealKey;
            }
            """,
            participantId);

        var blob = await StoredFile.FindAsync(Site.Cloud.Azurite, participantId[..32]);

        (await blob.ReadAsMicrosoftAsync(Convert.FromBase64String(sealKey))).ShouldBe(file.Buffer);
        (await blob.ReadAsync()).AsSpan().IndexOf(file.Buffer.AsSpan(0, 5)).ShouldBe(-1);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_changed_file_is_not_saved_and_its_sender_is_told(string change, Func<byte[], byte[]> changed)
    {
        var subject = People.NewSubject("Brief");
        var (sender, mail) = await Site.VisitorAsync(Words);
        await sender.WriteAsync(Words, subject, "Zie bijlage.", People.NewFile("brief.bin", 1_200_000));
        await Site.NextMessageAsync(mail.To, () => sender.SendAsync(Words, "Zie bijlage."));
        var blob = await StoredFile.FindAsync(Site.Cloud.Azurite, Mails.ParticipantIn(mail)[..32]);
        await blob.ReplaceAsync(changed(await blob.ReadAsync()));

        var staff = await Site.StaffWindowAsync(Words);
        await staff.ReadAsync(subject, "Zie bijlage.");
        var saved = new List<IDownload>();
        staff.Download += (_, download) => saved.Add(download);
        var notice = await Site.NextMessageAsync(mail.To, () => staff.Attachment("brief.bin").ClickAsync());
        await staff.GetByText("Dit bestand is beschadigd en is niet bewaard.").WaitForAsync();
        await staff.ShowAsync("mailbox, damaged file");

        Mails.AllOf(notice).ShouldNotContain("brief.bin", Case.Insensitive, change);
        foreach (var download in saved)
        {
            (await download.FailureAsync()).ShouldNotBeNull(change);
        }
    }

    private static byte[] Flipped(byte[] stored, int at)
    {
        stored[at] ^= 1;
        return stored;
    }
}
