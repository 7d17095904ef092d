// What the server says: the truth of totals, what is saved, what is wrong, and what colleagues have saved. What is
// being typed is never overwritten.
import { NATURES } from "./columns.js";
import { sorted } from "./counting.js";
import { Place } from "./place.js";
import { isPriced, taken } from "./rows.js";
import { DOCUMENT } from "./telling.js";
import { netOf } from "./totals.js";

const SHOWN_FOR = 4000; // ms
const AGAIN = 5000; // ms after which to try again to save

export const hearing = {
  methods: {
    answer({ seq, nets, totals }) {
      if (seq !== this.unsaved.seq) return; // more has been typed since
      for (const row of this.rows) if (isPriced(row) && row.key in nets) row.net = nets[row.key];
      this.totals = totals;
      this.answered = seq;
    },
    errors(found) {
      for (const [key, fields] of Object.entries(found)) {
        if (key === DOCUMENT) this.off.error = fields.discount ?? "";
        else if (this.rowOf(key)) this.rowOf(key).errors = { ...fields };
      }
    },
    saved({ seq }) {
      this.unsaved.saved(seq, ({ key, field }) => this.errorIn(key, field));
      this.answered = Math.max(this.answered, seq);
      this.store();
      this.say(this.unsaved.isEmpty ? "Enregistré" : "");
    },
    // What could not be saved stays typed, and is told again.
    failed(sentence) {
      this.committed = null;
      clearTimeout(this.pauseTimer);
      this.pauseTimer = setTimeout(this.commit, AGAIN);
      this.say(sentence, { stays: true });
    },
    errorIn(key, field) {
      return Boolean(key === DOCUMENT ? this.off.error : this.rowOf(key)?.errors[field]);
    },
    say(state, { stays = false } = {}) {
      clearTimeout(this.stateTimer);
      this.state = state;
      if (state && !stays) this.stateTimer = setTimeout(() => (this.state = ""), SHOWN_FOR);
    },
    async patch({ rows = [], removed = [], order = [], totals, period, discount }) {
      const place = new Place(this.$refs.body);
      for (const key of removed) this.lose(key);
      for (const row of rows) this.takeOver(row);
      if (order.length && !this.unsaved.moved) this.rows = arranged(this.rows, order);
      if (period) this.period = period;
      if (discount !== undefined && !this.unsaved.find(DOCUMENT, "discount")) this.off = sorted(discount);
      if (totals) this.totals = totals;
      if (this.unsaved.isEmpty) this.sumParts();
      else this.sum();
      await this.$nextTick();
      place.restore();
    },
    takeOver(row) {
      if (this.unsaved.removed.has(row.key)) return;
      const mine = this.rowOf(row.key);
      if (!mine) return this.rows.push(taken(row));
      for (const [name, value] of Object.entries(row)) this.takeOverField(mine, name, value);
      mine.isSent = true;
      if (isPriced(mine)) mine.cents = netOf(mine);
      if (this.isTyped(row.key)) this.count(mine);
    },
    isTyped(key) {
      return [...this.unsaved.edits.values()].some((edit) => edit.key === key);
    },
    takeOverField(mine, name, value) {
      if (this.unsaved.find(mine.key, name)) {
        if (this.unsaved.isOvertaken(mine.key, name, value)) {
          mine.marks[name] = `Enregistré entre-temps : « ${this.worded(name, value)} »`;
        }
      } else if (this.touched?.row === mine && this.touched.name === name) mine.later[name] = value;
      else if (name === "errors" || name === "marks") mine[name] = { ...value };
      else mine[name] = value;
    },
    // A value as its field shows it.
    worded(name, value) {
      const lists = { unit: this.units, vat: this.vatRates, nature: NATURES };
      return lists[name]?.find(({ code }) => code === value)?.label ?? value;
    },
    // A colleague has deleted a row: what was being typed into it can be had back.
    lose(key) {
      const row = this.rowOf(key);
      if (!row) return;
      const [at, isTyped] = [this.rows.indexOf(row), this.isTyped(key)];
      this.rows.splice(at, 1);
      this.unsaved.remove(key, false);
      if (isTyped) this.offerUndo("Un collègue a supprimé la ligne que vous modifiiez.", () => this.bringBack(row, at));
    },
    // What was typed before the page was left without a word.
    recall() {
      const draft = this.unsaved.kept.read();
      if (!draft) return;
      for (const key of draft.removed) this.forgetRow(key);
      for (const row of draft.added) this.recallRow(row);
      for (const edit of draft.edits) this.recallEdit(edit);
      if (draft.order.length) {
        this.rows = arranged(this.rows, draft.order);
        this.unsaved.move();
      }
      this.store();
      this.sum();
      if (this.unsaved.isEmpty) return;
      this.asked = this.unsaved.seq;
      this.$emit("recalled", this.changes());
    },
    forgetRow(key) {
      const row = this.rowOf(key);
      if (!row) return;
      this.rows.splice(this.rows.indexOf(row), 1);
      this.unsaved.remove(key, true);
    },
    recallRow(row) {
      if (this.rowOf(row.key)) return this.recallFields(row);
      this.rows.push(taken({ ...row, isSent: false }));
      this.unsaved.add(row.key);
      this.count(this.rows.at(-1));
    },
    // It had been saved after all, as far as it was typed then.
    recallFields({ key, ...fields }) {
      const mine = this.rowOf(key);
      const typed = Object.entries(fields).filter(([field, value]) => mine[field] !== value);
      for (const [field, value] of typed) this.recallEdit({ key, field, value, base: mine[field] });
    },
    recallEdit({ key, field, value, base }) {
      if (key === DOCUMENT) {
        this.off = sorted(value);
        return this.unsaved.edit(key, field, value, base);
      }
      const row = this.rowOf(key);
      if (!row || row.locked || row[field] === value) return;
      this.unsaved.edit(key, field, value, base);
      this.takeOverField(row, field, row[field]);
      row[field] = value;
      this.count(row);
    },
  },
};

// Rows in the order of these keys; one that is not among them stays behind the row that it followed.
export function arranged(rows, order) {
  const wanted = new Map(order.map((key, at) => [key, at]));
  let before = -1;
  const ranked = rows.map((row) => ({ row, rank: (before = wanted.get(row.key) ?? before) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ row }) => row);
}
