/**
 * A month of a busy mailbox, and mistakes that are made in one, out of a seed: people with Dutch names at providers, at
 * companies, in families. Nothing here knows how mistakes are found.
 */

/** @param {number} seed */
function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = (all) => all[Math.floor(next() * all.length)];
  return {
    next,
    pick,
    chance: (share) => next() < share,
    from: (least, most) => least + Math.floor(next() * (most - least + 1)),
    /** The first are chosen most, as names and people are. */
    often: (all) => all[Math.floor(next() ** 2.2 * all.length)],
    weighed(pairs) {
      let left = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
      return (pairs.find(([, weight]) => (left -= weight) < 0) ?? pairs[0])[0];
    },
  };
}

const firsts = `jan anna piet maria kees johanna hans els willem ria peter petra henk marijke gerard ingrid johan
  linda paul
  monique erik esther marcel sandra rob miranda frank wilma mark karin dennis marieke jeroen sanne thomas lisa
  tim eva bas lotte ruben fleur daan emma sem julia lucas sophie milan tess lars noor thijs roos niels femke
  joris iris sven bente rick maud koen britt wouter naomi bart kim stefan laura robert nicole michiel astrid
  arjen hanneke gijs tineke jelle margriet mohamed fatima ahmed aisha youssef samira ali yasmina mehmet elif
  emre zeynep andre rene corrie truus sjaak bep jaap greet dirk tonnie arie nel cor mieke teun dorien hugo
  renske floor jasmijn casper merel stijn anouk tom ellen luuk chantal ronald brigitte leo josine ton wendy harm
  saskia bram jolanda vincent carla`.split(/\s+/);

const lasts = `jong jansen vries bakker visser smit meijer boer mulder groot bos vos peters hendriks leeuwen dekker
  brouwer wit
  dijkstra smits graaf meer linden kok jacobs haan vermeulen heuvel veen broek bruijn schouten beek willems
  vliet ven hoekstra maas verhoeven koster dam wal prins blom huisman peeters jonge kuiper veenstra postma
  kuijpers dongen veldman post willemsen bosch berg maat hermans martens scholten boersma evers gerritsen kramer
  timmermans groen koning bergsma wolff driessen roos tol schipper ruiter kuipers mol zwart sanders martens
  snijders dijk hof molenaar barendrecht zandbergen wijngaarden oosterhuis nieuwenhuis steenbergen kloosterman
  hagemans terpstra wiersma zijlstra hofstra sikkema yilmaz demir kaya bouali elamrani hassan nguyen pereira
  santos kowalski novak schmidt weber lemmens claes maes ruijgrok donker akkerman roelofs arends franken
  goossens schreuder tuinstra lammers vink appel verbeek rietveld duivenvoorde klaassen brands buitenhuis hartog
  spaans teunissen nolens uitdehaag wagenaar bijl krijgsman stam`.split(/\s+/);

const between = [["", 60], ["van ", 10], ["de ", 14], ["van de ", 5], ["van der ", 8], ["van den ", 3]];

const providers = [["gmail.com", 45], ["hotmail.com", 14], ["outlook.com", 8], ["live.nl", 7], ["ziggo.nl", 8],
  ["kpnmail.nl", 4], ["icloud.com", 5], ["planet.nl", 2], ["hetnet.nl", 1.5], ["home.nl", 1.5], ["xs4all.nl", 1.5],
  ["hotmail.nl", 1], ["yahoo.com", 1], ["telenet.be", 0.5], ["caiway.nl", 0.5], ["gmx.de", 0.3],
  ["protonmail.com", 0.5]];

const trades = `tandarts bakkerij advocaten notaris huisarts makelaardij bouw installatie transport accountants fysio
  apotheek
  administratie garage slagerij architecten advies techniek zorg thuiszorg kliniek school stichting vereniging
  fonds verzekeringen juristen interieur hoveniers schilders loodgieters reizen drukkerij uitgeverij media
  software`.split(/\s+/);

const places = `zwolle utrecht breda tilburg almere arnhem leiden haarlem zeist gouda delft hoorn assen emmen venlo
  roermond
  heerlen goes terneuzen alkmaar purmerend lelystad kampen deventer apeldoorn ede wageningen tiel oss helmond
  drachten sneek meppel hengelo enschede`.split(/\s+/);

const endings = [["nl", 84], ["com", 6], ["eu", 3], ["org", 3], ["be", 2], ["nu", 1], ["net", 1]];
const roles = ["info", "administratie", "receptie", "contact", "post", "secretariaat", "planning", "facturen"];

