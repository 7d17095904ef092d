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
    // Fields of a row, which has their new values already.
    tell(row, edits) {
      if (row.isFresh) this.unsaved.add(row.key);
      row.isFresh = false;
      for (const { key, field, value, base } of edits) this.unsaved.edit(key, field, value, base);
      this.pause();
      this.ask();
    },
    // All that is not saved yet, for the totals as the server counts them.
    ask() {
      const change = this.store();
      this.asked = change.seq;
      this.$emit("type", change);
    },
    pause() {
      clearTimeout(this.pauseTimer);
      this.pauseTimer = setTimeout(this.commit, PAUSE);
    },
    commit() {
      clearTimeout(this.pauseTimer);
      const change = this.store();
      if (this.unsaved.isEmpty || change.seq === this.committed) return;
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
    // Keep in this tab what is not saved, and return it.
    store() {
      const change = this.changes();
      const keys = new Set(change.edits.map(({ key }) => key));
      const edited = this.rows.filter(({ key }) => keys.has(key)).map(snapshot);
      this.unsaved.store({ ...change, edited });
      return change;
    },
  },
};
