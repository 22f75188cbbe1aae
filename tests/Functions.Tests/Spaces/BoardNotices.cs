using System.Runtime.CompilerServices;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;

namespace Zegel.Functions.Tests.Spaces;

/// <summary>What people are told of boards; a feature has its texts in files beside this, one a language.</summary>
internal static class BoardNotices
{
    private static readonly NoticeLink Opening = new("/open/", participantId => participantId);

    public static readonly Notice BoardOpened = Mail("Een prikbord voor u", CodeForm.Characters);
    public static readonly Notice BoardPinned = Mail("Er hangt iets nieuws op het prikbord");
    public static readonly Notice BoardCodeSms = Notice.SmsWithCode();
    public static readonly Notice BoardCode = Mail("Uw nieuwe code", CodeForm.Characters);
    public static readonly Notice BoardLink = Mail("Uw nieuwe link");
    public static readonly Notice BoardLinkWithCode = Mail("Uw nieuwe link", CodeForm.Characters);
    public static readonly Notice BoardNumberWrong = Mail("Een telefoonnummer klopt niet");
    public static readonly Notice BoardLocked = Mail("Te vaak een verkeerde code");
    public static readonly Notice BoardDisabled = Mail("Een link is uitgezet");
    public static readonly Notice BoardNotReached = Mail("Iemand kreeg geen mail");
    public static readonly Notice BoardFileDamaged = Mail("Een bestand is beschadigd");

    private static Notice Mail(string title, CodeForm? code = null, [CallerMemberName] string name = "") =>
        Notice.Mail(facts => Text(facts, title), facts => Text(facts, title), "/mail/", Opening, code, name: name);

    private static MailText Text(NoticeFacts facts, string title) =>
        new($"{facts.Organisation}: {title}", title, [$"Het prikbord is van {facts.Sender}."], "Prikbord openen", []);
}
