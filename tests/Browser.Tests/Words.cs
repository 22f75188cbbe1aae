using Microsoft.Playwright;

namespace Zegel.Browser.Tests;

/// <summary>The names on the screens that people, and these tests, rely on.</summary>
public sealed record Words(
    string Language, string Name, string Email, string Send, string Unlock, string GetCode, string Reply, string Recipient,
    string Subject, string Message, string SmsCode, string MobileNumber, string Password, string LogIn, string Verify,
    string NewConversation, string NotMyNumber)
{
    /// <summary>Dutch.</summary>
    public static Words Nl { get; } = new(
        "nl", "Naam", "E-mail", "Verstuur", "Ontgrendel", "Code ophalen", "Beantwoord", "Ontvanger", "Onderwerp", "Bericht", "SMS-code",
        "Mobiel nummer", "Wachtwoord", "Inloggen", "Verifieer", "Nieuwe conversatie", "Dit is niet mijn nummer");

    /// <summary>English.</summary>
    public static Words En { get; } = new(
        "en", "Name", "E-mail", "Send", "Unlock", "Get the code", "Reply", "Recipient", "Subject", "Message", "SMS code",
        "Mobile number", "Password", "Log in", "Verify", "New conversation", "Not my number");

    /// <summary>The words of a language.</summary>
    public static Words Of(string language) => language == "nl" ? Nl : En;
}

/// <summary>Finding things as a person does: by their names.</summary>
internal static class Finding
{
    public static ILocator Button(this IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Field(this IPage page, string label) => page.GetByLabel(label, new() { Exact = true });

    public static ILocator Code(this IPage page, Words words) => page.GetByLabel("Code", new() { Exact = true }).And(page.Locator("input"));

    /// <summary>The text of a message that is open.</summary>
    public static ILocator MessageText(this IPage page, string text) =>
        page.Locator(".message-body").Filter(new() { HasText = text });
}
