using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.Rules;

namespace Zegel.Functions.Tests.Security;

/// <summary>What people type, and what is made of it.</summary>
public sealed class TypedThings
{
    public static IEnumerable<TheoryDataRow<string, int, bool, string?>> Codes =>
        Read("codes", row => new TheoryDataRow<string, int, bool, string?>(
            (string)row["typed"]!, (int)row["length"]!, (bool)row["digits"]!, (string?)row["code"]));

    public static IEnumerable<TheoryDataRow<string, string?, string?>> Addresses =>
        Read("addresses", row => new TheoryDataRow<string, string?, string?>((string)row["typed"]!, (string?)row["address"], (string?)row["refusal"]));

    public static IEnumerable<TheoryDataRow<string, string?>> Numbers =>
        Read("numbers", row => new TheoryDataRow<string, string?>((string)row["typed"]!, (string?)row["number"]));

    [Fact]
    public void A_line_keeps_no_mark_that_turns_it_and_one_from_right_to_left_turns_nothing_else()
    {
        Of("marks").ShouldAllBe(mark => TypedText.Line($"a{mark}b") == "ab");
        Of("rightToLeft").ShouldAllBe(letter => Directions.Isolated(letter) != letter);
        Of("leftToRight").ShouldAllBe(letter => Directions.Isolated(letter) == letter);

        static IEnumerable<string> Of(string name) =>
            JsonNode.Parse(Sources.Read("tests", "typed", "directions.json"))![name]!.AsArray().Select(text => (string)text!);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_is_read_out_of_what_was_pasted(string typed, int length, bool digitsOnly, string? code) =>
        TypedCode.Read(typed, length, digitsOnly).ShouldBe(code);

    [Fact]
    public void Half_a_letter_is_none() => TypedCode.Read("\ud83512345", 6, digitsOnly: true).ShouldBeNull();

    /// <summary>The longest text that is looked at, made to be slow for a search that goes back.</summary>
    [Theory]
    [InlineData('a')]
    [InlineData('1')]
    [InlineData('-')]
    [InlineData(' ')]
    public void A_long_text_holds_nothing_up(char filler)
    {
        foreach (var text in (string[])[new string(filler, TypedCode.MaximumLength), Repeated("code " + filler), Repeated("CODE," + filler)])
        {
            TypedCode.Read(text, 6, digitsOnly: true).ShouldBeNull();
            TypedCode.Read(text, SecurityNumbers.RecoveryCodeLength, digitsOnly: false).ShouldBeNull();
        }
    }

    /// <summary>One sign of Arabic is eighteen letters once it is written in the one way.</summary>
    [Fact]
    public void A_text_that_grows_is_not_looked_at_beyond_its_greatest_length()
    {
        TypedCode.Read(new string('\ufdfa', 400) + " 123456", 6, digitsOnly: true).ShouldBe("123456");
        TypedCode.Read(new string('\ufdfa', 500) + " 123456", 6, digitsOnly: true).ShouldBeNull();
    }

    /// <summary>Each part of the text belongs to the last of those words before it, and is read once.</summary>
    [Fact]
    public void A_code_is_looked_for_up_to_the_next_word_code()
    {
        TypedCode.Read("code AB CODE", 6, digitsOnly: false).ShouldBeNull();
        TypedCode.Read(Repeated("CODE,"), SecurityNumbers.RecoveryCodeLength, digitsOnly: false).ShouldBeNull();
        TypedCode.Read(Repeated("CODE,")[10..] + "123456", 6, digitsOnly: true).ShouldBe("123456");
    }

    /// <summary>However people cut a code up or write its digits, it is the same code.</summary>
    [Fact]
    public void Digits_in_any_script_with_spaces_anywhere_are_the_same_code()
    {
        var typed = from digits in Gen.Choose(0, 9).ArrayOf(6)
                    from zero in Gen.Elements('0', '０', '٠')
                    from gap in Gen.Choose(0, 6)
                    select (Code: string.Concat(digits), Typed: string.Concat(digits.Select(digit => (char)(zero + digit))).Insert(gap, " "));

        Prop.ForAll(typed.ToArbitrary(), pair => TypedCode.Read(pair.Typed, 6, digitsOnly: true) == pair.Code)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_is_typed_gives_a_code_of_the_right_form_or_none() =>
        Prop.ForAll<string?>(typed =>
            TypedCode.Read(typed ?? "", 6, digitsOnly: true) is not { } code || (code.Length == 6 && code.All(char.IsAsciiDigit)))
            .QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_is_taken_out_of_what_was_pasted(string typed, string? address, string? refusal)
    {
        EmailAddress.Parse(typed).ShouldBe(address);
        EmailAddress.Refuse(typed).ShouldBe(refusal);
    }

    [Fact]
    public void Addresses_have_a_greatest_length()
    {
        EmailAddress.Parse(new string('a', 64) + "@example.nl").ShouldNotBeNull();
        EmailAddress.Parse(new string('a', 65) + "@example.nl").ShouldBeNull();
        EmailAddress.Refuse(new string(' ', EmailAddress.MaximumTyped) + "a@example.nl").ShouldBe("email-long");
        EmailAddress.Parse("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)) + ".nl").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Mobile_numbers_of_any_country(string typed, string? number) => PhoneNumber.Parse(typed).ShouldBe(number);

    [Theory]
    [InlineData("+31612345678", true)]
    [InlineData("+32470123456", true)]
    [InlineData("+4915112345678", true)]
    [InlineData("+47 412 34 567", true)]
    [InlineData("+3546112345", true)]
    [InlineData("+423 660 123 456", true)]
    [InlineData("+447400123456", false)]
    [InlineData("+41781234567", false)]
    [InlineData("+12024561111", false)]
    [InlineData("+905321234567", false)]
    public void SMS_goes_to_the_European_Economic_Area_unless_the_organisation_says_otherwise(string typed, bool isReached)
    {
        var number = PhoneNumber.Parse(typed).ShouldNotBeNull();
        var sms = new SmsOptions { Sender = "Zegel", ConnectionString = "endpoint=https://x/;accesskey=eA==" };
        sms.Reaches(number).ShouldBe(isReached);
        sms.Countries = "EEA GB, CH US TR";
        sms.Reaches(number).ShouldBeTrue();
        sms.Countries = PhoneNumber.CountryOf(number)!;
        sms.Reaches(number).ShouldBeTrue();
        sms.Countries = "FR";
        sms.Reaches(number).ShouldBeFalse();
        new SmsOptions().Reaches(number).ShouldBeFalse();
    }

    [Theory]
    [InlineData("EEA", true)]
    [InlineData("NL", true)]
    [InlineData("EEA, GB CH", true)]
    [InlineData("EU", false)]
    [InlineData("UK", false)]
    [InlineData("nl", false)]
    [InlineData("NLD", false)]
    [InlineData("EEA;GB", false)]
    [InlineData("Nederland", false)]
    public void The_list_of_countries_is_checked_at_the_start(string countries, bool isValid)
    {
        var options = new SmsOptions { Countries = countries };
        Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true).ShouldBe(isValid);
    }

    [Theory]
    [InlineData("correct horse battery", null)]
    [InlineData("Fiets-lamp7", null)]
    [InlineData("fiets-lamp7", "password-short")]
    [InlineData("Fiets-lamp", "password-short")]
    [InlineData("Kort1", "password-short")]
    [InlineData("Welkom123", "password-common")]
    [InlineData("Welkom2026!", "password-common")]
    [InlineData("Sunshine99", "password-common")]
    [InlineData("Trustno1", "password-common")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "password-common")]
    [InlineData("WELKOM123", "password-common")]
    [InlineData("veertien teken", "password-short")]
    [InlineData("vijftien tekens", null)]
    [InlineData("Aa1\U0001F512\U0001F512\U0001F512\U0001F512", "password-short")]
    [InlineData("Aa1\U0001F512\U0001F512\U0001F512\U0001F512\U0001F512", null)]
    public void Passwords(string password, string? refusal) => PasswordRule.Refuse(password, 8).ShouldBe(refusal);

    [Fact]
    public void A_password_has_a_greatest_length_and_is_not_the_name_of_the_organisation()
    {
        var longest = string.Concat(Enumerable.Repeat("abcdefgh", SecurityNumbers.PasswordMaximum / 8));

        PasswordRule.Refuse(longest, 8).ShouldBeNull();
        PasswordRule.Refuse(longest + "i", 8).ShouldBe("password-long");
        PasswordRule.Refuse("Fiets-lamp7", SecurityNumbers.PasswordLength).ShouldBe("password-short");
        PasswordRule.Refuse("huidpraktijk de linde", 8, "Huidpraktijk De Linde").ShouldBe("password-common");
    }

    private static string Repeated(string part) => string.Concat(Enumerable.Repeat(part, TypedCode.MaximumLength / part.Length));

    /// <summary>What people type: the pages are held to the same files.</summary>
    private static IEnumerable<T> Read<T>(string file, Func<JsonNode, T> row) =>
        JsonNode.Parse(Sources.Read("tests", "typed", file + ".json"))!.AsArray().Select(node => row(node!));
}
