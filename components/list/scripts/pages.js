// The rows of a list that are here, in blocks as the server gives them; the others have yet to be read.
//
// A row has a number among all that is found, and a place in the list: there each part of the list has a heading
// above its rows, and a folded part has no rows at all. Without parts, places are numbers.

const MOST_BLOCKS = 6;

export class Pages {
  constructor(block) {
    this.block = block;
    this.blocks = new Map();
    this.heads = [];
    this.last = null; // how many rows there are, if anybody has counted them
    this.seen = 0;
  }
  // As far as is known; with one more, which waits, where nobody has counted.
  get length() {
    if (!this.heads.length) return this.last ?? this.seen + 1;
    const { place, size } = this.heads.at(-1);
    return place + 1 + size;
  }
  put(start, { rows, last }) {
    this.blocks.set(start, rows);
    this.seen = Math.max(this.seen, start + rows.length);
    if (last !== null || start === 0) this.last = last;
  }
  // ---- parts -----------------------------------------------------------------------------------
  part(groups, folded) {
    let [place, first] = [0, 0];
    this.heads = groups.map(({ label, count, more }) => {
      const isFolded = folded.has(label);
      const head = { label, count, more, place, first, isFolded, size: isFolded ? 0 : count };
      place += 1 + head.size;
      first += count;
      return head;
    });
  }
  // The heading of the part that a place is in.
  headOf(place) {
    let [low, high] = [0, this.heads.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.heads[middle].place <= place) low = middle;
      else high = middle - 1;
    }
    return this.heads[low];
  }
  heading(place) {
    const head = this.headOf(place);
    return head?.place === place ? head : null;
  }
  // The number of the row at a place; at a heading the one of its first row.
  numberAt(place) {
    const head = this.headOf(place);
    return head ? head.first + Math.max(0, place - head.place - 1) : place;
  }
  // The place of a row; of one in a folded part the heading's.
  placeOf(number) {
    const head = this.heads.findLast(({ first }) => first <= number);
    if (!head) return number;
    return head.isFolded ? head.place : head.place + 1 + number - head.first;
  }
  // ---- rows by their place ---------------------------------------------------------------------
  row(place) {
    if (this.heading(place)) return undefined;
    const number = this.numberAt(place);
    return this.blocks.get(this.startOf(number))?.[number % this.block];
  }
  replace(place, row) {
    const number = this.numberAt(place);
    this.blocks.get(this.startOf(number))[number % this.block] = row;
  }
  indexOf(id) {
    for (const [start, rows] of this.blocks) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) return this.placeOf(start + at);
    }
    return -1;
  }
  startOf(number) {
    return number - (number % this.block);
  }
  // The blocks that the rows at these places are in.
  starts(first, last) {
    const found = new Set();
    for (let place = first; place <= last; place++) {
      if (!this.heading(place)) found.add(this.startOf(this.numberAt(place)));
    }
    return [...found];
  }
  missing(first, last) {
    return this.starts(first, last).filter((start) => !this.blocks.has(start));
  }
  // The first and the last of the places whose rows are here without a gap around this one.
  loadedAround(place) {
    const start = this.startOf(this.numberAt(place));
    let [first, last] = [start, start];
    while (this.blocks.has(first - this.block)) first -= this.block;
    while (this.blocks.has(last + this.block)) last += this.block;
    const end = last + (this.blocks.get(last)?.length ?? 0) - 1;
    return [first ? this.placeOf(first) : 0, Math.min(this.placeOf(end), this.length - 1)];
  }
  // Let go of what is far from these places.
  keepNear(first, last) {
    const wanted = new Set(this.starts(first, last));
    const middle = (this.numberAt(first) + this.numberAt(last)) / 2;
    const others = [...this.blocks.keys()].filter((start) => !wanted.has(start));
    const far = others.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    for (const start of far.slice(Math.max(0, MOST_BLOCKS - wanted.size))) this.blocks.delete(start);
  }
}
