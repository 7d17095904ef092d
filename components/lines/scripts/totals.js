// What lines come to, exactly and at each key: the rules of models/documents/totals.py in cents. The server's
// answer replaces it.
import { amount, isBlank, readNumber } from "./numbers.js";

export const PRICED = new Set(["article", "labour", "travel", "rental"]);
export const PLACES = { quantity: 4, price: 6, discount: 2 };
const ALL = 10_000n; // 100 % with two decimals
const HALF_UP = 2n;

// To the nearest whole, halves away from zero.
function rounded(parts, by) {
  const size = parts < 0n ? -parts : parts;
  const whole = (HALF_UP * size + by) / (HALF_UP * by);
  return parts < 0n ? -whole : whole;
}

export function readField(name, text) {
  if (isBlank(text)) return 0n;
  const value = readNumber(text, PLACES[name], { isSigned: name === "quantity" });
  if (name === "discount" && value > ALL) throw new Error("Une remise ne dépasse pas 100\u00a0%.");
  return value;
}

// A line without VAT in cents; null while one of its numbers cannot be read.
export function netOf({ quantity, price, discount }) {
  try {
    const gross = rounded(readField("quantity", quantity) * readField("price", price), 10n ** 8n);
    return gross - rounded(gross * readField("discount", discount), ALL);
  } catch {
    return null;
  }
}

// What « 10 % » or « 50 € » takes off a whole document, never more than all of it.
export function discountOf(text, total) {
  if (total <= 0n || isBlank(text)) return 0n;
  try {
    const parts = readNumber(text, 2);
    const wanted = text.includes("%") ? rounded(total * parts, ALL) : parts;
    return wanted < total ? wanted : total;
  } catch {
    return 0n;
  }
}

// Shared out in proportion to the bases; the cents that are missing go to the largest remainders, of equal ones
// to the higher rate. A base below zero bears nothing.
function spread(taken, rates) {
  const bearing = rates.filter(({ lines }) => lines > 0n);
  const whole = bearing.reduce((sum, { lines }) => sum + lines, 0n);
  const parts = new Map();
  if (!taken || !whole) return parts;
  let missing = taken;
  for (const { code, lines } of bearing) {
    parts.set(code, (taken * lines) / whole);
    missing -= parts.get(code);
  }
  const rest = ({ lines }) => (taken * lines) % whole;
  const byRest = [...bearing].sort((a, b) => sign(rest(b) - rest(a))); // which come from the highest rate down
  for (const { code } of byRest.slice(0, Number(missing))) parts.set(code, parts.get(code) + 1n);
  return parts;
}

function sign(value) {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

function fromTheHighest(a, b) {
  return sign(b.rate - a.rate) || (a.code < b.code ? 1 : -1);
}

// The rates of priced lines, each with the cents of its lines and of what is deducted below the discount.
function ratesOf(lines, vatRates) {
  const known = new Map(vatRates.map((one) => [one.code, one]));
  const found = new Map();
  for (const { vat: code, cents, deducts } of lines) {
    const { label = code, rate = "0" } = known.get(code) ?? {};
    const one = found.get(code) ?? { code, label, rate: readNumber(rate, 2), lines: 0n, deducted: 0n };
    one[deducts ? "deducted" : "lines"] += cents;
    found.set(code, one);
  }
  return [...found.values()].sort(fromTheHighest);
}

// In cents: of priced lines as [{vat, cents, deducts}], under rates as [{code, label, rate}].
export function totalsOf(lines, vatRates, discount, paid) {
  const rates = ratesOf(lines, vatRates);
  const total = (name, of = rates) => of.reduce((sum, one) => sum + one[name], 0n);
  const taken = discountOf(discount, total("lines"));
  const parts = spread(taken, rates);
  const vat = rates.map(({ code, label, rate, lines: sum, deducted }) => {
    const base = sum - (parts.get(code) ?? 0n) + deducted;
    return { label, base, amount: rounded(base * rate, ALL) };
  });
  const [ht, tva] = [total("base", vat), total("amount", vat)];
  return { ht, discount: taken, vat, tva, ttc: ht + tva, paid, due: ht + tva - paid };
}

// The same as it is read.
export function written({ vat, ...sums }) {
  const texts = Object.fromEntries(Object.entries(sums).map(([name, cents]) => [name, amount(cents)]));
  texts.vat = vat.map(({ label, ...one }) => ({ label, base: amount(one.base), amount: amount(one.amount) }));
  return texts;
}
