using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers;

/// <summary>
/// The notices of dossiers, with their texts in the files beside this one. They say that something is ready and of
/// which kind, never what (N1).
/// </summary>
internal static partial class DossierNotices
{
    private static readonly NoticeLink Portal = new("/portal/", null);
    private static readonly NoticeLink Office = new("/dossiers/", null);

    /// <summary>To a client: there is a dossier for them.</summary>
    public static readonly Notice DossierShared = Notice.Mail(Nl.DossierShared, En.DossierShared, link: Portal);

    /// <summary>To a client: documents are ready (N1, N48).</summary>
    public static readonly Notice DocumentsReady = Notice.Mail(
        Nl.DocumentsReady, En.DocumentsReady, link: Portal, canWait: true);

    /// <summary>To a client: a message is ready (N1, N48).</summary>
    public static readonly Notice MessageReady = Notice.Mail(
        Nl.MessageReady, En.MessageReady, link: Portal, canWait: true);

    /// <summary>To a client: there is something to fill in, to deliver or to read (N1, N48).</summary>
    public static readonly Notice FormsReady = Notice.Mail(
        Nl.FormsReady, En.FormsReady, link: Portal, canWait: true);

    /// <summary>To a client: it is still to be done (N1, N48, X30).</summary>
    public static readonly Notice FormsWait = Notice.Mail(Nl.FormsWait, En.FormsWait, link: Portal, canWait: true);

    /// <summary>To the handler and the stand-in: a client sent what was asked.</summary>
    public static readonly Notice ClientDelivered = Notice.Mail(
        Nl.ClientDelivered, En.ClientDelivered, link: Office, tellsOfMessage: true);

    /// <summary>To the handler and the stand-in: a client wrote.</summary>
    public static readonly Notice ClientWrote = Notice.Mail(
        Nl.ClientWrote, En.ClientWrote, link: Office, tellsOfMessage: true);

    /// <summary>To the owner of a mailbox: a client wrote, and nobody who handles it is there any more.</summary>
    public static readonly Notice ClientWroteToNobody = Notice.Mail(
        Nl.ClientWroteToNobody, En.ClientWroteToNobody, link: Office, tellsOfMessage: true);

    /// <summary>To the owner of the mailbox: so when a client delivered.</summary>
    public static readonly Notice ClientDeliveredToNobody = Notice.Mail(
        Nl.ClientDeliveredToNobody, En.ClientDeliveredToNobody, link: Office, tellsOfMessage: true);

    /// <summary>To who added a file: a reader's check of it failed.</summary>
    public static readonly Notice DossierFileDamaged = Notice.Mail(
        Nl.DossierFileDamaged, En.DossierFileDamaged, "/dossiers/", Portal, canWait: true);

    /// <summary>To the owner of a mailbox: a client could not be told of a dossier.</summary>
    public static readonly Notice ClientNotReached = Notice.Mail(
        Nl.ClientNotReached, En.ClientNotReached, "/dossiers/", canWait: true);

    /// <summary>What spaces send for dossiers and their parts: nobody is in one without an account.</summary>
    public static SpaceNotices OfSpaces { get; } = new(
        CodeBySms: AccountNotices.Nothing, CodeByMail: AccountNotices.Nothing, NewLink: AccountNotices.Nothing,
        NewLinkWithCode: AccountNotices.Nothing, NumberWrong: AccountNotices.Nothing, Locked: AccountNotices.Nothing,
        Disabled: AccountNotices.Nothing, FileDamaged: DossierFileDamaged, NotReached: ClientNotReached,
        Waiting: [DossierShared, DocumentsReady, MessageReady, FormsReady, FormsWait]);
}
