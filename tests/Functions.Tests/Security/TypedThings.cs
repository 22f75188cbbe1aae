using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;

namespace Zegel.Functions.Tests.Security;

/// <summary>What people type, and what is made of it.</summary>
public sealed class TypedThings
{
    [Theory]
    [InlineData("123456", "123456")]
    [InlineData(" 123 456 ", "123456")]
    [InlineData("１２３４５６", "123456")]
    [InlineData("١٢٣٤٥٦", "123456")]
    [InlineData("012345", "012345")]
    [InlineData("1234567", null)]
    [InlineData("12345", null)]
    [InlineData("12345a", null)]
    [InlineData("", null)]
    [InlineData("123456\0", null)]
    public void Six_digits(string typed, string? code) => TypedCode.Normalise(typed, 6, digitsOnly: true).ShouldBe(code);

    /// <summary>However people cut a code up or write its digits, it is the same code.</summary>
    [Fact]
    public void Digits_in_any_script_with_spaces_anywhere_are_the_same_code()
    {
        var typed = from digits in Gen.Choose(0, 9).ArrayOf(6)
                    from zero in Gen.Elements('0', '０', '٠')
                    from gap in Gen.Choose(0, 6)
                    select (Code: string.Concat(digits), Typed: string.Concat(digits.Select(digit => (char)(zero + digit))).Insert(gap, " "));

        Prop.ForAll(typed.ToArbitrary(), pair => TypedCode.Normalise(pair.Typed, 6, digitsOnly: true) == pair.Code)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_is_typed_gives_a_code_of_the_right_form_or_none() =>
        Prop.ForAll<string?>(typed =>
            TypedCode.Normalise(typed ?? "", 6, digitsOnly: true) is not { } code || (code.Length == 6 && code.All(char.IsAsciiDigit)))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("abcd-2345", "ABCD2345")]
    [InlineData("oil0 1234", "01101234")]
    [InlineData("ABCD234", null)]
    [InlineData("ABCD234é", null)]
    public void Eight_characters(string typed, string? code) => TypedCode.Normalise(typed, 8, digitsOnly: false).ShouldBe(code);

    [Theory]
    [InlineData("anna@example.nl", "anna@example.nl")]
    [InlineData("  Anna.Bakker+zegel@Example.NL ", "Anna.Bakker+zegel@example.nl")]
    [InlineData("anna@münchen.de", "anna@xn--mnchen-3ya.de")]
    [InlineData("a@b", null)]
    [InlineData("anna@example.nl\r\nBcc: x@y.nl", null)]
    [InlineData("anna@example.nl, b@example.nl", null)]
    [InlineData("Anna <anna@example.nl>", null)]
    [InlineData("\"anna\"@example.nl", null)]
    [InlineData("anna@[127.0.0.1]", null)]
    [InlineData("anna..b@example.nl", null)]
    [InlineData(".anna@example.nl", null)]
    [InlineData("anna@@example.nl", null)]
    [InlineData("anna@example..nl", null)]
    [InlineData("", null)]
    public void Addresses(string typed, string? address) => EmailAddress.Parse(typed).ShouldBe(address);

    [Fact]
    public void Addresses_have_a_greatest_length()
    {
        EmailAddress.Parse(new string('a', 64) + "@example.nl").ShouldNotBeNull();
        EmailAddress.Parse(new string('a', 65) + "@example.nl").ShouldBeNull();
        EmailAddress.Parse("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)) + ".nl").ShouldBeNull();
    }

    [Theory]
    [InlineData("0612345678", "+31612345678")]
    [InlineData("06-1234 5678", "+31612345678")]
    [InlineData("+31 (0)6 12345678", "+31612345678")]
    [InlineData("0031612345678", "+31612345678")]
    [InlineData("+32470123456", "+32470123456")]
    [InlineData("+4915112345678", "+4915112345678")]
    [InlineData("+352621123456", "+352621123456")]
    [InlineData("0201234567", null)]
    [InlineData("+319001234", null)]
    [InlineData("+12025550123", null)]
    [InlineData("+881612345678", null)]
    [InlineData("061234567", null)]
    [InlineData("06123456789", null)]
    [InlineData("0612345678x12", null)]
    public void Phone_numbers(string typed, string? number) => PhoneNumber.Parse(typed).ShouldBe(number);

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
}
