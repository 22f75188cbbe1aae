using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Spaces;

/// <summary>
/// What a new kind of space gets by being one: through the functions' own routes for links, codes and files, the outbox
/// and the purge.
/// </summary>
public sealed class BoardsAreSpaces : IAsyncLifetime
{
    private readonly string email = TestWorld.NewEmail("piet");
    private readonly byte[] sealKey = Seals.NewKey();
    private OwnWorld world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BeginBoard Begin => world.Cloud.Services.GetRequiredService<BeginBoard>();

    private PinToBoard Pin => world.Cloud.Services.GetRequiredService<PinToBoard>();

    private ReadBoard Read => world.Cloud.Services.GetRequiredService<ReadBoard>();

    public async ValueTask InitializeAsync() => world = await OwnWorld.StartAsync(services: services =>
    {
        AuditEvent.Register(typeof(BoardEvents));
        Notice.Register(typeof(BoardNotices));
        services.AddSingleton(Board.OfBoards);
        services.AddSingleton<BeginBoard>();
        services.AddSingleton<PinToBoard>();
        services.AddSingleton<ReadBoard>();
    });

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_person_unlocks_a_board_uploads_pins_and_another_one_reads_and_downloads()
    {
        var board = await BoardAsync();
        var link = await BeginAsync(board, Person(board, 1));
        (await world.NewBrowser().PostAsync(link.Path("look"), new { secret = link.Secret })).Expect(200)["unlocked"]!
            .GetValue<bool>().ShouldBeFalse();
        var browser = await world.UnlockAsync(link);
        var file = Seals.File(sealKey, board.Id, [1, 2, 3]);
        var fileId = await browser.UploadAsync(link.ParticipantId, file);

        var (me, noteId) = (ParticipantId.From(link.ParticipantId), Seals.NewId());
        var told = await world.NextMessageAsync(world.StaffLogIn.Email, async () =>
            (await PinAsync(browser, me, "Kopje suiker te leen.", noteId, fileId)).ShouldBeNull());
        told.Subject.ShouldNotBeNull().ShouldNotContain("suiker");

        // Again it is the same note; another one under its id, with a second key, or with a file that is none, is not.
        (await PinAsync(browser, me, "Kopje suiker te leen.", noteId, fileId)).ShouldBeNull();
        (await PinAsync(browser, me, "Iets anders.", noteId)).ShouldBeOfType<IdTaken>();
        (await PinAsync(browser, me, "Nog een sleutel.")).ShouldBeOfType<SealKeyTaken>();

        // The person, and the mailbox that owns the board.
        (await ReadAsync(browser, me)).ShouldBe(["Kopje suiker te leen."]);
        var staff = await world.LogInAsync();
        (await ReadAsync(staff, ParticipantId.Of(board.Id, 0))).ShouldBe(["Kopje suiker te leen."]);
        (await staff.DownloadAsync(ParticipantId.Of(board.Id, 0), fileId)).Stored.ShouldBe(file.Stored);
        await world.CheckSpaceAsync();
        var trail = await world.AuditedAsync("conversations/" + board.Id);
        trail.Select(entry => entry.Event).ShouldContain("file-released");
    }

