// Which pieces of a text are marked as found. The words come folded, as models/french/text.py does it.

const PLAIN_LETTERS = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i" };

const folded = new Map();

function fold(char) {
  if (!folded.has(char)) {
    const plain = char.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    folded.set(char, PLAIN_LETTERS[plain] ?? plain);
  }
  return folded.get(char);
}

// The places where a folded word occurs; with a space in front it has to begin a word there.
function* places(line, word) {
  const begins = word.startsWith(" ");
  const sought = begins ? word.slice(1) : word;
  for (let at = line.indexOf(sought); at >= 0; at = line.indexOf(sought, at + 1)) {
    if (!begins || !/[\p{L}\p{N}]$/u.test(line.slice(0, at))) yield [at, at + sought.length];
  }
}

// The text in pieces, each with whether one of the folded words occurs there.
export function pieces(text, words) {
  const chars = Array.from(text);
  let line = "";
  const origin = [];
  chars.forEach((char, index) => {
    for (const part of fold(char)) {
      line += part;
      for (let unit = 0; unit < part.length; unit++) origin.push(index);
    }
  });
  const hit = new Set();
  for (const word of words) {
    for (const [start, end] of places(line, word)) {
      for (let i = start; i < end; i++) hit.add(origin[i]);
    }
  }
  const found = [];
  chars.forEach((char, index) => {
    const marked = hit.has(index);
    const open = found.at(-1);
    const followsLetter = !fold(char); // an accent by itself
    if (open && (open.marked === marked || followsLetter)) open.text += char;
    else found.push({ text: char, marked });
  });
  return found;
}
