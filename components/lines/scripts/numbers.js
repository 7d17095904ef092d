// Numbers and amounts as clerks type and read them: the rules of models/french/money.py, in whole numbers of
// their smallest part.
const MOST_DIGITS = 9;
// What Python calls a space.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const AROUND = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");
const AFTER_SIGN = new RegExp(`^([-+])[${SPACE}]+`);
const GROUPS = new RegExp(`([0-9])[${SPACE}'’](?=[0-9]{3}(?![0-9]))`, "g");
// « 12€50 » has its sign where its comma would be.
const CENTS_AFTER = new RegExp(`([0-9])[${SPACE}]*(?:€|euros?|EUR)[${SPACE}]*(?=[0-9]{2}(?![0-9]))`, "gi");
const WORDS = /(^|[^\p{L}\p{N}_])(?:euros?|EUR|HT|TTC)(?![\p{L}\p{N}_])/giu;
const NUMBER = /^([-+]?)([0-9]*)(?:\.([0-9]*))?$/;
const GROUPED = { ",": /^[-+]?[0-9]{1,3}(?:,[0-9]{3})+$/, ".": /^[-+]?[0-9]{1,3}(?:\.[0-9]{3})+$/ };

export function isBlank(text) {
  return text.replace(AROUND, "") === "";
}

// How many parts of 1 / 10^places a text says; an Error with a French sentence where it says no number.
export function readNumber(text, places, { isSigned = false } = {}) {
  const match = NUMBER.exec(plain(text));
  if (!match || !(match[2] || match[3])) {
    throw new Error("Ce n’est pas un nombre : écrivez par exemple 1\u202f234,50.");
  }
  const [, sign, whole, decimals = ""] = match;
  if (whole.replace(/^0+/, "").length > MOST_DIGITS) {
    throw new Error(`Ce nombre est trop grand : ${MOST_DIGITS} chiffres au plus.`);
  }
  const part = decimals.replace(/0+$/, "");
  if (part.length > places) throw new Error(tooFine(places, part.length));
  const parts = BigInt(whole + part.padEnd(places, "0") || "0");
  if (sign === "-" && parts && !isSigned) throw new Error("Un nombre négatif n’est pas possible ici.");
  return sign === "-" ? -parts : parts;
}

function tooFine(places, found) {
  return places
    ? `${places} chiffres au plus après la virgule ; il y en a ${found}.`
    : "Un nombre entier, sans virgule.";
}

// Its digits, with a point where the decimals begin.
function plain(text) {
  let bare = text.replace(/[\u2212–]/g, "-").replace(CENTS_AFTER, "$1,");
  bare = bare.replace(WORDS, "$1  ").replace(/[€%]/g, "  "); // which joins nothing that stands around
  bare = bare.replace(AROUND, "").replace(AFTER_SIGN, "$1").replace(GROUPS, "$1");
  if (bare.includes(",") && bare.includes(".")) {
    const group = bare.lastIndexOf(",") > bare.lastIndexOf(".") ? "." : ","; // the later one begins the decimals
    bare = bare.replaceAll(group, "");
  }
  for (const mark of [",", "."]) {
    if (bare.split(mark).length > 2) bare = GROUPED[mark].test(bare) ? bare.replaceAll(mark, "") : "?";
  }
  return bare.replace(",", ".");
}

// « 1 234,5 » for a number as a field holds it, its decimals as they are.
export function inThousands(text) {
  const [whole, ...part] = text.split(",");
  return [whole.replace(/\B(?=(\d{3})+$)/g, "\u202f"), ...part].join(",");
}

// « −1 234,50 € » of so many cents.
export function amount(cents) {
  const [minus, size] = cents < 0n ? ["\u2212", -cents] : ["", cents];
  return `${minus}${inThousands(String(size / 100n))},${String(size % 100n).padStart(2, "0")}\u00a0€`;
}
