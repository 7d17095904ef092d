// The rows of a document as the editor holds them, and as the server knows them.
import { netOf, PRICED } from "./totals.js";

const EMPTY = {
  kind: "article",
  article: "",
  reference: "",
  designation: "",
  quantity: "",
  unit: "",
  price: "",
  discount: "",
  vat: "",
  nature: "goods",
  starts: "",
  ends: "",
};
const SHOWN = { explanation: "", net: "", errors: {}, marks: {}, locked: false, imposed: false, deducts: false };
const SERVICES = new Set(["labour", "travel", "rental"]);
const KEY_BYTES = 16;

export function isPriced(row) {
  return PRICED.has(row.kind);
}

// A row of the server's with all that the editor adds to it. `isFresh`: nobody has typed into it; `isSent`: the
// server has it; `later`: what came for a field while somebody was in it.
export function taken(row) {
  const whole = { ...EMPTY, ...SHOWN, cents: null, isFresh: false, isSent: true, later: {}, ...row };
  whole.errors = { ...whole.errors };
  whole.marks = { ...whole.marks };
  if (isPriced(whole)) whole.cents = netOf(whole);
  return whole;
}

export function freshRow(kind, values) {
  const nature = SERVICES.has(kind) ? "service" : "goods";
  const counted = PRICED.has(kind) ? { quantity: "1" } : {};
  return taken({ key: newKey(), kind, nature, ...counted, ...values, isFresh: true, isSent: false });
}

// What the server is told of a row that it does not have.
export function snapshot(row) {
  const names = ["key", ...Object.keys(EMPTY)];
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

// A UUID; crypto.randomUUID is not there on a network without HTTPS.
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

// The nets of the subtotals: each of what stands above it, up to the last title or subtotal.
export function subtotals(rows) {
  const found = new Map();
  let sum = 0n;
  for (const row of rows) {
    if (row.kind === "subtotal") found.set(row.key, sum);
    if (row.kind === "subtotal" || row.kind === "title") sum = 0n;
    else sum += row.cents ?? 0n;
  }
  return found;
}

// Rows in the order of these keys; one that is not among them stays behind the row that it followed.
export function arranged(rows, order) {
  const wanted = new Map(order.map((key, at) => [key, at]));
  let before = -1;
  const ranked = rows.map((row) => ({ row, rank: (before = wanted.get(row.key) ?? before) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ row }) => row);
}
