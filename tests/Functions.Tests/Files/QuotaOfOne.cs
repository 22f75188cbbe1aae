using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces.Files;

namespace Zegel.Functions.Tests.Files;

/// <summary>Rules without storage: what is refused of one participant.</summary>
public sealed class QuotaOfOne
{
    private const long GB = 1_000_000_000;

    [Theory]
    [InlineData(119, 0, 100, null)]
    [InlineData(119, 0, 101, "message-too-large")]
    [InlineData(120, 0, 0, "too-many-staged")]
    [InlineData(0, 120, 0, "too-many-staged")]
    [InlineData(0, 119, 100, null)]
    public void One_participant_stages_120_files_and_100_GB(int waiting, int ended, long size, string? refusal)
    {
        var files = Enumerable.Range(0, waiting + ended).Select(i => new SealedFile
        {
            FileId = FileId.From(Seals.NewId()), Size = i < waiting ? 0 : GB, UploadName = "x", BlobName = "x", Author = ParticipantId.Of(SpaceId.From(Seals.NewId()), 1), MailboxId = MailboxId.From(Seals.NewId()), WaitsUntil = default,
            IsEnded = i >= waiting,
        });

        FileQuotas.RefuseOfOne([.. files], size * GB)?.Code.ShouldBe(refusal);
        (FileQuotas.RefuseOfOne([.. files], size * GB) is null).ShouldBe(refusal is null);
    }
}
