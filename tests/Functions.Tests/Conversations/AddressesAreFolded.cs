using Shouldly;
using Xunit;
using Zegel.Functions.Security;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Under which address a sender is counted.</summary>
public sealed class AddressesAreFolded
{
    [Theory]
    [InlineData("Anna@Example.nl", "anna@example.nl")]
    [InlineData("anna+shop@example.nl", "anna@example.nl")]
    [InlineData("anna+a+b@example.nl", "anna@example.nl")]
    [InlineData("a.n.n.a+x@gmail.com", "anna@gmail.com")]
    [InlineData("A.nna@googlemail.com", "anna@gmail.com")]
    [InlineData("an.na@proton.me", "anna@proton.me")]
    [InlineData("an.na@example.nl", "an.na@example.nl")]
    [InlineData("+anna@example.nl", "+anna@example.nl")]
    public void An_address_is_folded_for_limits(string address, string folded) => EmailAddress.Folded(address).ShouldBe(folded);
}