    [Fact]
    public async Task A_board_is_no_conversation_and_whoever_is_not_in_it_learns_nothing()
    {
        var board = await BoardAsync();
        var link = await BeginAsync(board, Person(board, 1));
        var browser = await world.UnlockAsync(link);
        (await browser.TryOpenAsync(link.ParticipantId)).Expect(401, "not-unlocked");

        var stranger = await world.UnlockAsync(await world.StarterConversationAsync());
        (await stranger.PostAsync(link.Path("files"), new { fileId = Seals.NewId(), size = 1 })).Expect(401, "not-unlocked");
        (await PinAsync(stranger, ParticipantId.From(link.ParticipantId), "Ik ook?")).ShouldBeOfType<NotUnlocked>();
        (await browser.PostAsync("/api/visitor/sign-out")).Expect(204);
        (await browser.PostAsync(link.Path("files"), new { fileId = Seals.NewId(), size = 1 })).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task An_account_acts_as_its_own_participant_alone_and_within_its_rights()
    {
        var staff = await world.LogInAsync();
        var account = AccountId.From((await staff.GetAsync("/api/session")).Expect(200)["accountId"]!.GetValue<string>());
        var board = await BoardAsync();
        var (mine, theirs, readOnly) = (Account(board, 1, account), Account(board, 2, AccountId.From(Seals.NewId())),
            Account(board, 3, account) with { Rights = Rights.Read });
        (await Begin.RunAsync(board, [mine, theirs, readOnly], Cancel)).ShouldBeTrue();

        (await AskAsync(staff, mine)).Expect(200);
        (await AskAsync(staff, theirs)).Expect(404, "not-found");
        (await AskAsync(staff, readOnly)).Expect(404, "not-found");
        (await AskAsync(world.NewBrowser(), mine)).Expect(401, "not-unlocked");

        static Task<ApiAnswer> AskAsync(ApiClient browser, Participant participant) => browser.PostAsync(
            $"/api/participants/{participant.ParticipantId}/files", new { fileId = Seals.NewId(), size = 1 });
    }

    [Fact]
    public async Task Numbers_go_on_beyond_two_digits()
    {
        var board = await BoardAsync();
        var link = await BeginAsync(board, Person(board, 300));
        link.ParticipantId.ShouldBe(board.Id + "12c");
        var browser = await world.UnlockAsync(link);
        await browser.UploadAsync(link.ParticipantId, Seals.File(sealKey, board.Id, [1]));
    }

    [Fact]
    public async Task A_board_to_which_nobody_pinned_ends_with_what_was_uploaded()
    {
        var board = await BoardAsync();
        var link = await BeginAsync(board, Person(board, 1));
        var browser = await world.UnlockAsync(link);
        await browser.UploadAsync(link.ParticipantId, Seals.File(sealKey, board.Id, [1]));

        world.Time.Advance(TimeSpan.FromDays(40));
        await world.PurgeAsync(Cancel);

        (await world.RowsAsync("conversations", board.Id)).Select(row => row.RowKey)
            .ShouldAllBe(row => row.StartsWith("audit~", StringComparison.Ordinal));
        await world.CheckSpaceAsync();
    }

    private static Participant Account(Board board, int number, AccountId account) => new()
    {
        ParticipantId = ParticipantId.Of(board.Id, number), Name = "Gast", AccountId = account, Language = "nl",
    };

    private Participant Person(Board board, int number) => new()
    {
        ParticipantId = ParticipantId.Of(board.Id, number), Name = "Piet", Email = email, Language = "nl",
    };

    private async Task<Board> BoardAsync()
    {
        var staff = await world.StaffAsync();
        var mailbox = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!;
        return new Board
        {
            BoardId = SpaceId.From(Seals.NewId()),
            MailboxId = MailboxId.From(mailbox.GetValue<string>()),
            MadeBy = "a test",
            StartedAt = world.Time.GetUtcNow(),
            WaitsUntil = world.Time.GetUtcNow() + TimeSpan.FromDays(1),
            NextNumber = 301,
        };
    }

    private async Task<Link> BeginAsync(Board board, Participant person) => TestWorld.LinkIn(
        await world.NextMessageAsync(email, async () => (await Begin.RunAsync(board, [person], Cancel)).ShouldBeTrue()));

    private async Task<Problem?> PinAsync(
        ApiClient browser, ParticipantId me, string text, string? noteId = null, params string[] files)
    {
        var vault = (await browser.GetAsync("/api/sealing-key")).Expect(200).Json;
        var context = Seals.ContextOf("board", me.Space);
        var wrapped = Seals.WrapBytesUnder(vault, [.. sealKey, .. context]);
        var key = new WrappedSealKey(
            wrapped["version"]!.GetValue<string>(), Convert.FromBase64String(wrapped["wrapped"]!.GetValue<string>()));
        var note = Seals.Note(sealKey, me.Space, new JsonObject { ["text"] = text });
        var sealedNote = new SealedNote(
            note["encryptionData"]!.GetValue<string>(), Convert.FromBase64String(note["body"]!.GetValue<string>()));
        var body = new PinToBoard.Request(noteId ?? Seals.NewId(), key, sealedNote, files);
        var pinned = await Pin.RunAsync(await AsAsync(browser), text, me, body, Cancel);
        return pinned.IsRefused(out var problem, out _) ? problem : null;
    }

    private async Task<IReadOnlyList<string>> ReadAsync(ApiClient browser, ParticipantId me)
    {
        (await Read.RunAsync(await AsAsync(browser), me, Cancel)).IsRefused(out var problem, out var read).ShouldBeFalse(problem?.Code);
        read.SealKey.ShouldBe(sealKey);
        return [.. read.Notes.Select(note => Seals.OpenNote(read.SealKey, new JsonObject
        {
            ["encryptionData"] = note.Note!.EncryptionData, ["body"] = Convert.ToBase64String(note.Note.Body),
        })["text"]!.GetValue<string>())];
    }

    /// <summary>A request of this browser as the middleware hands it on.</summary>
    private async Task<HttpRequest> AsAsync(ApiClient browser)
    {
        var http = new DefaultHttpContext();
        if (VisitorCookie.Read(browser.Cookies.GetValueOrDefault(Cookies.Visitor)) is { } visitor)
        {
            http.SetVisitor(visitor);
        }

        var sessions = world.Cloud.Services.GetRequiredService<SessionStore>();
        if (await sessions.FindAsync(browser.Cookies.GetValueOrDefault(Cookies.Session), Cancel) is { } signedIn)
        {
            http.SetSignedIn(signedIn);
        }

        return http.Request;
    }
}
