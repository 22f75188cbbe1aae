using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Zegel.Functions.Tests.World;

public sealed class SealingAndOpening
{
    private static readonly string Space = Seals.NewId();
    private readonly byte[] sealKey = Seals.NewKey();

    [Fact]
    public void A_content_key_is_wrapped_as_the_published_check_value()
    {
        byte[] contentKey = [.. "2.0\0\0\0\0\0"u8, .. Enumerable.Repeat((byte)9, 32)];

        var wrapped = Seals.Wrap([.. Enumerable.Repeat((byte)7, 32)], contentKey);

        Convert.ToHexStringLower(wrapped).ShouldBe(
            "a5a5193e8692e77618981408cd3db0661f7f0e8860d9add489505559361f6f40e2b60ebebc491ec1721b5588401edeb8");
    }

    [Fact]
    public void A_note_opens_with_its_key_alone()
    {
        var note = Seals.Note(sealKey, Space, new JsonObject { ["text"] = "Geheim" });

        Seals.OpenNote(sealKey, note)["text"]!.GetValue<string>().ShouldBe("Geheim");
        Should.Throw<CryptographicException>(() => Seals.OpenNote(Seals.NewKey(), note));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(Seals.RegionLength, 1)]
    [InlineData(Seals.RegionLength + 1, 2)]
    public void A_file_grows_by_28_bytes_a_region_and_opens_to_what_it_was(int size, int regions)
    {
        var plain = RandomNumberGenerator.GetBytes(size);

        var file = Seals.File(sealKey, Space, plain);

        file.Stored.Length.ShouldBe(size + (28 * regions));
        Seals.OpenFile(sealKey, file.EncryptionData, file.Stored).AsSpan().SequenceEqual(plain).ShouldBeTrue();
    }
}
