// What was typed before the page was left without a word comes back, and is told again.
import { sorted } from "./counting.js";
import { arranged, taken } from "./rows.js";
import { DOCUMENT } from "./telling.js";

export const recalling = {
  methods: {
    // What was typed before the page was left without a word.
    recall() {
      const draft = this.unsaved.kept.read();
      if (!draft) return;
      for (const key of draft.removed) this.forgetRow(key);
      for (const row of draft.added) this.recallRow(row);
      for (const edit of draft.edits) this.recallEdit(edit);
      this.offerLost(draft);
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
    // A colleague has deleted meanwhile what was being typed into: it can be had back.
    offerLost({ edited }) {
      const lost = edited.filter(({ key }) => !this.rowOf(key));
      if (!lost.length) return;
      const bringBack = () => lost.forEach((row) => this.bringBack(taken(row), this.rows.length));
      this.offerUndo("Un collègue a supprimé ce que vous modifiiez.", bringBack);
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
