using System.Text.RegularExpressions;
using Vogen;

[assembly: VogenDefaults(
    underlyingType: typeof(string), conversions: Conversions.SystemTextJson, toPrimitiveCasting: CastOperator.Implicit)]

namespace Zegel.Functions.Security;

/// <summary>The forms of ids. An id is no secret: what it names is released only after a check.</summary>
public static partial class Ids
{
    /// <summary>Characters of an id.</summary>
    public const int Length = 32;

    /// <summary>Whether it is an id: 32 lower-case hexadecimal digits.</summary>
    public static bool IsId(string text) => IdForm().IsMatch(text);

    /// <summary>Whether it is a participant's id: the space's id and its number in two or more digits.</summary>
    public static bool IsParticipantId(string text) => ParticipantForm().IsMatch(text);

    /// <summary>Whether it is the id of a link to a request: its id and, in three digits, whose link.</summary>
    public static bool IsRequestLinkId(string text) => RequestLinkForm().IsMatch(text);

    /// <summary>Whether it is the name of a starter in a link.</summary>
    public static bool IsStarterId(string text) => StarterForm().IsMatch(text);

    internal static Validation Check(bool isOne) => isOne ? Validation.Ok : Validation.Invalid("This is no such id.");

    [GeneratedRegex(@"\A[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A[0-9a-f]{34,38}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ParticipantForm();

    [GeneratedRegex(@"\A[0-9a-f]{32}[0-9]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RequestLinkForm();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StarterForm();
}

/// <summary>Names a space: a conversation, a folder, a dossier. Made by the browser that begins it.</summary>
[ValueObject]
public readonly partial struct SpaceId
{
    private static Validation Validate(string text) => Ids.Check(Ids.IsId(text));
}

/// <summary>Names somebody in a space: the space's id and the number under which they came in.</summary>
[ValueObject]
public readonly partial struct ParticipantId
{
    /// <summary>The number under which who begins a space comes in.</summary>
    public const int FirstNumber = 0;

    /// <summary>The space it is in.</summary>
    public SpaceId Space => SpaceId.From(Value[..Ids.Length]);

    /// <summary>The number, in two or more hexadecimal digits, as it ends the keys of rows.</summary>
    public string Number => Value[Ids.Length..];

    /// <summary>The id of who came in under a number; a number is never given again.</summary>
    public static ParticipantId Of(SpaceId space, int number) =>
        From(space.Value + number.ToString("x2", CultureInfo.InvariantCulture));

    private static Validation Validate(string text) => Ids.Check(Ids.IsParticipantId(text));
}

/// <summary>Names a file in a space. Made by the browser.</summary>
[ValueObject]
public readonly partial struct FileId
{
    private static Validation Validate(string text) => Ids.Check(Ids.IsId(text));
}

/// <summary>Names a mailbox.</summary>
[ValueObject]
public readonly partial struct MailboxId
{
    private static Validation Validate(string text) => Ids.Check(Ids.IsId(text));
}

/// <summary>Names an account.</summary>
[ValueObject]
public readonly partial struct AccountId
{
    private static Validation Validate(string text) => Ids.Check(Ids.IsId(text));
}
