using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Local;

/// <summary>
/// A deployment of which no more is set than must be, so without SMS: it starts, says so, and does with e-mail and
/// authenticator app.
/// </summary>
public sealed class DeployingWithoutSms : IAsyncLifetime
{
    private OwnWorld world = null!;

    public async ValueTask InitializeAsync() =>
        world = await OwnWorld.StartAsync(
            new Dictionary<string, string?>
            {
                ["Zegel:Sms:Sender"] = "",
                ["Zegel:Telemetry:OtlpEndpoint"] = "",
                ["Zegel:Organisation:Logo"] = "",
                ["Zegel:Organisation:BrandColour"] = "",
                ["Zegel:Organisation:HelpPhone"] = "",
                ["Zegel:Organisation:HelpEmail"] = "",
                ["Zegel:Organisation:PostalAddress"] = "",
                ["Zegel:Organisation:PrivacyAddress"] = "",
            },
            hasStaff: false);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task The_first_account_takes_an_authenticator_app_and_writes_to_people_who_get_codes_by_mail()
    {
        var first = await FirstAccountAsync();
        world.Log.All.ShouldContain(line => line.Contains("SMS is not set up", StringComparison.Ordinal));
        (await first.Browser.GetAsync("/api/account")).Expect(200)["smsAvailable"]!.GetValue<bool>().ShouldBeFalse();
        (await first.Browser.PostAsync("/api/account/factors/sms", new { phone = TestWorld.NewPhone() })).Expect(503, "sms-unavailable");

        var staff = (await first.AddAppAsync()).Browser;
        var mailboxId = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        (await staff.PostAsync($"/api/mailboxes/{mailboxId}/open")).Expect(200)["smsAvailable"]!.GetValue<bool>().ShouldBeFalse();

        var phone = TestWorld.NewPhone();
        var unsendable = await staff.BeginAsync(WritingToSomebody.Recipient(TestWorld.NewEmail(), "Anna", "sms", phone));
        (await staff.SendAsync(unsendable)).Expect(503, "sms-unavailable");
        var written = await world.WriteToSomebodyAsync("none", staff: staff);

        written.Link.Code.ShouldNotBeNull();
        await world.UnlockAsync(written.Link);
        await world.HintsWorkedAsync();
        world.Inbox.To(phone).ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_is_ready_and_people_start_conversations()
    {
        (await world.NewBrowser().GetAsync("/api/health?ready")).Expect(200);
        var organisation = (await world.NewBrowser().GetAsync("/api/organisation")).Expect(200).Json;
        string[] optional = ["logo", "brandColour", "helpPhone", "helpEmail", "postalAddress", "privacyAddress"];
        optional.ShouldAllBe(member => organisation[member] == null);
        await world.UnlockAsync(await world.StarterConversationAsync());
    }

    private async Task<AnAccount> FirstAccountAsync()
    {
        (await world.NewBrowser().GetAsync("/api/organisation")).Expect(200);
        await Waiting.UntilAsync("the invitation comes", () => world.Inbox.To(DemoOrganisation.Email).Count > 0);
        var link = await Invited.In(world, world.Inbox.To(DemoOrganisation.Email)[0]).PasswordLinkAsync();
        var browser = world.NewBrowser();
        (await link.SetAsync(AnAccount.UsualPassword, browser, "Conny de Linde")).Expect(200);
        return new AnAccount(world, link.AccountId, link.Email, browser);
    }
}
