using System.Globalization;
using System.Text.Json.Nodes;
using Zegel.Functions.Access;

namespace Zegel.Functions.Tests.World;

/// <summary>Something that the office asked of the client of a part, and what browsers do with it.</summary>
public sealed record ATask(ADossier Dossier, APart Part, string TaskId)
{
    /// <summary>Asks something, to be done within so many days.</summary>
    public static async Task<ATask> AskAsync(ADossier dossier, APart part, string kind = "questionnaire", int days = 14, string? entryId = null, string form = "{}")
    {
        var task = new ATask(dossier, part, Seals.NewId());
        (await dossier.Staff.PostAsync(ADossier.Path(part.Office, "part/tasks"), Asked(part, task.TaskId, DayOf(dossier.World, days), kind, entryId, form))).Expect(201);
        return task;
    }

    /// <summary>A day so many days from today, in Amsterdam.</summary>
    public static string DayOf(TestWorld world, int days) =>
        SignInPolicy.DayOf(world.Now()).AddDays(days).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The request that asks.</summary>
    public static object Asked(APart part, string taskId, string dueOn, string kind = "questionnaire", string? entryId = null, string form = "{}") => new
    {
        taskId,
        kind,
        header = Note(part, "task", taskId, part.Office, "title", "Gegevens voor de akte"),
        definition = kind == "questionnaire" ? Note(part, "questionnaire", taskId, part.Office, "definition", form) : null,
        entryId,
        dueOn,
    };

    private string lastSent = Seals.NewId();

    /// <summary>An address of the task.</summary>
    public string Path(string participant, string rest) => ADossier.Path(participant, $"part/tasks/{TaskId}/{rest}");

    /// <summary>The request that saves a page.</summary>
    public object Answers(
        string page, int revision, string text = "Kerkstraat 1", string? participant = null, IReadOnlyList<string>? files = null, IReadOnlyList<string>? dropped = null) =>
        new
        {
            pageId = page, note = Note(Part, "answers", TaskId, participant ?? Part.Client, "text", text), revision, answered = revision + 1, total = 60,
            files = files ?? [], dropped = dropped ?? [],
        };

    /// <summary>Saves a page.</summary>
    public async Task<ApiAnswer> SaveAsync(
        ApiClient browser, string participant, string page, int revision, string text = "Kerkstraat 1", IReadOnlyList<string>? files = null,
        IReadOnlyList<string>? dropped = null) =>
        await browser.PostAsync(Path(participant, "answers"), Answers(page, revision, text, participant, files, dropped));

    /// <summary>The request that sends it; a page without words is sent as it is kept.</summary>
    public object Sent(IReadOnlyList<string> files, params (string Page, int Revision, string? Text)[] pages)
    {
        var entryId = lastSent = Seals.NewId();
        return new
        {
            entryId,
            header = Note(Part, "header", entryId, Part.Client, "subject", "Uw antwoorden"),
            files,
            pages = pages.Select(page => new
            {
                pageId = page.Page, note = page.Text is null ? null : Note(Part, "answers", TaskId, Part.Client, "text", page.Text), revision = page.Revision,
            }).ToList(),
        };
    }

    /// <summary>Opens it.</summary>
    public Task<ApiAnswer> OpenAsync(ApiClient browser, string participant, string? @as = null) => browser.PostAsync(Path(participant, "open"), new { @as });

    /// <summary>As it stands in the list.</summary>
    public async Task<JsonNode> ListedAsync(ApiClient browser, string participant) =>
        (await browser.GetAsync(ADossier.Path(participant, "part/tasks"))).Expect(200)["tasks"]!.AsArray()
            .Single(task => task!["taskId"]!.GetValue<string>() == TaskId)!;

    /// <summary>The request that judges what was delivered last.</summary>
    public object Judged(bool isAccepted, string? entryId = null) =>
        new { entryId = entryId ?? lastSent, isAccepted, reason = isAccepted ? null : Note(Part, "reason", TaskId, Part.Office, "text", "Niet leesbaar") };

    /// <summary>Reminds the client of it.</summary>
    public Task<ApiAnswer> RemindAsync(ApiClient staff, string? reminderId = null) =>
        staff.PostAsync(Path(Part.Office, "remind"), new { reminderId = reminderId ?? Seals.NewId() });

    /// <summary>What was sealed in a note of the part.</summary>
    public string Opened(JsonNode note, string member = "text") => Seals.OpenNote(Part.SealKey, note)[member]!.GetValue<string>();

    /// <summary>To do, to judge, done; as the part says.</summary>
    public static (int ToDo, int ToJudge, int Done) NumbersOf(JsonNode of) =>
        (of["tasks"]!["toDo"]!.GetValue<int>(), of["tasks"]!["toJudge"]!.GetValue<int>(), of["tasks"]!["done"]!.GetValue<int>());

    private static JsonObject Note(APart part, string kind, string id, string author, string member, string words) =>
        Seals.Note(part.SealKey, part.PartId, new JsonObject
        {
            ["kind"] = kind, ["space"] = part.PartId, ["id"] = id, ["author"] = author, [member] = words,
        });
}
