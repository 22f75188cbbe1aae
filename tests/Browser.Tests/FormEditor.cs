using Microsoft.Playwright;

namespace Zegel.Browser.Tests;

/// <summary>A question as a test wants it in a form.</summary>
/// <param name="Page">On which page, from 1.</param>
/// <param name="Kind">The kind of answer, as the editor's list calls it by value.</param>
/// <param name="Text">In Dutch.</param>
/// <param name="Options">To choose from.</param>
/// <param name="IsRequired">Whether it must be answered.</param>
/// <param name="When">The earlier question, and what its answer must be, for it to be asked.</param>
internal sealed record PlannedQuestion(
    int Page, string Kind, string Text, string[]? Options = null, bool IsRequired = false,
    (string Question, string Answer)? When = null);

/// <summary>Makes forms in the editor as somebody does who knows no JSON: by its buttons, fields and lists.</summary>
internal static class FormEditor
{
    /// <summary>
    /// Sixty questions of every kind on six pages; each page has two answers on which others depend, and fifteen questions
    /// have a condition.
    /// </summary>
    public static IReadOnlyList<PlannedQuestion> Sixty { get; } =
        [.. Enumerable.Range(1, 6).SelectMany(page => Enumerable.Range(1, 10).Select(at => Plan(page, at)))];

    /// <summary>Makes a form with these questions, from the list of forms.</summary>
    public static async Task MakeFormAsync(this IPage page, string title, IReadOnlyList<PlannedQuestion> questions)
    {
        await page.Button("Nieuw formulier").ClickAsync();
        await page.Title("Formulier zonder titel").WaitForAsync();
        await page.Field("Titel in het Nederlands").FillAsync(title);
        foreach (var onPage in questions.GroupBy(question => question.Page))
        {
            if (onPage.Key > 1)
            {
                await page.Button("Pagina toevoegen").ClickAsync();
                await page.Keyboard.TypeAsync($"Deel {onPage.Key}");
            }

            foreach (var question in onPage)
            {
                await page.AddQuestionAsync(question);
            }
        }
    }

    /// <summary>The question that is being changed: one at a time is open.</summary>
    public static ILocator OpenQuestion(this IPage page) => page.Locator("details[name=question][open] > .form-question-body");

    /// <summary>
    /// Answers what was asked last, with the modules of the site and not with its pages: with a file, and of a questionnaire
    /// texts are answered, and the first choice with something that nobody could choose.
    /// </summary>
    /// <param name="client">A window of the client.</param>
    /// <param name="participant">The client in the part.</param>
    public static Task AnswerAsync(IPage client, string participant) => client.EvaluateAsync(
        """
        async (client) => {
          const [{ DossierPart }, api, { openTaskForm }, { sealNote }, { randomId }, { DraftFiles }, { SpaceFiles }] =
            await Promise.all(["spaces/dossier-part", "api/tasks", "spaces/task-notes", "crypto/notes", "crypto/base64",
              "spaces/draft-files", "spaces/space-files"].map((name) => import(`/js/${name}.js`)));
          const part = new DossierPart(client);
          await part.open(null);
          const { spaceId: space, sealKey } = part;
          const { tasks: [{ taskId }] } = await api.listTasks(client);
          const { definition } = await api.openTask(client, taskId);
          const form = definition === null ? { pages: [] }
            : (await openTaskForm(sealKey, space, taskId, definition)).form;
          const at = new Date().toISOString();
          const pages = [];
          for (const { id: pageId, questions } of form.pages) {
            const answered = questions.filter(({ kind }) => kind === "choice" || kind === "text").map(({ id, kind, text, options }) => {
              const choice = pages.length === 0 ? "nothing" : options[1]?.code;
              return [id, { value: kind === "choice" ? choice : `Antwoord op ${text.nl}`, at, by: "Anna" }];
            });
            const note = await sealNote(sealKey, { kind: "answers", space, id: taskId, author: client, page: pageId,
              answers: Object.fromEntries(answered) });
            const { revision } = await api.saveAnswers(client, taskId,
              { pageId, note, revision: 0, answered: 1, total: 1, files: [], dropped: [] });
            pages.push({ pageId, note: null, revision });
          }

          const attached = new DraftFiles(new SpaceFiles(part));
          await attached.add({ name: "antwoorden.txt", file: new File(["x"], "antwoorden.txt"), words: null });
          await attached.whenReady();
          const files = attached.references;
          const entryId = randomId();
          const header = await sealNote(sealKey,
            { kind: "header", space, id: entryId, author: client, subject: "Intake", name: "Anna", files });
          await api.sendTask(client, taskId, { entryId, header, files: files.map(({ id }) => id), pages });
        }
        """,
        participant);

    private static PlannedQuestion Plan(int page, int at)
    {
        var name = $"{page}.{at}";
        (string, string)? when = (page, at) switch
        {
            (_, 2) => ($"Keuze {page}.1", "Ja"),
            (_, 6) => ($"Keuze {page}.1", "Nee"),
            (_, 9) when page <= 3 => ($"Meer {page}.5", "Rood"),
            _ => null,
        };
        return at switch
        {
            1 => new(page, "choice", $"Keuze {name}", ["Ja", "Nee"], IsRequired: true),
            2 => new(page, "text", $"Tekst {name}", When: when),
            3 => new(page, "number", $"Getal {name}"),
            4 => new(page, "date", $"Datum {name}"),
            5 => new(page, "choices", $"Meer {name}", ["Rood", "Groen", "Blauw"]),
            6 => new(page, "long-text", $"Verhaal {name}", When: when),
            7 => new(page, page == 2 ? "address" : "text", $"Regel {name}"),
            8 => new(page, page == 3 ? "file" : "text", $"Bijlage {name}"),
            9 => new(page, "text", $"Waarom {name}", When: when),
            _ => new(page, page == 1 ? "explanation" : "text", $"Slot {name}"),
        };
    }

    private static async Task AddQuestionAsync(this IPage page, PlannedQuestion question)
    {
        await page.Button($"Vraag toevoegen aan pagina {question.Page}").PressAsync("Enter");
        await page.Keyboard.TypeAsync(question.Text);
        var open = page.OpenQuestion();
        if (question.Kind != "text")
        {
            await open.GetByLabel("Soort antwoord").SelectOptionAsync(question.Kind);
        }

        foreach (var option in question.Options ?? [])
        {
            await open.GetByRole(AriaRole.Button, new() { NameRegex = AddsOption }).ClickAsync();
            await page.Keyboard.TypeAsync(option);
        }

        if (question.IsRequired)
        {
            await open.GetByLabel("Moet worden beantwoord").CheckAsync();
        }

        if (question.When is var (earlier, answer))
        {
            await open.GetByRole(AriaRole.Button, new() { Name = "Voorwaarde toevoegen" }).ClickAsync();
            var asked = open.GetByLabel("Alleen tonen als het antwoord op");
            var named = await asked.Locator("option").Filter(new() { HasText = earlier }).TextContentAsync();
            await asked.SelectOptionAsync(new SelectOptionValue { Label = named! });
            await open.GetByRole(AriaRole.Combobox, new() { Name = "Antwoord", Exact = true })
                .SelectOptionAsync(new SelectOptionValue { Label = answer });
        }
    }

    private static System.Text.RegularExpressions.Regex AddsOption { get; } =
        new("^Antwoord toevoegen aan", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
