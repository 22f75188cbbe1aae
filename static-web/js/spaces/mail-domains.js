/** Where many people have their mail, here and in the countries around. */
export const providers = [
  "gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "hotmail.be", "outlook.com", "live.nl", "live.com",
  "live.be", "msn.com", "icloud.com", "me.com", "mac.com", "yahoo.com", "yahoo.nl", "ymail.com", "aol.com",
  "proton.me", "protonmail.com", "gmx.net", "gmx.de", "gmx.com", "web.de", "t-online.de", "ziggo.nl", "kpnmail.nl",
  "kpnplanet.nl", "planet.nl", "hetnet.nl", "home.nl", "casema.nl", "xs4all.nl", "upcmail.nl", "quicknet.nl",
  "chello.nl", "telfort.nl", "tele2.nl", "online.nl", "zonnet.nl", "solcon.nl", "caiway.nl", "caiway.net",
  "zeelandnet.nl", "freedom.nl", "delta.nl", "onsbrabantnet.nl", "kabelfoon.nl", "wxs.nl", "tiscali.nl",
  "versatel.nl", "telenet.be", "skynet.be", "proximus.be", "scarlet.be", "orange.fr", "wanadoo.fr", "free.fr",
  "btinternet.com", "sky.com",
];

/** Those of them that are the same with every ending. */
export const providersOfMore = ["hotmail", "live", "outlook", "yahoo", "gmx"];

/** Endings that are nothing unusual: a longer list would take ".cm" for meant. */
export const endings = [
  "nl", "com", "be", "de", "net", "org", "eu", "fr", "uk", "co.uk", "info", "biz", "nu", "lu", "at", "ch", "es",
  "it", "pt", "pl", "se", "dk", "no", "fi", "ie", "cz", "hu", "ro", "bg", "gr", "hr", "si", "sk", "lt", "lv", "ee",
  "is", "li", "us", "ca", "io", "me", "tv", "cc", "gov", "edu", "mil", "int", "cat", "cw", "aw", "sr", "bq", "sx",
  "tr", "com.tr", "il", "ma", "au", "com.au", "nz", "jp", "cn", "in", "za", "co.za", "br", "com.br", "mx", "ru",
  "ua", "id", "sg", "hk", "amsterdam", "frl", "online", "shop", "site", "store", "app", "dev", "cloud", "email",
  "care", "health", "legal", "law", "tax", "accountants", "notaris", "consulting", "solutions", "services",
  "support", "group", "agency", "studio", "design", "academy", "school", "foundation", "clinic", "dental", "vet",
  "build", "house", "estate", "eco", "coop", "pro", "name", "one", "xyz", "club", "team", "works", "world", "today",
  "media", "digital", "tech", "gent", "vlaanderen", "brussels",
];
