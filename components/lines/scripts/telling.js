// What the server is told: each key at once, for the totals; and what to save, once somebody pauses.
import { snapshot } from "./rows.js";

const PAUSE = 1500; // ms without a key
const NOTICED = 400; // ms from which on somebody wonders whether it is saved
export const DOCUMENT = "document"; // stands for a row where the document's own discount is meant

export const telling = {
  data() {
    return { state: "" };
  },
  mounted() {
    document.addEventListener("visibilitychange", this.commit);
    if (this.isEditable) this.recall();
  },
  beforeUnmount() {
    document.removeEventListener("visibilitychange", this.commit);
    clearTimeout(this.pauseTimer);
    clearTimeout(this.stateTimer);
  },
  methods: {
    // A key in a field: `row` has the new value already.
    tell(row, field, value, base) {
      const isNew = row.isFresh;
      row.isFresh = false;
      if (isNew) this.unsaved.add(row.key);
      this.unsaved.edit(row.key, field, value, base);
      this.pause();
      const edits = [{ key: row.key, field, value, base }];
      const isKnown = row.isSent !== false;
      this.ask(isKnown ? { edits } : { added: [snapshot(row)], order: this.order() });
    },
    // For the totals as the server counts them.
    ask(change) {
      this.store();
      const { seq } = this.unsaved;
      this.asked = seq;
      this.$emit("type", { seq, edits: [], added: [], removed: [], order: [], ...change });
    },
    pause() {
      clearTimeout(this.pauseTimer);
      this.pauseTimer = setTimeout(this.commit, PAUSE);
    },
    commit() {
      clearTimeout(this.pauseTimer);
      this.store();
      if (this.unsaved.isEmpty || this.unsaved.seq === this.committed) return;
      const change = this.changes();
      this.committed = change.seq;
      this.unsaved.sent();
      for (const { key } of change.added) this.rowOf(key).isSent = true;
      this.asked = change.seq;
      this.$emit("commit", change);
      clearTimeout(this.stateTimer);
      this.stateTimer = setTimeout(() => (this.state = "Enregistrement…"), NOTICED);
    },
    changes() {
      const told = this.rows.filter(({ isFresh }) => !isFresh);
      const change = this.unsaved.changes(told);
      return { ...change, added: change.added.map(snapshot) };
    },
    order() {
      return this.rows.filter(({ isFresh }) => !isFresh).map(({ key }) => key);
    },
    store() {
      const { edits, added, removed, order } = this.changes();
      this.unsaved.store({ edits, added, removed, order });
    },
  },
};
