namespace Zegel.Browser.Tests;

/// <summary>The names on the screens that people, and these tests, rely on.</summary>
public sealed record Words
{
    /// <summary>Dutch.</summary>
    public static Words Nl { get; } = new();

    /// <summary>English.</summary>
    public static Words En { get; } = new()
    {
        Language = "en",
        Name = "Name",
        Send = "Send",
        StartAgain = "Start again",
        Unlock = "Unlock",
        GetCode = "Get the code",
        NotMyNumber = "Not my number",
        Reply = "Reply",
        Recipient = "Recipient",
        Subject = "Subject",
        Message = "Message",
        AddFiles = "Add files",
        None = "None",
        SmsCode = "SMS code",
        MobileNumber = "Mobile number",
        Password = "Password",
        LogIn = "Log in",
        Verify = "Verify",
        NewConversation = "New conversation",
        Unread = "Unread.",
        NotRead = "Not read yet",
        SetPassword = "Set password",
        ActivateMethod = "Activate method",
        SendCode = "Send code",
        CheckCode = "Check code",
        TryLater = "I have kept them, I will try one later",
        Continue = "Continue",
        Postpone = "Postpone until",
        RememberMe = "Remember me",
        DownloadAll = "Download all",
        Downloaded = "Downloaded",
        Pause = "Pause",
        Paused = "Paused. Keep this page open.",
        GoOn = "Continue",
        View = "View",
        Close = "Close",
        NewLinkFor = "Send .+ a new link",
        SendNewLink = "Send new link",
        NewLinkSent = "gets an e-mail with a new link.",
        DamagedMessage = "This message is damaged",
    };

    public string Language { get; private init; } = "nl";

    public string Name { get; private init; } = "Naam";

    public string Email { get; private init; } = "E-mail";

    public string Send { get; private init; } = "Verstuur";

    public string StartAgain { get; private init; } = "Begin opnieuw";

    public string Code { get; private init; } = "Code";

    public string Unlock { get; private init; } = "Ontgrendel";

    public string GetCode { get; private init; } = "Code ophalen";

    public string NotMyNumber { get; private init; } = "Dit is niet mijn nummer";

    public string Reply { get; private init; } = "Beantwoord";

    public string Recipient { get; private init; } = "Ontvanger";

    public string Subject { get; private init; } = "Onderwerp";

    public string Message { get; private init; } = "Bericht";

    public string AddFiles { get; private init; } = "Voeg bestanden toe";

    public string None { get; private init; } = "Geen";

    public string SmsCode { get; private init; } = "SMS-code";

    public string MobileNumber { get; private init; } = "Mobiel nummer";

    public string Password { get; private init; } = "Wachtwoord";

    public string LogIn { get; private init; } = "Inloggen";

    public string Verify { get; private init; } = "Verifieer";

    public string NewConversation { get; private init; } = "Nieuwe conversatie";

    public string Unread { get; private init; } = "Ongelezen.";

    public string NotRead { get; private init; } = "Nog niet gelezen";

    public string SetPassword { get; private init; } = "Wachtwoord instellen";

    public string ActivateMethod { get; private init; } = "Methode activeren";

    public string SendCode { get; private init; } = "Stuur code";

    public string CheckCode { get; private init; } = "Controleer code";

    public string TryLater { get; private init; } = "Ik heb ze bewaard, ik probeer er later een";

    public string Continue { get; private init; } = "Doorgaan";

    public string Postpone { get; private init; } = "Uitstellen tot uiterlijk";

    public string RememberMe { get; private init; } = "Onthoud mij";

    public string DownloadAll { get; private init; } = "Alles downloaden";

    public string Downloaded { get; private init; } = "Gedownload";

    public string Pause { get; private init; } = "Pauze";

    public string Paused { get; private init; } = "Gepauzeerd. Laat deze pagina open.";

    public string GoOn { get; private init; } = "Ga verder";

    public string View { get; private init; } = "Bekijk";

    public string Close { get; private init; } = "Sluiten";

    /// <summary>A pattern: the person's name or address stands in it.</summary>
    public string NewLinkFor { get; private init; } = "Stuur .+ een nieuwe link";

    public string SendNewLink { get; private init; } = "Stuur nieuwe link";

    public string NewLinkSent { get; private init; } = "krijgt een e-mail met een nieuwe link.";

    public string DamagedMessage { get; private init; } = "Dit bericht is beschadigd";
}