/** The people whom a mailbox might write to. @param {ReturnType<typeof dice>} die */
function society(die) {
  const person = () => {
    const [first, last, little] = [die.often(firsts), die.often(lasts), die.weighed(between)];
    return { first, last, little };
  };
  const nameOf = ({ first, last, little }) => `${capital(first)} ${little}${capital(last)}`;
  const localAt = ({ first, last, little }, isProvider) => {
    const family = little.replaceAll(" ", "") + last;
    const forms = isProvider
      ? [[`${first}.${family}`, 30], [`${first}${family}`, 20], [`${first[0]}.${family}`, 20],
        [`${first[0]}${family}`, 8], [`${first}${die.from(55, 99)}`, 8],
        [`${first}.${family}${die.from(1, 99)}`, 10], [`${family}${die.from(1, 99)}`, 4]]
      : [[`${first}.${family}`, 38], [`${first[0]}.${family}`, 37], [first, 12], [die.pick(roles), 13]];
    return die.weighed(forms);
  };
  const domain = () => {
    const last = die.often(lasts);
    const head = die.weighed([
      [`${die.pick(trades)}${last}`, 25], [`${last}${die.pick(trades)}`, 20],
      [`${die.pick(trades)}-${die.pick(places)}`, 20], [`${last}-${die.often(lasts)}`, 10],
      [`gemeente${die.pick(places)}`, 5], [`${last}`, 8], [`de${last}`, 5],
      [`${die.pick(trades)}${die.pick(places)}`, 7]]);
    return `${head}.${die.weighed(endings)}`;
  };
  const at = (who, place, isProvider) => ({ email: `${localAt(who, isProvider)}@${place}`, name: nameOf(who) });
  return {
    person,
    nameOf,
    domain,
    atProvider: (who = person()) => at(who, die.weighed(providers), true),
    atCompany: (place = domain(), who = person()) => at(who, place, false),
    /** A family on one domain of its own. */
    family() {
      const last = die.often(lasts);
      const place = `familie${last}.nl`;
      const one = () => at({ first: die.often(firsts), last, little: "" }, place, false);
      return Array.from({ length: die.from(2, 4) }, one);
    },
  };
}

const capital = (word) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Who was written to in the years before, by address. */
function yearsBefore(die, all, size) {
  const book = new Map();
  const add = ({ email, name }) => {
    const times = 1 + Math.floor(60 * die.next() ** 6);
    const called = die.chance(0.7) ? name : "";
    book.has(email) || book.set(email, { email, name: called, times, at: "2026-10-01T09:00:00Z" });
  };
  while (book.size < size) {
    die.weighed([
      [() => add(all.atProvider()), 55],
      [() => {
        const place = all.domain();
        Array.from({ length: Math.ceil(6 * die.next() ** 2) }, () => add(all.atCompany(place)));
      }, 40],
      [() => all.family().forEach(add), 5],
    ])();
  }

  return book;
}

const domainOf = (email) => email.slice(email.indexOf("@") + 1);

/**
 * An ordinary month: messages one after the other, each with the address book as it is then.
 * @param {number} seed
 * @param {{ messages?: number, known?: number }} [size]
 */
export function* ordinaryMonth(seed, { messages = 2000, known = 1500 } = {}) {
  const die = dice(seed);
  const all = society(die);
  const book = yearsBefore(die, all, known);
  for (let i = 0; i < messages; i++) {
    const people = ordinary(die, all, book);
    yield { people, contacts: [...book.values()] };
    for (const { email, name } of people) {
      const before = book.get(email);
      const times = (before?.times ?? 0) + 1;
      book.set(email, { email, name: name || before?.name || "", times, at: "2026-11-01T09:00:00Z" });
    }
  }
}

function ordinary(die, all, book) {
  const list = [...book.values()];
  const familiar = () => die.weighed(Array.from({ length: 12 }, () => die.pick(list)).map((one) => [one, one.times]));
  const shown = (one, share) => ({ email: one.email, name: die.chance(share) ? one.name : "" });
  const somebodyNew = () => die.weighed([
    [() => all.atProvider(), 52],
    [() => all.atCompany(), 25],
    [() => all.atCompany(domainOf(companyOf(die, list).email)), 18],
    // The same person has another address by now.
    [() => ({ email: all.atProvider().email, name: die.pick(list).name }), 3],
    [() => die.pick(all.family()), 2],
  ])();
  const one = () => (die.chance(0.88) ? shown(familiar(), 1) : shown(somebodyNew(), 0.4));
  const n = die.weighed([[1, 84], [die.from(2, 3), 12], [die.from(4, 8), 3.8], [die.from(11, 14), 0.2]]);
  const people = new Map();
  if (n > 1 && die.chance(0.6)) {
    const place = domainOf(companyOf(die, list).email);
    list.filter(({ email }) => domainOf(email) === place).slice(0, n).forEach((colleague) => add(shown(colleague, 1)));
  }

  while (people.size < n) {
    add(one());
  }

  return [...people.values()];

  function add(person) {
    people.set(person.email, person);
  }
}

