using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Zegel.Browser.Tests;

/// <summary>Makes forms in the editor as somebody does who knows no JSON: by its buttons, fields and lists.</summary>
internal static class FormEditor
{
    /// <summary>The question that is being changed: one at a time is open.</summary>
    public static ILocator OpenQuestion(this IPage page) => page.Locator("details[name=question][open] > .form-question-body");

    /// <summary>Puts a list of questions at the end of the form.</summary>
    public static async Task PasteQuestionsAsync(this IPage page, string list, string state)
    {
        await page.Button("Vragen plakken").ClickAsync();
        await page.Field("Uw vragen").FillAsync(list);
        await page.IsAccessibleAsync(state);
        await page.Button("Voeg toe").ClickAsync();
        await page.GetByText("toegevoegd.").WaitForAsync();
    }

    /// <summary>
    /// Writes the text of the question that was just added, and says of which kind it is and what can be chosen.
    /// </summary>
    public static async Task WriteQuestionAsync(this IPage page, string text, string kind, params string[] options)
    {
        await page.Keyboard.TypeAsync(text);
        await page.OpenQuestion().GetByLabel("Soort antwoord").SelectOptionAsync(kind);
        if (options is [var first, .. var more])
        {
            await page.OpenQuestion().GetByRole(AriaRole.Button, new() { Name = "Antwoord toevoegen aan" }).ClickAsync();
            await page.Keyboard.TypeAsync(first);
            foreach (var option in more)
            {
                await page.Keyboard.PressAsync("Enter");
                await page.Keyboard.TypeAsync(option);
            }
        }
    }

    /// <summary>Asks for the next question, from the text of the one that is open.</summary>
    public static Task NextQuestionAsync(this IPage page) =>
        page.OpenQuestion().GetByLabel("Vraag in het Nederlands").First.PressAsync("Enter");

    /// <summary>A question in the editor, by where it stands: "2.3".</summary>
    public static ILocator QuestionAt(this IPage page, string at) =>
        page.Locator($"details[name=question]:has(> summary > .form-question-title:text-matches('^{Regex.Escape(at)} '))");

    /// <summary>Makes a question hang on an earlier one.</summary>
    /// <param name="page">The editor.</param>
    /// <param name="at">Where the question stands: "2.3".</param>
    /// <param name="earlier">Where the earlier one stands, with the beginning of its text.</param>
    /// <param name="how">In the words of the list.</param>
    /// <param name="answer">In the words of the list, or as it is typed; null: it only has to be filled in, or not.</param>
    public static async Task AddConditionAsync(this IPage page, string at, string earlier, string how, string? answer = null)
    {
        var question = page.QuestionAt(at);
        if (await question.GetAttributeAsync("open") is null)
        {
            await question.Locator("summary").First.ClickAsync();
        }

        await question.Locator("> .form-question-body > .form-when").AddConditionAsync(earlier, how, answer);
    }

    /// <summary>The same where conditions stand, whatever they are of.</summary>
    public static async Task AddConditionAsync(this ILocator conditions, string earlier, string how, string? answer = null)
    {
        await conditions.GetByRole(AriaRole.Button, new() { Name = "Voorwaarde toevoegen" }).ClickAsync();
        var row = conditions.Locator(".form-condition").Last;
        var asked = row.GetByLabel("Alleen tonen als het antwoord op");
        await asked.SelectOptionAsync((await asked.Locator("option").Filter(new() { HasText = earlier }).GetAttributeAsync("value"))!);
        await row.GetByLabel("Hoe").SelectOptionAsync(new SelectOptionValue { Label = how });
        if (answer is null)
        {
            return;
        }

        var choice = row.GetByRole(AriaRole.Combobox, new() { Name = "Antwoord", Exact = true });
        if (await choice.IsVisibleAsync())
        {
            await choice.SelectOptionAsync(new SelectOptionValue { Label = answer });
        }
        else
        {
            await row.GetByLabel("Antwoord", new() { Exact = true }).And(row.Locator("input")).FillAsync(answer);
        }
    }
}
