using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>A recipient opens with a password that was agreed beforehand (Z13): guessed at as little as at codes.</summary>
public sealed class OpeningWithAPassword(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Password = "Koffie met Zoë";
    private const string Wrong = "Koffie zonder Zoë";

    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task It_opens_the_message_and_is_never_mailed_stored_or_logged()
    {
        var written = await WriteAsync();
        var (link, reader) = (written.Link, own.NewBrowser());
        (await reader.LookAsync(link))["method"]!.GetValue<string>().ShouldBe("password");
        (await reader.AskCodeAsync(link)).Expect(403, "password-needed");

        // As a phone types it: an e and its dots apart, and a blank behind it.
        (await reader.TryAsync(link, Password.Normalize(NormalizationForm.FormD) + " ")).Expect(200);

        (await reader.TextsAsync(link.ParticipantId, written.Draft.SealKey)).ShouldBe([written.Draft.Text]);
        link.Code.ShouldBeNull();
        own.MailsTo(link.Email, "Koffie").ShouldHaveSingleItem();
        var rows = await own.RowsAsync("conversations", link.ConversationId);
        rows.ShouldAllBe(row => row.GetString("Data") == null || !row.GetString("Data").Contains("Koffie", StringComparison.Ordinal));
        own.Log.All.ShouldAllBe(line => !line.Contains("Koffie", StringComparison.Ordinal));
        await own.IsWrittenDownAsync($"conversations/{link.ConversationId}", SpaceEvents.Unlocked, link.ParticipantId, link.ParticipantId);
    }

    [Fact]
    public async Task What_is_stored_of_the_request_is_no_plain_hash_of_a_body_with_a_password_in_it()
    {
        var staff = await own.LogInAsync();
        var draft = await staff.BeginAsync(Recipient(TestWorld.NewEmail()));
        var body = JsonSerializer.Serialize(draft.ToBody());
        (await staff.PostTextAsync($"/api/participants/{draft.Author}/messages", body)).Expect(201);

        (await staff.PostTextAsync($"/api/participants/{draft.Author}/messages", body)).Expect(201);

        var posted = (await own.RowsAsync("conversations", draft.ConversationId)).Single(row => row.RowKey.StartsWith("sent~", StringComparison.Ordinal));
        var plain = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        posted.GetString("Data").ShouldContain("bodyHash");
        posted.GetString("Data").ShouldNotContain(plain);
    }

    [Fact]
    public async Task Of_many_guesses_at_once_those_are_looked_at_that_a_person_could_make()
    {
        var link = (await WriteAsync()).Link;

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => GuessAsync(link, $"{Wrong} {i}")));

        answers.ShouldAllBe(answer => answer.Status != HttpStatusCode.OK && (int)answer.Status < 500);
        // The fourth in a row makes the next one wait.
        answers.Count(answer => answer.Problem is "password-refused").ShouldBeInRange(1, 4);
        (await own.ParticipantAsync(link.ParticipantId)).Codes.WrongPasswords.ShouldBeInRange(1, 4);
    }

    [Fact]
    public async Task After_the_fourth_wrong_one_the_right_one_waits_too()
    {
        var link = (await WriteAsync()).Link;
        for (var i = 1; i <= 3; i++)
        {
            (await GuessAsync(link, Wrong)).Expect(403, "password-refused")["triesLeft"]!.GetValue<int>()
                .ShouldBe(SecurityNumbers.TriesPerParticipant - i);
        }

        var retryAt = (await GuessAsync(link, Wrong)).Expect(403, "password-refused")["retryAt"]!.GetValue<DateTimeOffset>();

        retryAt.ShouldBe(own.Time.GetUtcNow() + SecurityNumbers.WaitsAfterWrongTries[3]);
        (await GuessAsync(link, Password)).Expect(429, "too-many-requests");
        own.AdvanceTo(retryAt);
        (await GuessAsync(link, Password)).Expect(200);
        (await own.ParticipantAsync(link.ParticipantId)).Codes.WrongPasswords.ShouldBe(4);
    }

    [Fact]
    public async Task Fifteen_in_a_day_lock_the_link_for_a_day_and_the_owner_hears_of_it()
    {
        var link = (await WriteAsync()).Link;
        await HadWrongAsync(link, codes => codes with { Wrong = [.. Enumerable.Repeat(own.Time.GetUtcNow(), SecurityNumbers.TriesPerParticipant - 1)] });

        var told = await own.NextMessageAsync(
            own.StaffLogIn.Email, async () => (await GuessAsync(link, Wrong)).Expect(403, "participant-locked"));

        told.Subject!.ShouldContain("verkeerde");
        (await GuessAsync(link, Password)).Expect(403, "participant-locked");
        own.Time.Advance(SecurityNumbers.ParticipantLock);
        (await GuessAsync(link, Password)).Expect(200);
    }

    [Fact]
    public async Task Twenty_in_all_shut_the_link_until_staff_send_another()
    {
        var written = await WriteAsync();
        var link = written.Link;
        await HadWrongAsync(link, codes => codes with { WrongPasswords = SecurityNumbers.AgreedPasswordTries - 1 });

        (await GuessAsync(link, Wrong)).Expect(403, "participant-disabled");

        own.Time.Advance(TimeSpan.FromDays(30));
        (await GuessAsync(link, Password)).Expect(403, "participant-disabled");
        var staff = await own.LogInAsync();
        var mail = await own.NextMessageAsync(link.Email, async () =>
            (await staff.PostAsync($"/api/participants/{written.Mailbox}/new-link", new { personId = link.ParticipantId })).Expect(204));
        (await GuessAsync(link, Password)).Expect(404, "link-unknown");
        (await GuessAsync(TestWorld.LinkIn(mail), Password)).Expect(200);
    }

    [Fact]
    public async Task It_can_be_raised_to_sms_which_ends_what_it_opened_and_never_back()
    {
        var written = await WriteAsync();
        var (link, phone) = (written.Link, TestWorld.NewPhone());
        var reader = own.NewBrowser();
        (await reader.TryAsync(link, Password)).Expect(200);

        (await RaiseAsync(written, new { participantId = link.ParticipantId, phone })).Expect(201);

        (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
        (await GuessAsync(link, Password)).Expect(403, "code-expired");
        (await own.ParticipantAsync(link.ParticipantId)).PasswordHash.ShouldBeNull();
        await own.UnlockBySmsAsync(link, phone);
        (await RaiseAsync(written, new { participantId = link.ParticipantId, method = "password", password = Password })).Expect(400, "bad-input");
        (await RaiseAsync(written, new { participantId = link.ParticipantId, method = "none" })).Expect(400, "bad-input");
        (await own.ParticipantAsync(link.ParticipantId)).Method.ShouldBe(Method.Sms);
    }

    [Fact]
    public async Task Whoever_opened_with_the_mailed_code_can_be_raised_to_it_and_to_nothing_without_one()
    {
        var written = await own.WriteToSomebodyAsync("none");
        var reader = await own.UnlockAsync(written.Link);
        var id = written.Link.ParticipantId;
        (await RaiseAsync(written, new { participantId = id, method = "password" })).Expect(400, "bad-input");
        (await RaiseAsync(written, new { participantId = id, method = "sms" })).Expect(400, "bad-input");

        (await RaiseAsync(written, new { participantId = id, method = "password", password = Password })).Expect(201);

        (await reader.TryOpenAsync(id)).Expect(401, "not-unlocked");
        (await GuessAsync(written.Link, Password)).Expect(200);
    }

    [Fact]
    public async Task Staff_give_another_one_and_what_the_old_one_opened_or_shut_is_over()
    {
        const string Other = "Thee met Zoë";
        var written = await WriteAsync();
        var (link, reader) = (written.Link, own.NewBrowser());
        (await reader.TryAsync(link, Password)).Expect(200);
        await HadWrongAsync(link, codes => codes with { WrongPasswords = SecurityNumbers.AgreedPasswordTries - 1 });
        (await GuessAsync(link, Wrong)).Expect(403, "participant-disabled");
        var path = $"/api/participants/{written.Mailbox}/people/{link.ParticipantId}/password";
        (await written.Staff.PostAsync(path, new { password = "zeven 7" })).Expect(400, "bad-input")["errors"]!["password"]![0]!
            .GetValue<string>().ShouldBe("agreed-password-length");
        (await (await own.OtherStaffAsync()).PostAsync(path, new { password = Other })).Expect(404, "not-found");
        (await reader.PostAsync(path.Replace(written.Mailbox, link.ParticipantId, StringComparison.Ordinal), new { password = Other })).Expect(401, "not-signed-in");
        (await reader.PostAsync(path, new { password = Other })).Expect(401, "not-signed-in");
        await reader.OpenAsync(link.ParticipantId);

        (await written.Staff.PostAsync(path, new { password = Other })).Expect(204);

        (await reader.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");
        (await GuessAsync(link, Password)).Expect(403, "password-refused")["triesLeft"]!.GetValue<int>().ShouldBe(SecurityNumbers.TriesPerParticipant - 1);
        (await reader.TryAsync(link, Other)).Expect(200);
        await reader.OpenAsync(link.ParticipantId);
        await own.HintsWorkedAsync();
        own.MailsTo(link.Email, "Thee").ShouldHaveSingleItem();
        own.Log.All.ShouldAllBe(line => !line.Contains("Thee", StringComparison.Ordinal));
        await own.IsWrittenDownAsync(
            $"conversations/{link.ConversationId}", ConversationEvents.PasswordGiven, await written.Staff.AccountIdAsync(), link.ParticipantId, times: 1);
    }

    [Fact]
    public async Task Whoever_proves_it_otherwise_is_given_none()
    {
        var written = await own.WriteToSomebodyAsync("none");
        foreach (var person in new[] { written.Link.ParticipantId, written.Mailbox, written.Link.ConversationId + "0f" })
        {
            (await written.Staff.PostAsync($"/api/participants/{written.Mailbox}/people/{person}/password", new { password = Password })).Expect(404, "not-found");
        }
    }

    [Theory]
    [InlineData("password", "zeven 7", "agreed-password-length")]
    [InlineData("password", "       x       ", "agreed-password-length")]
    [InlineData("password", null, "agreed-password-length")]
    [InlineData("password", "Welkom2026", "password-common")]
    [InlineData("none", Password, "password-without-method")]
    public async Task A_password_that_will_not_do_is_refused_at_its_field(string method, string? password, string code)
    {
        var staff = await own.LogInAsync();
        var draft = await staff.BeginAsync(new { email = TestWorld.NewEmail(), name = "P", method, phone = (string?)null, password, language = "nl" });

        var refused = (await staff.SendAsync(draft)).Expect(400, "bad-input");

        refused["errors"]!["recipients[0].password"]![0]!.GetValue<string>().ShouldBe(code);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Its_length_is_counted_in_characters_as_they_are_seen(int characters, bool isGood)
    {
        var password = string.Concat(Enumerable.Range(0, characters).Select(i => "äëïö"[i % 4])).Normalize(NormalizationForm.FormD);

        (PasswordRule.RefuseAgreed(password) is null).ShouldBe(isGood);
    }

    [Fact]
    public void It_is_no_password_of_an_account()
    {
        var services = own.Cloud.Services;
        var hash = services.GetRequiredService<AgreedPasswords>().Hash(Password);

        services.GetRequiredService<Passwords>().Verify(hash, Password).ShouldBe(Microsoft.AspNetCore.Identity.PasswordVerificationResult.Failed);
    }

    private async Task<Written> WriteAsync()
    {
        var (staff, email) = (await own.LogInAsync(), TestWorld.NewEmail("piet"));
        var draft = await staff.BeginAsync(Recipient(email));
        var notice = await own.NextMessageAsync(email, async () => (await staff.SendAsync(draft)).Expect(201));
        return new Written(staff, TestWorld.LinkIn(notice), "", draft, notice);
    }

    private static object Recipient(string email) =>
        new { email, name = "Piet", method = "password", phone = (string?)null, password = Password, language = "nl" };

    private static Task<ApiAnswer> RaiseAsync(Written written, object raise) =>
        written.Staff.SendAsync(written.Draft.Next(written.Mailbox) with { Raise = [raise] });

    private Task<ApiAnswer> GuessAsync(Link link, string password) => own.NewBrowser().TryAsync(link, password);

    /// <summary>As after days of guessing.</summary>
    private async Task HadWrongAsync(Link link, Func<Functions.Spaces.Unlocking.LinkCodes, Functions.Spaces.Unlocking.LinkCodes> had) =>
        (await own.Cloud.Services.GetRequiredService<SpaceStore>().ChangeAsync(
            ParticipantId.From(link.ParticipantId), own.Time.GetUtcNow(),
            (change, _, stored) => change.Replace(stored, stored.Value with { Codes = had(stored.Value.Codes) }),
            TestContext.Current.CancellationToken)).ShouldBeTrue();
}