const isAtProvider = ({ email }) => providers.some(([place]) => place === domainOf(email));

const companyOf = (die, list) => {
  const companies = list.filter((one) => !isAtProvider(one));
  return die.pick(companies);
};

/**
 * Mistakes, of five kinds in turn: with what was written, and who in it is wrong (null: all of them together).
 * @param {number} seed
 * @param {{ mistakes?: number, known?: number }} [size]
 */
export function* mistakesOf(seed, { mistakes = 200, known = 1500 } = {}) {
  const die = dice(seed ^ 0x5eed);
  const all = society(die);
  const book = yearsBefore(die, all, known);
  const list = [...book.values()];
  const names = Object.keys(kinds);
  for (let i = 0; i < mistakes; i++) {
    const kind = names[i % names.length];
    yield { kind, contacts: list, ...kinds[kind]({ die, all, book, list }) };
  }
}

const kinds = {
  letter: (mailbox) => untilWrong(mailbox, () => {
    const [local, place] = usual(mailbox).email.split("@");
    return `${slip(mailbox.die, local)}@${place}`;
  }),

  domain: (mailbox) => untilWrong(mailbox, () => {
    const { die, all, list } = mailbox;
    const [local, place] = (die.chance(0.7) ? usual(mailbox) : all.atProvider()).email.split("@");
    const [head, ...ending] = place.split(".");
    const typed = die.chance(0.2) ? `${head}.${slip(die, ending.join("."))}` : `${slip(die, head)}.${ending.join(".")}`;
    // A slip that leads to another place that is written to is none, nor is half an address; then another is made.
    const isNone = typed === place || list.some(({ email }) => domainOf(email) === typed) || typed.endsWith(".");
    return isNone ? list[0].email : `${local}@${typed}`;
  }),

  namesake(mailbox) {
    const { die, all, book } = mailbox;
    const { email, name } = usual(mailbox, (one) => one.name !== "" && /[a-z]{3,}\.[a-z]{3,}@/.test(one.email));
    const [local] = email.split("@");
    const elsewhere = die.chance(0.5) ? all.atProvider().email.split("@")[0] : local;
    const typed = `${elsewhere}@${die.weighed(providers)}`;
    const isNamed = elsewhere !== local || die.chance(0.5);
    return book.has(typed) ? kinds.namesake(mailbox)
      : { people: [{ email: typed, name: isNamed ? name : "" }], wrong: typed };
  },

  outsider({ die, all, list }) {
    const place = domainOf(companyOf(die, list).email);
    const colleagues = Array.from({ length: die.from(3, 7) }, () => all.atCompany(place));
    const { email } = all.atProvider();
    return { people: [...colleagues, { email, name: "" }], wrong: email };
  },

  many({ die, list }) {
    const people = Array.from({ length: die.from(11, 30) }, () => die.pick(list));
    return { people: people.map(({ email, name }) => ({ email, name })), wrong: null };
  },
};

/** Who is written to often is mistyped often. */
function usual({ die, list }, fits = () => true) {
  const some = list.filter(fits);
  return die.weighed(Array.from({ length: 12 }, () => die.pick(some)).map((one) => [one, one.times]));
}

/** Alone, and at an address that nobody has. */
function untilWrong({ book }, make) {
  for (;;) {
    const email = make();
    if (!book.has(email)) {
      return { people: [{ email, name: "" }], wrong: email };
    }
  }
}

const beside = {
  q: "wa", w: "qe", e: "wr", r: "et", t: "ry", y: "tu", u: "yi", i: "uo", o: "ip", p: "o", a: "s", s: "ad", d: "sf",
  f: "dg", g: "fh", h: "gj", j: "hk", k: "jl", l: "k", z: "x", x: "zc", c: "xv", v: "cb", b: "vn", n: "bm", m: "n",
};

/** One slip of the fingers. @param {ReturnType<typeof dice>} die @param {string} word */
function slip(die, word) {
  const at = Math.floor(die.next() * word.length);
  const [before, letter, after] = [word.slice(0, at), word[at], word.slice(at + 1)];
  return die.weighed([
    [before + after, 3],
    [before + letter + letter + after, 2],
    [before + die.pick([...(beside[letter] ?? "e")]) + after, 3],
    [before + (after[0] ?? "") + letter + after.slice(1), 2],
  ]);
}
