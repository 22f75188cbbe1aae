using System.Security.Cryptography;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>The main job, from the starter to the answer by SMS, as people do it (D1-D20, Z8-Z15).</summary>
public sealed class TheWholeLoop(Site site)
{
    [Theory]
    [InlineData("nl", 1280)]
    [InlineData("nl", 360)]
    [InlineData("en", 1280)]
    [InlineData("en", 360)]
    public async Task A_one_off_sender_and_staff_write_to_each_other(string language, int width)
    {
        var words = Words.Of(language);
        var email = Site.NewEmail("karin");
        var subject = $"Verwijzing {Guid.CreateVersion7():N}"[..24];
        var big = People.RandomFile("verwijzing.pdf", 5_500_000);
        var small = People.RandomFile("foto.jpg", 5);

        var sender = await site.OpenWindowAsync(language, width);
        var starterMail = await site.StartAsync(sender, words, email);
        await sender.UnlockAsync(words, starterMail);
        await sender.WriteAsync(words, subject, "Wanneer kan ik terecht?", big, small);
        var ownersBefore = site.Cloud.Inbox.To(site.Staff.Email).Count;
        var confirmation = await site.NextMessageAsync(email, () => sender.Button(words.Send).ClickAsync());
        await sender.MessageText("Wanneer kan ik terecht?").WaitForAsync();
        await site.Cloud.Inbox.WaitForAsync(_ => site.Cloud.Inbox.To(site.Staff.Email).Count > ownersBefore, TestContext.Current.CancellationToken);
        foreach (var mail in site.Cloud.Inbox.To(site.Staff.Email).Append(confirmation))
        {
            (mail.Subject + mail.Text + mail.Html).ShouldNotContain(subject);
            (mail.Subject + mail.Text + mail.Html).ShouldNotContain("verwijzing.pdf");
        }

        var staff = await site.StaffWindowAsync(words, width);
        await staff.GetByText(subject).First.ClickAsync();
        await staff.MessageText("Wanneer kan ik terecht?").WaitForAsync();
        (await staff.DownloadAsync("verwijzing.pdf")).ShouldBe(Convert.ToHexString(SHA256.HashData(big.Buffer)));
        (await staff.DownloadAsync("foto.jpg")).ShouldBe(Convert.ToHexString(SHA256.HashData(small.Buffer)));

        await staff.WriteAsync(words, null, "U kunt dinsdag terecht.");
        var answered = await site.NextMessageAsync(email, () => staff.Button(words.Send).ClickAsync());
        Site.CodeIn(answered).Length.ShouldBe(8);
        var later = await site.OpenWindowAsync(language, width);
        await later.UnlockAsync(words, answered);
        await later.MessageText("U kunt dinsdag terecht.").WaitForAsync();
    }

    [Theory]
    [InlineData("nl", 360)]
    [InlineData("en", 1280)]
    public async Task Staff_write_with_an_SMS_code_and_the_recipient_answers(string language, int width)
    {
        var words = Words.Of(language);
        var (email, phone) = (Site.NewEmail("piet"), NewPhone());
        var subject = $"Afspraak {Guid.CreateVersion7():N}"[..24];
        var attachment = People.RandomFile("uitslag.pdf", 20_000);

        var staff = await site.StaffWindowAsync(words, width);
        await staff.Button(words.NewConversation).First.ClickAsync();
        await staff.Field(words.Recipient).FillAsync(email);
        await staff.Field(words.SmsCode).CheckAsync();
        await staff.Field(words.MobileNumber).FillAsync(phone);
        await staff.FillAsync(words, subject, "Uw afspraak is dinsdag.", attachment);
        var notice = await site.NextMessageAsync(email, () => staff.Button(words.Send).ClickAsync());
        notice.Text!.ShouldNotContain("Code:");
        notice.Text!.ShouldNotContain(subject);

        var recipient = await site.OpenWindowAsync(language, width);
        await site.UnlockBySmsAsync(recipient, words, notice, phone);
        await recipient.MessageText("Uw afspraak is dinsdag.").WaitForAsync();
        (await recipient.DownloadAsync("uitslag.pdf")).ShouldBe(Convert.ToHexString(SHA256.HashData(attachment.Buffer)));

        await recipient.WriteAsync(words, null, "Dank u, tot dinsdag.");
        await site.NextMessageAsync(email, () => recipient.Button(words.Send).ClickAsync());
        var reading = await site.StaffWindowAsync(words, width);
        await reading.GetByText(subject).First.ClickAsync();
        await reading.MessageText("Dank u, tot dinsdag.").WaitForAsync();
    }

    [Fact]
    public async Task The_browser_has_nothing_to_complain_about_and_asks_nobody_else()
    {
        await A_one_off_sender_and_staff_write_to_each_other("nl", 1280);

        site.Complaints.Where(complaint => !complaint.Contains("Failed to load resource", StringComparison.Ordinal)).ShouldBeEmpty();
        site.Requested.Where(address => address.Host is not ("localhost" or "127.0.0.1") && address.Scheme is "http" or "https" && !address.IsLoopback)
            .ShouldBeEmpty();
        site.Requested.ShouldAllBe(address => !address.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal) || !address.Query.Contains("secret", StringComparison.Ordinal));
    }

    private static string NewPhone() =>
        "+316" + RandomNumberGenerator.GetInt32(10_000_000, 99_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
