using Shouldly;
using Xunit;
using Zegel.Functions.Http;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Http;

/// <summary>One definition of a name, a line and a text: nothing in them is unseen, and something can be seen.</summary>
public sealed class NamesAndTexts(SharedWorld world)
{
    /// <summary>Names in which there is nothing to see.</summary>
    public static readonly TheoryData<string> Unseen =
    [
        "\u200b", "\u200b\u200c\u200d\u2060\ufeff", "\u061c", "\u200e\u200f", "\u202e", "\u2066\u2069", "\u00ad", "\u3164", "\u115f\u1160", "\uffa0",
        "\u2800", "\U0001d159", "\u2800 \u3164", "\u034f", "\u180e", "\ufe0f", "\U000e0001\U000e0041\U000e007f", "\U000e0100", "\u00a0\u3000", "\t", "\u0301", "\ufff9\ufffb", "\u2065", "\ufffe",
    ];

    /// <summary>Characters that no line has.</summary>
    public static readonly TheoryData<string> Breaking = ["A\0B", "A\nB", "A\r\nBcc: x", "A\u0085B", "A\u2028B", "A\u2029B", "A\u001bB", "A\u007fB", "A\vB", "A\fB"];

    [Theory]
    [MemberData(nameof(Unseen))]
    public void A_name_that_nobody_sees_is_none(string name)
    {
        Refusal(checks => checks.Line(name, 1, 100, "name")).ShouldBe("length-1-100");
        Refusal(checks => checks.Text(name, 1, 500, "name")).ShouldBe("length-1-500");
    }

    [Theory]
    [MemberData(nameof(Breaking))]
    public void A_line_has_no_line_ends_and_controls_nothing(string name) =>
        Refusal(checks => checks.Line(name, 1, 100, "name")).ShouldBe("control-characters");

    [Theory]
    [InlineData("A\0B")]
    [InlineData("A\u001bB")]
    [InlineData("A\u007f")]
    public void A_text_controls_nothing_either(string text) =>
        Refusal(checks => checks.Text(text, 1, 500, "text")).ShouldBe("control-characters");

    [Theory]
    [InlineData("Anna\tBakker", "Anna Bakker")]
    [InlineData("  Anna \u00a0  Bakker\u3000", "Anna Bakker")]
    [InlineData("Ann\u200ba", "Anna")]
    [InlineData("An\u00adna", "Anna")]
    [InlineData("Ann\u200da", "Anna")]
    [InlineData("Ann\u200ca", "Anna")]
    [InlineData("\u202eannA\u202c", "annA")]
    [InlineData("\u2067Anna\u2069", "Anna")]
    [InlineData("\u061cAnna\u200f", "Anna")]
    [InlineData("An\u3164na", "Anna")]
    [InlineData("Anna\U000e0062\U000e007f", "Anna")]
    [InlineData("Anna\ufe0f", "Anna")]
    [InlineData("\ufeffAnna", "Anna")]
    public void What_nobody_sees_is_taken_out_and_spaces_are_one(string typed, string stored)
    {
        TypedText.Line(typed).ShouldBe(stored);
        Refusal(checks => checks.Line(typed, 1, 100, "name")).ShouldBeNull();
    }

    [Theory]
    [InlineData("Zoë van 't Hóf-de Vries")]
    [InlineData("محمد علی")]
    [InlineData("می\u200cخواهم")] // Persian: the non-joiner belongs to the spelling
    [InlineData("ක්\u200dරි")] // Sinhala: the joiner makes one letter
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467")] // one family
    [InlineData("\U0001F469\U0001F3FD\u200D\u2695\ufe0f")] // a doctor
    [InlineData("\u2764\ufe0f\u200D\U0001F525")] // a heart on fire
    [InlineData("葛\U000e0100城")] // which form of a character a name has
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("אברהם")]
    [InlineData("김민준")]
    [InlineData("李")]
    [InlineData("O’Brien, 3e")]
    public void A_name_as_people_have_them_stays_as_it_is(string name)
    {
        TypedText.Line(name).ShouldBe(name);
        Refusal(checks => checks.Line(name, 1, 100, "name")).ShouldBeNull();
    }

    [Fact]
    public void A_text_keeps_its_lines_and_nothing_else()
    {
        TypedText.Text("\r\n Dit is\tniet \r\nmijn\u2028nummer.\u200b\n\n").ShouldBe("Dit is niet\nmijn\nnummer.");
        Refusal(checks => checks.Text("een\ntwee", 1, 500, "text")).ShouldBeNull();
    }

    [Fact]
    public void Length_is_that_of_what_is_stored_in_letters()
    {
        Refusal(checks => checks.Line(string.Concat(Enumerable.Repeat("\u200bé", 100)), 1, 100, "name")).ShouldBeNull();
        Refusal(checks => checks.Line(string.Concat(Enumerable.Repeat("\U0001F33F", 101)), 1, 100, "name")).ShouldBe("length-1-100");
        Refusal(checks => checks.Line(null, 0, 100, "name")).ShouldBeNull();
        Refusal(checks => checks.Line("\u0301", 0, 100, "name")).ShouldBe("length-0-100");
    }

    [Theory]
    [InlineData("\u3164")]
    [InlineData("\u200b")]
    [InlineData("A\nB")]
    public async Task It_holds_for_starters_for_recipients_and_for_accounts(string name)
    {
        var staff = await world.StaffAsync();
        (await world.NewBrowser().PostAsync(
            $"/api/starters/{DemoOrganisation.Starter}/conversations",
            new { conversationId = Seals.NewId(), name, email = TestWorld.NewEmail(), language = "nl" })).Expect(400, "bad-input");
        (await staff.PostAsync("/api/account/details", new { name, language = "nl", notices = new { newMessage = true } })).Expect(400, "bad-input");
        if (name.Contains('\n', StringComparison.Ordinal))
        {
            var draft = await staff.BeginAsync(WritingToSomebody.Recipient(TestWorld.NewEmail(), name, "none", null));
            (await staff.SendAsync(draft)).Expect(400, "bad-input");
        }
    }

    [Fact]
    public async Task What_is_stored_is_what_was_cleaned()
    {
        var link = await world.StarterConversationAsync(name: " An\u200bna\tBakker\u202e ");
        (await world.ParticipantAsync(link.ParticipantId)).Name.ShouldBe("Anna Bakker");

        var written = await world.WriteToSomebodyAsync("sms");
        (await world.NewBrowser().PostAsync(
            written.Link.Path("not-my-number"), new { secret = written.Link.Secret, explanation = "Niet\r\nvan \u202emij" })).Expect(204);
        (await world.ParticipantAsync(written.Link.ParticipantId)).Disputed!.Explanation.ShouldBe("Niet\nvan mij");
        (await world.NewBrowser().PostAsync(
            written.Link.Path("not-my-number"), new { secret = written.Link.Secret, explanation = "\u3164\0" })).Expect(400, "bad-input");
    }

    /// <summary>The first code of what is wrong; null when nothing is.</summary>
    private static string? Refusal(Action<Checks> check)
    {
        var checks = new Checks();
        check(checks);
        return checks.Problem?.Errors.Single().Value[^1];
    }
}
