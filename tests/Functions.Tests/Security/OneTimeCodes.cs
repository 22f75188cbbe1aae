using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Spaces.Unlocking;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.Security;

/// <summary>What all one-time codes share, and how those that keep them store them.</summary>
public sealed class OneTimeCodes
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly RootSecret Root = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    private static Proof AProof => new()
    {
        Method = FactorMethod.Sms, ChallengeId = "a", ExpiresAt = Start.AddMinutes(5), Generation = 1, Sends = 1,
        LastSentAt = Start,
    };

    [Theory]
    [InlineData(ChallengeKind.Sms, 6, "123 456", "123456")]
    [InlineData(ChallengeKind.Mail, 8, "abcd-efgh", "ABCDEFGH")]
    public void The_form_says_how_long_it_is_and_what_is_read(ChallengeKind kind, int length, string typed, string code)
    {
        var form = Challenge.FormOf(kind);

        form.Length.ShouldBe(length);
        form.Read(typed).ShouldBe(code);
        form.Read(typed[1..]).ShouldBeNull();
        var challenge = Challenge.New(kind, "here", "id", Start);
        challenge.CodeOf(Root).ShouldBe(Root.Code(form, "id"));
        challenge.CodeOf(Root).Length.ShouldBe(length);
        challenge.IsAnsweredBy(challenge.CodeOf(Root), Root).ShouldBeTrue();
        challenge.IsAnsweredBy(code, Root).ShouldBeFalse();
    }

    [Fact]
    public void A_code_after_a_reset_is_eight_digits_that_no_other_code_is_derived_as()
    {
        var code = ResetCode.New(Start).CodeOf(Root);

        code.Length.ShouldBe(8);
        code.ShouldAllBe(character => char.IsAsciiDigit(character));
        Root.Code(CodeForm.Reset, "a").ShouldNotEndWith(Root.Code(CodeForm.Digits, "a"));
    }

    [Fact]
    public void It_is_open_until_it_ends_or_was_tried_too_often()
    {
        AProof.IsOpen(Start.AddMinutes(5).AddTicks(-1)).ShouldBeTrue();
        AProof.IsOpen(Start.AddMinutes(5)).ShouldBeFalse();
        (AProof with { Tries = SecurityNumbers.TriesPerChallenge - 1 }).IsOpen(Start).ShouldBeTrue();
        (AProof with { Tries = SecurityNumbers.TriesPerChallenge }).IsOpen(Start).ShouldBeFalse();
    }

    [Fact]
    public void It_is_sent_again_after_a_longer_wait_each_time_and_three_times_at_most()
    {
        (AProof with { Sends = 0 }).ResendAt.ShouldBeNull();
        AProof.ResendAt.ShouldBe(Start.AddSeconds(30));
        (AProof with { Sends = 2 }).ResendAt.ShouldBe(Start.AddSeconds(60));
        (AProof with { Sends = SecurityNumbers.SendsPerChallenge }).ResendAt.ShouldBeNull();
    }

    [Fact]
    public void What_is_stored_of_each_is_what_it_needs_and_is_read_back()
    {
        Holds(Challenge.New(ChallengeKind.Sms, "here", "id", Start), "browser expiresAt id kind sends tries");
        Holds(ResetCode.New(Start), "expiresAt id tries");
        Holds(
            AProof with { Phone = "+31612345678" },
            "challengeId email expiresAt former generation lastSentAt method phone secret sends sessionRow tries");
    }

    private static void Holds<T>(T code, string members)
        where T : OneTimeCode
    {
        var row = Row.Of("partition", "row", code);

        JsonNode.Parse(row.GetString("Data"))!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
            .ShouldBe(members.Split(' '));
        Row.Of("partition", "row", Row.Read<T>(row).Value).GetString("Data").ShouldBe(row.GetString("Data"));
    }
}
