using System.Security.Cryptography;
using Shouldly;
using Xunit;
using Zegel.Functions.Sealing;

namespace Zegel.Functions.Tests.Sealing;

/// <summary>What is wrapped together with a key.</summary>
public sealed class KeyContexts
{
    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)7, 32)];

    private static readonly KeyContext[] All =
    [
        KeyContext.RootSecret, KeyContext.Mailbox(new string('a', 32)), KeyContext.Of("conversation", new string('a', 32)),
        KeyContext.Of("conversation", new string('b', 32)), KeyContext.Mailbox(new string('b', 32)),
    ];

    /// <summary>The same value stands in <c>tests/web/crypto.test.js</c>.</summary>
    [Fact]
    public void It_is_the_key_and_a_digest_that_browsers_make_too()
    {
        var bound = KeyContext.Of("conversation", "00112233445566778899aabbccddeeff").Bind(Key);

        bound[..32].ShouldBe(Key);
        Convert.ToHexStringLower(bound[32..]).ShouldBe("ef13c2787d89d4f97c7fd90fe0e26e1ace2c59d7b47e61fe9b3f58c3dd65ea77");
        bound[32..].ShouldBe(Seals.ContextOf("conversation", "00112233445566778899aabbccddeeff"));
    }

    [Fact]
    public void A_key_opens_in_its_own_place_alone()
    {
        foreach (var wrappedFor in All)
        {
            foreach (var context in All)
            {
                context.Open(wrappedFor.Bind(Key)).ShouldBe(context == wrappedFor ? Key : null, $"{wrappedFor} as {context}");
            }
        }
    }

    [Fact]
    public void What_is_shorter_longer_or_changed_is_no_key()
    {
        var bound = All[2].Bind(Key);

        All[2].Open(Key).ShouldBeNull();
        All[2].Open(bound[..63]).ShouldBeNull();
        All[2].Open([.. bound, 0]).ShouldBeNull();
        bound[63] ^= 1;
        All[2].Open(bound).ShouldBeNull();
        All[2].Open(RandomNumberGenerator.GetBytes(64)).ShouldBeNull();
    }
}
