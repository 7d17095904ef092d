// Cells copied from a spreadsheet, and which column is what: by its heading, or by its place.
import { isBlank, readNumber } from "./numbers.js";

const HEADINGS = {
  reference: ["reference", "ref", "code", "code article", "sku"],
  designation: ["designation", "libelle", "description", "article", "intitule", "produit", "prestation"],
  quantity: ["quantite", "qte", "qt", "nombre", "nb"],
  unit: ["unite", "u"],
  price: ["prix", "prix unitaire", "prix unitaire ht", "prix ht", "pu", "pu ht", "p u", "p u ht", "tarif"],
  discount: ["remise", "remise %", "rem", "rem %"],
  vat: ["tva", "tva %", "taux", "taux tva", "taux de tva"],
};
const LEAST_HEADINGS = 2;
const BY_PLACE = ["designation", "quantity", "unit", "price", "vat"];
const WITHOUT_UNIT = ["designation", "quantity", "price", "vat"];
const UNIT_PLACE = 2;

export function plainWord(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[^a-z0-9%]+/g, " ").trim();
}

// A cell with a tab or a line in it stands in quotes, which are doubled inside.
export function cells(text) {
  const rows = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\n\r]|$)|([^\t\n\r]*))(\t|\r\n|\n|\r|$)/y;
  for (let match; (match = pattern.exec(text)); ) {
    const [, quoted, bare, end] = match;
    rows.at(-1).push((quoted?.replaceAll('""', '"') ?? bare).trim());
    if (!end) break;
    if (end !== "\t") rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell));
}

// Of each row what stands in which field.
export function recognised(rows) {
  const headed = headings(rows[0]);
  const names = headed ?? places(rows);
  const body = headed ? rows.slice(1) : rows;
  return body.map((row) => Object.fromEntries(names.flatMap((name, at) => (name && row[at] ? [[name, row[at]]] : []))));
}

function headings(row) {
  const words = row.map(plainWord);
  const names = words.map((word) => Object.keys(HEADINGS).find((name) => HEADINGS[name].includes(word)) ?? null);
  return names.filter(Boolean).length >= LEAST_HEADINGS ? names : null;
}

function places(rows) {
  const third = rows.map((row) => row[UNIT_PLACE]).filter(Boolean);
  return third.length && third.every(isNumber) ? WITHOUT_UNIT : BY_PLACE;
}

function isNumber(text) {
  try {
    return !isBlank(text) && readNumber(text, 6, { isSigned: true }) !== null;
  } catch {
    return false;
  }
}
