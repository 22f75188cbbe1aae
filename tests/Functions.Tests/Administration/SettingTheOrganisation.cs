using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Administration;
using Zegel.Functions.Organisations;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>Who the organisation is, as the service desk changes it (T27).</summary>
public sealed class SettingTheOrganisation(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Circle = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:url(#g)}</style><circle class="a" r="4"/></svg>""";

    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task The_organisation_changes_at_once_everywhere_and_of_two_the_later_is_told()
    {
        var desk = await own.LogInAsync();
        var read = (await desk.GetAsync("/api/desk/organisation")).Expect(200);
        var revision = read["revision"]!.GetValue<int>();
        var wanted = Wanted(revision, read["name"]!.GetValue<string>());

        (await desk.PostAsync("/api/desk/organisation", wanted)).Expect(200)["revision"]!.GetValue<int>().ShouldBe(revision + 1);
        // The same again, after an answer that was lost, is the same; what says anything else is told.
        (await desk.PostAsync("/api/desk/organisation", wanted)).Expect(200)["revision"]!.GetValue<int>().ShouldBe(revision + 1);
        var other = wanted.DeepClone();
        other["helpPhone"] = "020 765 43 21";
        (await desk.PostAsync("/api/desk/organisation", other)).Expect(409, "changed-meanwhile");

        await own.IsWrittenDownAsync("organisation/organisation", AdministrationEvents.OrganisationChanged, await desk.AccountIdAsync(), null);
        var shown = (await own.NewBrowser().GetAsync("/api/organisation")).Expect(200);
        shown["helpPhone"]!.GetValue<string>().ShouldBe("020 123 45 67");
        shown["footer"]!["partnersNl"]!.GetValue<string>().ShouldBe("Apotheek Oost");
        var logo = await own.NewBrowser().GetAsync(shown["logo"]!.GetValue<string>());
        logo.Text.ShouldBe(Circle);

        // What is left out of a form is no more; the logo stays unless it is taken away.
        wanted["revision"] = revision + 1;
        wanted["logo"] = null;
        wanted["helpPhone"] = "";
        (await desk.PostAsync("/api/desk/organisation", wanted)).Expect(200)["logo"].ShouldNotBeNull();
        wanted["revision"] = revision + 2;
        wanted["logo"] = new JsonObject { ["bytes"] = null };
        (await desk.PostAsync("/api/desk/organisation", wanted)).Expect(200)["logo"].ShouldBeNull();
        (await own.NewBrowser().GetAsync("/api/organisation")).Expect(200)["helpPhone"].ShouldBeNull();
    }

    [Fact]
    public async Task A_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can()
    {
        var desk = await own.LogInAsync();
        var read = (await desk.GetAsync("/api/desk/organisation")).Expect(200);
        var wanted = Wanted(read["revision"]!.GetValue<int>(), "De Linde");
        wanted["brandColour"] = "#ffcc00";

        var nearest = (await desk.PostAsync("/api/desk/organisation", wanted)).Expect(422, "brand-colour-unreadable")["nearest"]!.GetValue<string>();

        Colours.Contrast(nearest, "#ffffff").ShouldBeInRange(4.5, 4.7);
        wanted["brandColour"] = nearest;
        (await desk.PostAsync("/api/desk/organisation", wanted)).Expect(200);
    }

    [Theory]
    [InlineData("helpPhone", "12", "phone-invalid")]
    [InlineData("helpEmail", "geen adres", null)]
    [InlineData("privacyAddress", "@", null)]
    [InlineData("brandColour", "rood", "colour-invalid")]
    [InlineData("name", " ", "length-1-80")]
    public async Task What_nobody_could_use_is_refused(string member, string typed, string? code)
    {
        var desk = await own.LogInAsync();
        var wanted = Wanted(0, "De Linde");
        wanted[member] = typed;

        var codes = (await desk.PostAsync("/api/desk/organisation", wanted)).Expect(400, "bad-input")["errors"]![member]!.AsArray();

        if (code is not null)
        {
            codes.Select(one => one!.GetValue<string>()).ShouldContain(code);
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<circle onclick='alert(1)'/>")]
    [InlineData("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>")]
    [InlineData("<p xmlns='http://www.w3.org/1999/xhtml' onload='x()'/>")]
    [InlineData("<image href='https://elsewhere.example/x.png'/>")]
    [InlineData("<use href='https://elsewhere.example/x.svg#a'/>")]
    [InlineData("<use xmlns:x='http://www.w3.org/1999/xlink' x:href='data:image/svg+xml,x'/>")]
    [InlineData("<style>@import 'https://elsewhere.example/x.css';</style>")]
    [InlineData("<style>.a{fill:URL( 'https://elsewhere.example/x')}</style>")]
    [InlineData("<style>.a{fill:\\75rl(https://elsewhere.example/x)}</style>")]
    [InlineData("<style><![CDATA[.a{fill:url(//elsewhere.example)}]]></style>")]
    [InlineData("<path fill='url(https://elsewhere.example/x#a)'/>")]
    [InlineData("<a href='javascript:x()'><path/></a>")]
    [InlineData("<animate attributeName='href' to='javascript:x()'/>")]
    [InlineData("<?xml-stylesheet href='https://elsewhere.example/x.css'?>")]
    public void A_picture_that_does_or_loads_something_is_no_logo(string inside) =>
        Read($"""<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>""").ShouldBe("logo-unsafe");

    [Theory]
    [InlineData("<html/>", "logo-unsafe")]
    [InlineData("<svg/>", "logo-unsafe")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'>", "logo-unreadable")]
    [InlineData("GIF89a", "logo-unreadable")]
    [InlineData("<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]><svg xmlns='http://www.w3.org/2000/svg'/>", "logo-unreadable")]
    [InlineData("<!DOCTYPE svg [<!ENTITY s '<script/>'>]><svg xmlns='http://www.w3.org/2000/svg'>&s;</svg>", "logo-unreadable")]
    public void What_is_no_plain_picture_is_no_logo(string text, string refusal) => Read(text).ShouldBe(refusal);

    [Fact]
    public void A_logo_is_a_drawing_or_a_png_of_at_most_twenty_kibibytes()
    {
        Read(Circle).ShouldBeNull();
        Read("<?xml version='1.0'?>" + Circle).ShouldBeNull();
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[Logo.MaximumBytes - 8]];
        LogoCheck.Read(png).Logo!.ContentType.ShouldBe("image/png");
        LogoCheck.Read([.. png, 0]).Refusal.ShouldBe("logo-large");
    }

    private static string? Read(string text) => LogoCheck.Read(Encoding.UTF8.GetBytes(text)).Refusal;

    private static JsonObject Wanted(int revision, string name) => new()
    {
        ["revision"] = revision, ["name"] = name, ["language"] = "nl", ["brandColour"] = "#0b6b3a", ["helpPhone"] = "020 123 45 67", ["helpEmail"] = "hulp@example.nl",
        ["postalAddress"] = "Dorpsstraat 1, Ons Dorp", ["privacyAddress"] = "fg@example.nl",
        ["logo"] = new JsonObject { ["bytes"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Circle)) },
        ["footer"] = new JsonObject
        {
            ["partnersNl"] = "Apotheek Oost", ["partnersEn"] = "Pharmacy East", ["privacyNl"] = "U kunt hier gevoelige gegevens invullen.",
            ["privacyEn"] = "You can enter sensitive data here.",
        },
    };
}
