using System.Globalization;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Dossiers;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Dossiers;

/// <summary>
/// A client is reminded on the mornings of seven days and one day before, and by hand (X30, N48, N1); files live as long as the answers
/// with which they are kept.
/// </summary>
public sealed class TasksAsTimePasses(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Reminder = "er wacht nog iets op u";

    private OwnWorld World => clock.World;

    [Fact]
    public async Task Come_on_their_mornings_once_and_follow_the_date_when_it_moves()
    {
        var (dossier, client, part) = await MakeAsync();
        var (first, second) = (await ATask.AskAsync(dossier, part), await ATask.AskAsync(dossier, part, "document"));
        var last = SignInPolicy.DayOf(World.Now()).AddDays(14);

        await PurgedAsync(client, last.AddDays(-7), "07:55", 0);
        await PurgedAsync(client, last.AddDays(-7), "09:05", 1);
        var mail = World.Mails(client.Email, Reminder)[0];
        mail.Text!.ShouldContain(last.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("nl-NL")));
        (mail.Text + mail.Subject + mail.Html).ShouldNotContain("akte", Case.Insensitive);
        foreach (var task in new[] { first, second })
        {
            await World.IsWrittenDownAsync(part.Place, DossierEvents.TaskReminded, "system", task.TaskId, times: 1);
        }

        // By hand: not on a day on which they were reminded, and once a day.
        dossier = await LogInAsync(dossier);
        (await first.RemindAsync(dossier.Staff)).Expect(409, "reminded-today");
        await PurgedAsync(client, last.AddDays(-6), "09:05", 1);
        dossier = await LogInAsync(dossier);
        var reminderId = Seals.NewId();
        for (var i = 0; i < 2; i++)
        {
            // The same again, whose answer was lost, is no second one.
            (await first.RemindAsync(dossier.Staff, reminderId)).Expect(200)["remindedAt"].ShouldNotBeNull();
        }

        (await first.RemindAsync(dossier.Staff)).Expect(409, "reminded-today");
        await World.IsWrittenDownAsync(part.Place, DossierEvents.TaskReminded, await dossier.Staff.AccountIdAsync(), first.TaskId, times: 1);
        await PurgedAsync(client, last.AddDays(-6), "10:05", 2);

        // The first gets a week more: of its old days there is none left, and its new ones come.
        dossier = await LogInAsync(dossier);
        await SetAsync(dossier, first, last.AddDays(7));
        await World.IsWrittenDownAsync(part.Place, DossierEvents.TaskChanged, await dossier.Staff.AccountIdAsync(), first.TaskId, times: 1);
        await PurgedAsync(client, last.AddDays(-1), "09:05", 3);
        (await RemindedAsync(dossier, first), await RemindedAsync(dossier, second)).ShouldBe((last.AddDays(-6), last.AddDays(-1)));
        await PurgedAsync(client, last, "09:05", 4);
        await PurgedAsync(client, last.AddDays(1), "09:05", 4);
        dossier = await LogInAsync(dossier);
        ((await second.ListedAsync(dossier.Staff, part.Office))["isLate"]!.GetValue<bool>(), (await first.ListedAsync(dossier.Staff, part.Office))["isLate"]!.GetValue<bool>())
            .ShouldBe((true, false));

        // To a day that is nearer than a week: the one before it is left. And to the same day again changes nothing.
        await SetAsync(dossier, first, last.AddDays(4));
        await SetAsync(dossier, first, last.AddDays(4));
        await World.IsWrittenDownAsync(part.Place, DossierEvents.TaskChanged, await dossier.Staff.AccountIdAsync(), first.TaskId, times: 2);
        await PurgedAsync(client, last.AddDays(3), "09:05", 5);
        dossier = await LogInAsync(dossier);
        await SetAsync(dossier, first, last.AddDays(20));
        (await dossier.Staff.PostAsync(first.Path(part.Office, "withdraw"))).Expect(200);
        await PurgedAsync(client, last.AddDays(19), "09:05", 5);
    }

    [Fact]
    public async Task Go_to_nobody_who_does_not_want_them_nor_for_what_is_closed_taken_away_or_too_late()
    {
        var (dossier, client, part) = await MakeAsync();
        (await client.Browser.PostAsync("/api/client/notices", new { documents = true, forms = false, messages = true })).Expect(200);
        var unwanted = await ATask.AskAsync(dossier, part);
        (await unwanted.RemindAsync(dossier.Staff)).Expect(409, "nobody-to-remind");
        World.Mails(client.Email, "iets voor u klaar in uw portaal").ShouldBeEmpty();
        var (closed, ofClosed, partOfClosed) = await MakeAsync();
        var (taken, ofTaken, partOfTaken) = await MakeAsync();
        var (told, ofTold, partOfTold) = await MakeAsync();
        foreach (var (of, one) in new[] { (closed, partOfClosed), (taken, partOfTaken), (told, partOfTold) })
        {
            await ATask.AskAsync(of, one);
        }

        (await closed.SetAsync(isClosed: true)).Expect(200);
        (await taken.Staff.DeleteAsync(ADossier.Path(taken.Office, $"dossier/parts/{partOfTaken.PartId}"))).Expect(204);
        var last = SignInPolicy.DayOf(World.Now()).AddDays(14);
        await PurgedAsync(ofTold, last.AddDays(-7), "09:05", 1);
        foreach (var somebody in new[] { client, ofClosed, ofTaken })
        {
            World.Mails(somebody.Email, Reminder).ShouldBeEmpty();
        }

        dossier = await LogInAsync(dossier);
        (await unwanted.ListedAsync(dossier.Staff, part.Office))["remindedAt"].ShouldBeNull("nobody was");

        // Nothing runs until the last day is over.
        await PurgedAsync(ofTold, last.AddDays(1), "09:05", 1);
        var rows = await World.RowsAsync("expiries");
        foreach (var one in new[] { part, partOfClosed, partOfTaken, partOfTold })
        {
            rows.ShouldNotContain(row => row.RowKey.StartsWith("task~", StringComparison.Ordinal) && row.RowKey.Contains(one.PartId, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Files_that_are_kept_with_answers_outlive_those_that_wait_and_go_with_what_is_taken_back()
    {
        var (dossier, client, part) = await MakeAsync();
        var task = await ATask.AskAsync(dossier, part, days: 100);
        var files = await ADossier.UploadAsync(client.Browser, part, part.Client, 3);
        (await task.SaveAsync(client.Browser, part.Client, "page-1", 0, files: [files[0], files[1]])).Expect(200);
        (await task.SaveAsync(client.Browser, part.Client, "page-1", 1, dropped: [files[1]])).Expect(200);

        World.Time.Advance(TimeSpan.FromDays(40));
        await PurgeAsync();
        (await FilesAsync()).ShouldBe([$"stored~{files[0]}"]);
        await World.CheckSpaceAsync();

        dossier = await LogInAsync(dossier);
        (await dossier.Staff.PostAsync(task.Path(part.Office, "withdraw"))).Expect(200);
        World.Time.Advance(TimeSpan.FromDays(1));
        await PurgeAsync();
        (await FilesAsync()).ShouldBeEmpty();
        await World.CheckSpaceAsync();

        async Task PurgeAsync()
        {
            await World.PurgeAsync(TestContext.Current.CancellationToken);
            World.Time.Advance(TimeSpan.FromHours(2));
            await World.PurgeAsync(TestContext.Current.CancellationToken);
        }

        async Task<IReadOnlyList<string>> FilesAsync() =>
            [.. (await World.RowsAsync("conversations", part.PartId)).Select(row => row.RowKey).Where(key => key.Split('~')[0] is "file" or "stored")];
    }

    /// <summary>Moves the clock to a time in Amsterdam, lets the timer run twice, and counts the reminders so far.</summary>
    private async Task PurgedAsync(Somebody client, DateOnly day, string time, int mails)
    {
        World.AdvanceTo(SignInPolicy.StartOf(day) + TimeSpan.Parse(time, CultureInfo.InvariantCulture));
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        await World.SweepUntilSettledAsync();
        await World.HintsWorkedAsync();
        World.Mails(client.Email, Reminder).Count.ShouldBe(mails, $"{day:O} {time}");
    }

    private static async Task SetAsync(ADossier dossier, ATask task, DateOnly day) =>
        (await dossier.Staff.PostAsync(task.Path(task.Part.Office, "date"), new { dueOn = day.ToString("O", CultureInfo.InvariantCulture) }))
        .Expect(200)["dueOn"]!.GetValue<string>().ShouldBe(day.ToString("O", CultureInfo.InvariantCulture));

    private async Task<DateOnly> RemindedAsync(ADossier dossier, ATask task)
    {
        var listed = await task.ListedAsync((await LogInAsync(dossier)).Staff, task.Part.Office);
        return SignInPolicy.DayOf(listed["remindedAt"]!.GetValue<DateTimeOffset>());
    }

    private async Task<ADossier> LogInAsync(ADossier dossier) => dossier with { Staff = await World.LogInAsync() };

    private async Task<(ADossier Dossier, Somebody Client, APart Part)> MakeAsync()
    {
        var dossier = await ADossier.MakeAsync(World, await World.LogInAsync());
        var client = await AClient.MakeAsync(World, dossier.MailboxId, "Karin Klant");
        return (dossier, client, await dossier.AddAsync(client));
    }
}
