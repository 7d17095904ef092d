// What was typed and is not yet saved: kept in the tab's storage, told to the server, forgotten once it is saved.
// Each thing carries the number of the change that made it, for the server says up to which one it has saved.

export class Unsaved {
  constructor(kept) {
    this.kept = kept;
    this.seq = 0;
    this.clear();
  }
  clear() {
    this.edits = new Map(); // by row and field: what is typed, and what stood there before
    this.added = new Map(); // by key, of rows that the server does not have
    this.removed = new Map();
    this.moved = 0;
  }
  get isEmpty() {
    return !this.edits.size && !this.added.size && !this.removed.size && !this.moved;
  }
  edit(key, field, value, base) {
    const before = this.find(key, field);
    this.edits.set(`${key} ${field}`, { ...(before ?? { base }), key, field, value, seq: ++this.seq });
  }
  find(key, field) {
    return this.edits.get(`${key} ${field}`);
  }
  add(key) {
    this.removed.delete(key);
    this.added.set(key, ++this.seq);
    this.moved = this.seq;
  }
  // `isKnown`: the server has the row, or is about to.
  remove(key, isKnown) {
    this.seq++;
    this.added.delete(key);
    for (const [name, edit] of this.edits) if (edit.key === key) this.edits.delete(name);
    if (isKnown) this.removed.set(key, this.seq);
  }
  move() {
    this.moved = ++this.seq;
  }
  // Of these rows, what is to be saved; a new one goes as a whole.
  changes(rows) {
    const edits = [...this.edits.values()].filter(({ key }) => !this.added.has(key));
    return {
      seq: this.seq,
      edits: edits.map(({ key, field, value, base }) => ({ key, field, value, base })),
      added: rows.filter(({ key }) => this.added.has(key)),
      removed: [...this.removed.keys()],
      order: this.moved ? rows.map(({ key }) => key) : [],
    };
  }
  sent() {
    for (const edit of this.edits.values()) edit.sent = edit.value;
  }
  // The server has saved all up to this change, but for the rows in which something is wrong.
  saved(seq, isWrong) {
    const stored = [...this.added].filter(([key, since]) => since <= seq && !isWrong(key)).map(([key]) => key);
    for (const key of stored) this.added.delete(key);
    for (const [key, since] of this.removed) if (since <= seq) this.removed.delete(key);
    for (const [name, edit] of this.edits) {
      if (isWrong(edit.key)) continue;
      if (edit.seq <= seq) this.edits.delete(name);
      else {
        edit.isOver = "sent" in edit || stored.includes(edit.key); // typed over what was saved from here
        edit.base = edit.sent ?? edit.base;
      }
    }
    if (this.moved <= seq && !this.added.size) this.moved = 0;
  }
  // A colleague has saved this in a field; whether they wrote something that was not known here.
  isOvertaken(key, field, value) {
    const edit = this.find(key, field);
    const isOwn = edit.isOver; // then this is what was saved, as the server writes it
    edit.isOver = false;
    if (value === edit.value || value === edit.sent) return false; // which the server was told
    const isNews = value !== edit.base && !isOwn;
    edit.base = value;
    return isNews;
  }
  store(change) {
    if (this.isEmpty) this.kept.forget();
    else this.kept.write(change);
  }
}
