/** The texts of rows that are put in order, in Dutch (level B1). */
export const texts = {
  "rows.up": "Omhoog",
  "rows.up.of": "Omhoog: {name}",
  "rows.down": "Omlaag",
  "rows.down.of": "Omlaag: {name}",
  "rows.remove": "Weghalen",
  "rows.remove.of": "Weghalen: {name}",
  "rows.taken": "Weggehaald: {name}. Dit telt pas als u opslaat.",
  "rows.put-back": "Zet terug",
  "rows.copy": "Kopieer",
  "rows.copy.of": "Kopieer: {name}",
  "rows.taken-now": "Weggehaald: {name}.",
};
