namespace Zegel.Functions.Clients;

/// <summary>The notices about being a client, with their texts in the files beside this one.</summary>
internal static partial class ClientNotices
{
    private const string ToPortal = "/portal/";

    /// <summary>To somebody who has an account: they are a client too.</summary>
    public static readonly Notice ClientHere = Notice.Mail(Nl.ClientHere, En.ClientHere, ToPortal);

    /// <summary>To somebody who has an account: a company lets them look along.</summary>
    public static readonly Notice ExtraAccountHere = Notice.Mail(Nl.ExtraAccountHere, En.ExtraAccountHere, ToPortal);

    /// <summary>To somebody who looked along for a company: that is over.</summary>
    public static readonly Notice ExtraAccountEnded = Notice.Mail(Nl.ExtraAccountEnded, En.ExtraAccountEnded, "/");
}
