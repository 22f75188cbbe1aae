namespace Zegel.Browser.Tests;

/// <summary>
/// A form of sixty questions on six pages, and what a client answers. Fifty are pasted as the list that an office has; ten,
/// one of each kind, are made by hand on the fourth page.
/// </summary>
internal static class SixtyQuestions
{
    /// <summary>As the office has them.</summary>
    public const string Pasted =
        """
        # Over u
        1. Uw volledige naam *
        2. Geboortedatum [datum] *
        3. Bent u getrouwd? [keuze: Ja; Nee] *
        4. Naam van uw partner *
        5. Datum van uw huwelijk [datum]
        6. Heeft u kinderen? [keuze: Ja; Nee]
        7. Uw kinderen [personen: Naam van het kind; School]
        8. Telefoonnummer
        9. Beroep
        10. Dit komt in de akte bij uw beroep. [uitleg]
        # Wonen
        1. Uw adres [adres] *
        2. Woont u daar langer dan een jaar? [keuze: Ja; Nee]
        3. Uw vorige adres [adres]
        4. Sinds wanneer woont u daar? [datum]
        5. Wat stond er voor 2020?
        6. Hoeveel kamers heeft de woning? [getal]
        7. Waarvoor zijn al die kamers? [lange tekst]
        8. Wat hoort bij de woning? [keuzes: Tuin; Garage; Berging]
        9. Hoe groot is de tuin? [getal]
        10. Plattegrond [bestanden]
        # Werk en inkomen
        • Inkomen per maand [getal] *
        • Bewijs van inkomen [bestanden]
        • Toelichting bij het bewijs [lange tekst]
        • Wat voor werk doet u? [lange tekst]
        • Welke talen spreekt u? [keuzes: Nederlands; Pools; Turks]
        • Welke tolk wilt u?
        • Werkgever
        • In dienst sinds [datum]
        • Uren per week [getal]
        • Vakbond
        # De koop
        # Zonder partner
        Wie erft van u?
        Wie regelt uw uitvaart?
        Heeft u een testament? [keuze: Ja; Nee]
        Bij welke notaris?
        Wie is uw gevolmachtigde?
        Bent u donor? [keuze: Ja; Nee]
        Wie is uw huisarts?
        Wie heeft uw sleutels?
        Wat bewaart u thuis? [lange tekst]
        Nog iets over uw wensen?
        # Tot slot
        Uw tweede adres [adres]
        Sinds wanneer heeft u dat adres? [datum]
        Wie kan dit bevestigen?
        Rekeningnummer
        Verzekeraar
        Polisnummer
        Heeft u huisdieren? [keuze: Ja; Nee]
        Hoe hoorde u van ons?
        Opmerkingen [lange tekst]
        Dank u wel. [uitleg]
        """;

