// What the server says: the truth of totals, what is saved, what is wrong, and what colleagues have saved. What is
// being typed is never overwritten.
import { NATURES } from "./columns.js";
import { sorted } from "./counting.js";
import { Place } from "./place.js";
import { arranged, isPriced, taken } from "./rows.js";
import { DOCUMENT } from "./telling.js";
import { netOf } from "./totals.js";

const SHOWN_FOR = 4000; // ms
const AGAIN = 5000; // ms after which to try again to save

export const hearing = {
  data() {
    return { trouble: "" };
  },
  methods: {
    answer({ seq, nets, totals }) {
      if (seq !== this.unsaved.seq) return; // more has been typed since
      for (const row of this.rows) if (isPriced(row) && nets[row.key]) row.net = nets[row.key];
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
      this.unsaved.saved(seq, (key) => this.isWrong(key));
      this.answered = Math.max(this.answered, seq);
      this.trouble = "";
      this.store();
      this.say(this.unsaved.isEmpty ? "Enregistré" : "");
    },
    // What could not be saved stays typed; `again`: it is told again by itself.
    failed({ sentence, again }) {
      this.committed = null;
      this.trouble = sentence;
      this.say("");
      clearTimeout(this.pauseTimer);
      if (again) this.pauseTimer = setTimeout(this.commit, AGAIN);
    },
    // A row is saved as a whole, or not at all.
    isWrong(key) {
      if (key === DOCUMENT) return Boolean(this.off.error);
      return Object.values(this.rowOf(key)?.errors ?? {}).some(Boolean);
    },
    say(state) {
      clearTimeout(this.stateTimer);
      this.state = state;
      if (state) this.stateTimer = setTimeout(() => (this.state = ""), SHOWN_FOR);
    },
    async patch(change) {
      if (this.isDragging) return this.patches.push(change);
      const { rows = [], removed = [], order = [], totals, period, discount } = change;
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
    // `overtaken` is what others have saved where somebody types here.
    takeOver({ overtaken = {}, ...row }) {
      if (this.unsaved.removed.has(row.key)) return;
      const mine = this.rowOf(row.key);
      if (!mine) return this.rows.push(taken(row));
      for (const [name, value] of Object.entries(row)) this.takeOverField(mine, name, value);
      for (const [name, value] of Object.entries(overtaken)) this.takeOverField(mine, name, value);
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
      if (!row || this.unsaved.added.has(key)) return; // it was brought back meanwhile
      const [at, isTyped] = [this.rows.indexOf(row), this.isTyped(key)];
      this.rows.splice(at, 1);
      this.unsaved.remove(key, false);
      if (isTyped) this.offerUndo("Un collègue a supprimé ce que vous modifiiez.", () => this.bringBack(row, at));
    },
  },
};
