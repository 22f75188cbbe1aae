// Short plain words that are easy to type and to tell apart; 8 bits each.
const words = (
  "aap aarde abrikoos adem adres agenda akker album anker appel april arend asiel atlas avond baard bagage bakker " +
  "balkon banaan bank beek beker berg berk bes beuk bijl blad blik bloem boek boer boog boom boot bord bos boter " +
  "brief bril broer brood brug bus citroen clown dak dam dans dauw deken deur dier dijk dok dorp draad druif duim " +
  "duin eend egel eik eiland emmer erwt ezel fabel feest fiets fles fluit fornuis fruit gans garen gast gebak " +
  "geel geit geluk gember gitaar glas goud gracht gras groen haag haan hagel hamer hand haven havik hekel helm " +
  "hemel herfst hert heuvel hoed hond honing huis hut iglo inkt jager jas juli kaars kaart kaas kade kalf kamer " +
  "kano kar kast kat kerk kers ketel kiel kip klei klok knoop koe koek koffer komeet konijn koor koper kraan " +
  "krant kreeft kroon kruik kust kwast laan laars lamp land lente lepel licht linde lucht maan maand magneet mand " +
  "markt mast meer melk merel mier mist molen mos motor muis munt muur naald nacht narcis nest noot oever olifant " +
  "olijf oog oven paard pad palm pan parel park peer pen pet piano pijl plank plein poort pruim raam raket regen " +
  "reiger rivier roos rots ruiter schaap schelp schip sjaal slak sneeuw spiegel ster stoel storm strand tafel tak " +
  "tang tent thee tijger toren trein trommel tuin uil veer veld vijver vink vis vlag vlinder vogel vork vos vuur " +
  "wagen walvis water weide wiel wilg wind wolk wortel zaag zadel zand zebra zee zeep zeil zomer zon zout zwaan"
).split(" ");

/** A word or number below a bound, each as likely. @param {number} bound */
function random(bound) {
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (value < limit) {
      return value % bound;
    }
  }
}

/** Five words and a number of three digits, one with a capital: about 50 bits, "Fiets-lamp-wolk-dijk-uil-407". */
export function passphrase() {
  const chosen = Array.from({ length: 5 }, () => words[random(words.length)] ?? "");
  const first = chosen[0] ?? "";
  return [first.charAt(0).toUpperCase() + first.slice(1), ...chosen.slice(1), 100 + random(900)].join("-");
}
