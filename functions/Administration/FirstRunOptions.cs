using System.ComponentModel.DataAnnotations;

namespace Zegel.Functions.Administration;

/// <summary>What the first start makes when there is no organisation yet. Section <c>Zegel</c>.</summary>
public sealed class FirstRunOptions
{
    /// <summary>The organisation.</summary>
    public OrganisationOptions Organisation { get; set; } = new();

    /// <summary>The name of its first mailbox.</summary>
    [Required, StringLength(60)]
    public string FirstMailbox { get; set; } = "Info";

    /// <summary>The name of its first starter, as it stands in links.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,39}$")]
    public string FirstStarter { get; set; } = "info";

    /// <summary>Who is invited first: staff, the first mailbox's owner, and of the service desk.</summary>
    [Required, EmailAddress]
    public string FirstAccountEmail { get; set; } = "";

    /// <summary>
    /// Who is invited as the second of the service desk, and reads no mailbox. Empty: nobody; then the first one asks
    /// for a second later, which takes a day in which it can be stopped.
    /// </summary>
    [RegularExpression(@"^[^\s@]+@[^\s@]+$")]
    public string? SecondAccountEmail { get; set; }
}

/// <summary>The organisation at the first start; what is empty is left out. <c>Zegel:Organisation</c>.</summary>
public sealed class OrganisationOptions
{
    /// <summary>Its name, on every page and in every notice.</summary>
    [Required, StringLength(80)]
    public string Name { get; set; } = "";

    /// <summary>The language of pages and mails for people who did not choose one: <c>nl</c> or <c>en</c>.</summary>
    [RegularExpression("^(nl|en)$")]
    public string Language { get; set; } = "nl";

    /// <summary>Its colour, <c>#rrggbb</c>.</summary>
    [RegularExpression("^#[0-9a-fA-F]{6}$")]
    public string? BrandColour { get; set; }

    /// <summary>Its logo as a data URI: SVG or PNG, at most 20 KiB.</summary>
    public string? Logo { get; set; }

    /// <summary>Whom people can ring.</summary>
    public string? HelpPhone { get; set; }

    /// <summary>Whom people can mail.</summary>
    public string? HelpEmail { get; set; }

    /// <summary>Where it is.</summary>
    public string? PostalAddress { get; set; }

    /// <summary>Whom people can mail about their privacy: the data-protection officer.</summary>
    [RegularExpression(@"^[^\s@]+@[^\s@]+$")]
    public string? PrivacyAddress { get; set; }
}
