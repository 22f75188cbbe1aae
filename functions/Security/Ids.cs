using System.Text.RegularExpressions;

namespace Zegel.Functions.Security;

/// <summary>The forms of ids. An id is no secret: what it names is released only after a check.</summary>
public static partial class Ids
{
    /// <summary>Characters of an id.</summary>
    public const int Length = 32;

    /// <summary>Whether it is an id: 32 lower-case hexadecimal digits.</summary>
    public static bool IsId(string text) => IdForm().IsMatch(text);

    /// <summary>Whether it is a participant's id: the conversation's id and two more digits.</summary>
    public static bool IsParticipantId(string text) => ParticipantForm().IsMatch(text);

    /// <summary>Whether it is the id of a link to a request: the request's id and, in three digits, whose link.</summary>
    public static bool IsRequestLinkId(string text) => RequestLinkForm().IsMatch(text);

    /// <summary>Whether it is the name of a starter in a link.</summary>
    public static bool IsStarterId(string text) => StarterForm().IsMatch(text);

    [GeneratedRegex(@"\A[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A[0-9a-f]{34}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ParticipantForm();

    [GeneratedRegex(@"\A[0-9a-f]{32}[0-9]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RequestLinkForm();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StarterForm();
}
