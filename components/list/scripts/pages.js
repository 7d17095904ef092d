// The rows of a list that are here, in blocks as the server gives them; the others have yet to be read.

const MOST_BLOCKS = 6;

export class Pages {
  constructor(block) {
    this.block = block;
    this.blocks = new Map();
    this.last = null; // how many rows there are, if anybody has counted them
    this.seen = 0;
  }
  // As far as is known; with one more, which waits, where nobody has counted.
  get length() {
    return this.last ?? this.seen + 1;
  }
  put(start, { rows, last }) {
    this.blocks.set(start, rows);
    this.seen = Math.max(this.seen, start + rows.length);
    if (last !== null || start === 0) this.last = last;
  }
  row(index) {
    return this.blocks.get(this.startOf(index))?.[index % this.block];
  }
  replace(index, row) {
    this.blocks.get(this.startOf(index))[index % this.block] = row;
  }
  indexOf(id) {
    for (const [start, rows] of this.blocks) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) return start + at;
    }
    return -1;
  }
  startOf(index) {
    return index - (index % this.block);
  }
  // The blocks that these rows are in.
  starts(first, last) {
    const found = [];
    for (let start = this.startOf(first); start <= last; start += this.block) found.push(start);
    return found;
  }
  missing(first, last) {
    return this.starts(first, last).filter((start) => !this.blocks.has(start));
  }
  // The first and the last of the rows that are here without a gap around this one.
  loadedAround(index) {
    let [first, last] = [this.startOf(index), this.startOf(index)];
    while (this.blocks.has(first - this.block)) first -= this.block;
    while (this.blocks.has(last + this.block)) last += this.block;
    return [first, Math.min(last + (this.blocks.get(last)?.length ?? 0), this.length) - 1];
  }
  // Let go of what is far from these rows.
  keepNear(first, last) {
    const middle = (first + last) / 2;
    const far = [...this.blocks.keys()].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    for (const start of far.slice(MOST_BLOCKS)) this.blocks.delete(start);
  }
}