    /// <summary>What the document says of what was answered: pages, people, and each question with the lines of its answer.</summary>
    public const string Document =
        """
        ## Over u
        Uw volledige naam | Łucja Őry-Smit
        Geboortedatum | 1 februari 1990
        Bent u getrouwd? | Nee
        Heeft u kinderen? | Ja
        Uw kinderen | 2 personen
        ### Persoon 1
        Naam van het kind | Bo
        School | De Regenboog
        ### Persoon 2
        Naam van het kind | Cas
        School | Niet ingevuld
        Telefoonnummer | Niet ingevuld
        Beroep | Bakker
        ## Wonen
        Uw adres | Kerkstraat 1 | 3512 AB Utrecht
        Woont u daar langer dan een jaar? | Nee
        Uw vorige adres | Molenweg 8 | 3731 AA De Bilt
        Sinds wanneer woont u daar? | 1 juni 2015
        Wat stond er voor 2020? | Een schuur
        Hoeveel kamers heeft de woning? | 7
        Waarvoor zijn al die kamers? | Ik verhuur er drie.
        Wat hoort bij de woning? | Tuin | Berging
        Hoe groot is de tuin? | 120
        Plattegrond | plattegrond.txt
        ## Werk en inkomen
        Inkomen per maand | 2600
        Bewijs van inkomen | loonstrook.txt
        Toelichting bij het bewijs | Van november.
        Wat voor werk doet u? | Ik ben bakker en imker.
        Welke talen spreekt u? | Pools
        Welke tolk wilt u? | Pools-Nederlands
        Werkgever | Bakkerij Korst
        In dienst sinds | Niet ingevuld
        Uren per week | Niet ingevuld
        ## De koop
        Wat koopt u? | Een huis
        Waarom koopt u? | Wij willen | meer ruimte.
        Voor hoeveel koopt u? | 350000
        Wanneer tekent u? | 15 januari 2027
        Hoe betaalt u? | Eigen geld
        Wat neemt u over? | Lampen
        Waar staat de woning? | Dorpsstraat 2 | 1011 AA Amsterdam
        Wie kopen er mee? | 1 persoon
        ### Persoon 1
        Naam van de koper | Ana Ćosić
        Geboren op | 3 april 1985
        Koopakte | koopakte.txt
        ## Zonder partner
        Wie erft van u? | Mijn zus
        Wie regelt uw uitvaart? | Niet ingevuld
        Heeft u een testament? | Niet ingevuld
        Bij welke notaris? | Niet ingevuld
        Wie is uw gevolmachtigde? | Niet ingevuld
        Bent u donor? | Niet ingevuld
        Wie is uw huisarts? | Niet ingevuld
        Wie heeft uw sleutels? | Niet ingevuld
        Wat bewaart u thuis? | Niet ingevuld
        Nog iets over uw wensen? | Niet ingevuld
        ## Tot slot
        Uw tweede adres | Niet ingevuld
        Wie kan dit bevestigen? | Mijn buurvrouw
        Rekeningnummer | Niet ingevuld
        Verzekeraar | Niet ingevuld
        Polisnummer | Niet ingevuld
        Heeft u huisdieren? | Niet ingevuld
        Hoe hoorde u van ons? | Niet ingevuld
        Opmerkingen | Geen
        """;

    /// <summary>The ten of the fourth page: text, kind, what can be chosen.</summary>
    public static IReadOnlyList<(string Text, string Kind, string[] Options)> ByHand { get; } =
    [
        ("Wat koopt u?", "text", []),
        ("Waarom koopt u?", "long-text", []),
        ("Voor hoeveel koopt u?", "number", []),
        ("Wanneer tekent u?", "date", []),
        ("Hoe betaalt u?", "choice", ["Hypotheek", "Eigen geld"]),
        ("Wat neemt u over?", "choices", ["Keuken", "Vloer", "Lampen"]),
        ("Waar staat de woning?", "address", []),
        ("Wie kopen er mee?", "people", []),
        ("Koopakte", "file", []),
        ("Wij kijken dit na.", "explanation", []),
    ];

    /// <summary>
    /// On what a question hangs, in the words of the editor: choices, several choices, numbers, dates, texts, addresses,
    /// files and people. Two more hang a page on a choice and a question about a person on another one.
    /// </summary>
    public static IReadOnlyList<(string At, string Earlier, string How, string? Answer)> Conditions { get; } =
    [
        ("1.4", "1.3 Bent", "gelijk is aan", "Ja"),
        ("1.5", "1.3 Bent", "niet gelijk is aan", "Nee"),
        ("1.7", "1.6 Heeft", "gelijk is aan", "Ja"),
        ("1.10", "1.9 Beroep", "is ingevuld", null),
        ("2.3", "2.2 Woont", "gelijk is aan", "Nee"),
        ("2.5", "2.4 Sinds", "eerder is dan", "2020-01-01"),
        ("2.7", "2.6 Hoeveel", "minstens", "6"),
        ("2.9", "2.8 Wat", "ook dit bevat", "Tuin"),
        ("3.3", "3.2 Bewijs", "is ingevuld", null),
        ("3.6", "3.5 Welke", "dit niet bevat", "Nederlands"),
        ("3.10", "3.7 Werkgever", "niet is ingevuld", null),
        ("6.2", "6.1 Uw", "is ingevuld", null),
        ("6.3", "1.7 Uw kinderen", "is ingevuld", null),
        ("6.3", "3.1 Inkomen", "kleiner is dan", "1000"),
    ];
}
