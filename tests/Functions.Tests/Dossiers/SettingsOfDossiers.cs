using Shouldly;
using Xunit;
using Zegel.Functions.Dossiers.Settings;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Dossiers;

/// <summary>The organisation's statuses and templates.</summary>
public sealed class SettingsOfDossiers(ClockWorld clock) : IClassFixture<ClockWorld>
{
    [Fact]
    public async Task Statuses_and_templates_are_set_as_a_whole_and_what_is_left_out_is_kept_for_dossiers_that_have_it()
    {
        var world = clock.World;
        var desk = await world.LogInAsync();
        var client = await Clientele.RegisterAsync(world, desk, await desk.MailboxAsync());
        var first = (await desk.GetAsync("/api/dossier-settings")).Expect(200);
        Names(first).ShouldBe(["In behandeling/In progress", "Wacht op cliënt/Waiting for client", "Afgerond/Finished"]);
        var (kept, fresh, template) = (first["statuses"]![0]!["statusId"]!.GetValue<string>(), Seals.NewId(), Seals.NewId());
        var step = new { nl = "Akte tekenen", en = "Sign the deed" };
        var wanted = new
        {
            version = 0,
            statuses = new[] { new { statusId = fresh, nl = "Nieuw", en = "New", isOpen = true }, new { statusId = kept, nl = "Loopt", en = "Running", isOpen = true } },
            templates = new[] { new { templateId = template, name = "Koop", steps = Enumerable.Repeat(step, 30) } },
        };
        var set = (await desk.PostAsync("/api/dossier-settings", wanted)).Expect(200);
        (await desk.PostAsync("/api/dossier-settings", wanted)).Expect(409, "changed-meanwhile");
        Names(set).ShouldBe(["Nieuw/New", "Loopt/Running", "Wacht op cliënt/Waiting for client (retired)", "Afgerond/Finished (retired)"]);
        await world.IsWrittenDownAsync("organisation/organisation", SettingsEvents.DossierSettingsChanged, await desk.AccountIdAsync(), null, 1);

        var again = wanted with { version = 1, templates = [] };
        var back = (await desk.PostAsync("/api/dossier-settings", new
        {
            again.version, statuses = new[] { new { statusId = first["statuses"]![2]!["statusId"]!.GetValue<string>(), nl = "Klaar", en = "Done", isOpen = false }, wanted.statuses[0] }, again.templates,
        })).Expect(200);
        Names(back).ShouldBe(["Klaar/Done", "Nieuw/New", "Loopt/Running (retired)", "Wacht op cliënt/Waiting for client (retired)"]);
        back["templates"]!.AsArray().ShouldBeEmpty();
        var more = (await desk.PostAsync("/api/dossier-settings", wanted with { version = 2 })).Expect(200);
        more["templates"]![0]!["steps"]!.AsArray().Count.ShouldBe(30);
        var seen = (await client.Browser.GetAsync("/api/dossier-settings")).Expect(200);
        Names(seen).ShouldBe(Names(more));
        seen["templates"]!.AsArray().ShouldBeEmpty();

        foreach (var (bad, member, code) in new (object, string, string)[]
        {
            (wanted with { version = 3, statuses = [] }, "statuses", "count-1-20"),
            (wanted with { version = 3, statuses = [.. wanted.statuses.Select(status => status with { isOpen = false })] }, "statuses", "status-open-missing"),
            (wanted with { version = 3, statuses = [wanted.statuses[0], wanted.statuses[0]] }, "statuses", "not-unique"),
            (wanted with { version = 3, statuses = [wanted.statuses[0] with { nl = " " }] }, "statuses[0].nl", "length-1-100"),
            (wanted with { version = 3, templates = [wanted.templates[0] with { steps = Enumerable.Repeat(step, 31) }] }, "templates[0].steps", "count-1-30"),
            (wanted with { version = 3, templates = [wanted.templates[0] with { steps = [step with { en = "" }] }] }, "templates[0].steps[0].en", "length-1-100"),
        })
        {
            (await desk.PostAsync("/api/dossier-settings", bad)).Expect(400, "bad-input")["errors"]![member]!.AsArray().Select(one => one!.GetValue<string>()).ShouldContain(code, member);
        }
    }

    private static IReadOnlyList<string> Names(ApiAnswer settings) =>
        [.. settings["statuses"]!.AsArray().Select(one => $"{one!["nl"]}/{one["en"]}{(one["isRetired"]!.GetValue<bool>() ? " (retired)" : "")}")];
}
