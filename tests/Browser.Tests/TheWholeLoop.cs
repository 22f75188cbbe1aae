using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>The main job, from the starter to the answer by SMS, as people do it (D1-D20, Z8-Z15).</summary>
public sealed class TheWholeLoop(Site site) : BrowserTest(site)
{
    private const string Question = "Wanneer kan ik terecht?";
    private const string Answer = "U kunt dinsdag terecht.";

    [Fact]
    public async Task A_one_off_sender_and_staff_write_to_each_other()
    {
        var words = Words.Nl;
        var (email, subject) = (People.NewEmail("karin"), People.NewSubject("Verwijzing"));
        var big = People.NewFile("verwijzing.pdf", 5_500_000);
        var small = People.NewFile("foto.jpg", 5);

        var starting = await Site.OpenWindowAsync("nl", 360);
        var starterMail = await Site.StartAsync(starting, words, email);
        Mails.CodeIn(starterMail).Length.ShouldBe(8);
        var sender = await starting.Context.NewPageAsync();
        await sender.UnlockAsync(words, starterMail);
        await sender.WriteAsync(words, subject, Question, big, small);
        var owners = Site.Cloud.Inbox.To(Site.Staff.Email).Count;
        var confirmation = await Site.NextMessageAsync(email, () => sender.SendAsync(words, Question));
        await Site.Cloud.Inbox.WaitForAsync(
            _ => Site.Cloud.Inbox.To(Site.Staff.Email).Count > owners, TestContext.Current.CancellationToken);
        foreach (var mail in Site.Cloud.Inbox.To(Site.Staff.Email).Append(confirmation))
        {
            TellsNothing(Mails.AllOf(mail), subject);
        }

        var staff = await Site.StaffWindowAsync(words, 360);
        await staff.Row(subject).Filter(new() { HasText = words.Unread }).WaitForAsync();
        await staff.ReadAsync(subject, Question);
        (await staff.DownloadAsync("verwijzing.pdf")).ShouldBe(People.HashOf(big));
        (await staff.DownloadAsync("foto.jpg")).ShouldBe(People.HashOf(small));
        await staff.WriteAsync(words, null, Answer);
        var notice = await Site.NextMessageAsync(email, () => staff.SendAsync(words, Answer));
        (await staff.Row(subject).Filter(new() { HasText = words.Unread }).CountAsync()).ShouldBe(0);

        TellsNothing(Mails.AllOf(notice), subject);
        Mails.CodeIn(notice).Length.ShouldBe(8);
        Mails.CodeIn(notice).ShouldNotBe(Mails.CodeIn(starterMail));
        var later = await Site.OpenWindowAsync("nl", 360);
        await later.UnlockAsync(words, notice);
        await later.MessageText(Answer).WaitForAsync();
    }

    [Fact]
    public async Task Staff_write_with_an_SMS_code_and_the_recipient_answers()
    {
        var words = Words.En;
        var (email, phone, subject) = (People.NewEmail("piet"), People.NewPhone(), People.NewSubject("Uitslag"));
        var file = People.NewFile("uitslag.pdf", 20_000);

        var staff = await Site.StaffWindowAsync(words, 1280);
        await staff.WriteToAsync(words, email, phone);
        await staff.FillAsync(words, subject, "Uw uitslag is goed.", file);
        var notice = await Site.NextMessageAsync(email, () => staff.SendAsync(words, "Uw uitslag is goed."));
        TellsNothing(Mails.AllOf(notice), subject);
        Mails.CodeIn(notice).ShouldBeEmpty();

        var recipient = await Site.OpenWindowAsync("en", 1280);
        await Site.UnlockBySmsAsync(recipient, words, notice, phone);
        await recipient.MessageText("Uw uitslag is goed.").WaitForAsync();
        (await recipient.DownloadAsync("uitslag.pdf")).ShouldBe(People.HashOf(file));
        TellsNothing(Site.Cloud.Inbox.To(phone).Single().Text!, subject);
        await recipient.WriteAsync(words, null, "Dank u, dat is fijn.");
        await Site.NextMessageAsync(Site.Staff.Email, () => recipient.SendAsync(words, "Dank u, dat is fijn."));

        var reading = await Site.StaffWindowAsync(words, 1280);
        await reading.ReadAsync(subject, "Dank u, dat is fijn.");
    }

    private static void TellsNothing(string readByAnyone, string subject)
    {
        string[] secrets = [subject, Question, Answer, "uitslag is goed", "verwijzing.pdf", "foto.jpg", "uitslag.pdf"];
        foreach (var secret in secrets)
        {
            readByAnyone.ShouldNotContain(secret);
        }
    }
}
