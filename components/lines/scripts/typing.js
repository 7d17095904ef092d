// Typing: each key is counted and told; Enter goes from field to field.
import { COUNTED, NUMBERS } from "./columns.js";
import { readField } from "./totals.js";
import { DOCUMENT } from "./telling.js";

const HALF_TYPED = "incomplet"; // no date reads like it

export const typing = {
  methods: {
    onInput({ target }) {
      const { row, name } = this.placeOf({ target });
      if (!row || !name || isHalfTyped(target)) return;
      this.touched = { row, name };
      this.enter(row, { [name]: target.value });
      this.seek(row, name, target.value);
    },
    // New values by field, typed or chosen.
    enter(row, values) {
      const edits = Object.entries(values).map(([field, value]) => ({ key: row.key, field, value, base: row[field] }));
      for (const { field, value } of edits) {
        row[field] = value;
        delete row.errors[field];
        delete row.marks[field];
      }
      if ("price" in values && row.kind === "rental") row.imposed = true;
      this.tell(row, edits);
      if (Object.keys(values).some((name) => COUNTED.has(name))) this.count(row);
    },
    // A choice is made, while a text goes on.
    onChange({ target }) {
      if (target.matches("select")) this.commit();
    },
    onOff({ text, unit }) {
      const base = this.discount;
      this.off = { text, unit, error: "" };
      this.unsaved.edit(DOCUMENT, "discount", this.discount, base);
      this.pause();
      this.sum();
      this.ask();
    },
    onLeave({ target, relatedTarget }) {
      const { row, name } = this.placeOf({ target });
      if (!row) return;
      this.touched = null;
      this.closeOffers();
      if (isHalfTyped(target)) this.clearMoment(row, name, target);
      if (relatedTarget?.closest("[data-key]")?.dataset.key !== row.key) this.commit();
      if (name) this.afterPress(() => this.settle(row, name));
    },
    // Without a moment of its own a line has the document's; what lacks a part is told, to be said as wrong.
    clearMoment(row, name, field) {
      const value = field.validity.badInput ? HALF_TYPED : "";
      if (row[name] !== value) this.enter(row, { [name]: value });
      if (!value) field.value = this.period[name];
    },
    // Somebody has left a field: say what is wrong in it, and show what came for it meanwhile.
    settle(row, name) {
      if (name in row.later) {
        if (!this.unsaved.find(row.key, name)) row[name] = row.later[name];
        delete row.later[name];
        this.count(row);
      }
      if (!NUMBERS.has(name)) return;
      try {
        readField(name, row[name]);
      } catch ({ message }) {
        row.errors[name] = message;
      }
    },
    onKey(event) {
      const { row } = this.placeOf(event);
      if (!row || event.isComposing) return;
      const isDone = this.seekKey(event) || this.rowKey(row, event) || this.fieldKey(row, event);
      if (isDone) event.preventDefault();
    },
    rowKey(row, { key, altKey, ctrlKey, metaKey, target }) {
      const step = { ArrowUp: -1, ArrowDown: 1 }[key];
      const isHandle = target.dataset.does === "move";
      if (step && (isHandle || (altKey && !target.matches("select")))) this.step(row, step);
      else if (key === "Delete" && isHandle) this.remove(row);
      else if (key === "z" && (ctrlKey || metaKey) && isHandle && this.undoable) this.undo();
      else return false;
      return true;
    },
    fieldKey(row, { key, ctrlKey, metaKey, shiftKey, target }) {
      if (key === "Escape") return this.leaveField(row);
      if (key !== "Enter" || !target.dataset.name) return false;
      if (ctrlKey || metaKey) this.addLine({ after: row });
      else if (shiftKey) return false;
      else this.goOn(target);
      return true;
    },
    // To where the letters are keys of the screen again.
    leaveField(row) {
      this.commit();
      this.element(row.key).querySelector("[data-does=move]").focus();
      return true;
    },
    // To the next field; from the last one of all to a new line.
    goOn(from) {
      const all = [...this.$refs.body.querySelectorAll("[data-name]")];
      const next = all[all.indexOf(from) + 1];
      const row = next?.closest("[data-key]");
      if (!next) this.addLine();
      else if (row !== from.closest("[data-key]")) this.land(row.querySelector('[data-name="designation"]'));
      else this.land(next);
    },
    land(field) {
      field.focus();
      field.closest("[data-key]").scrollIntoView({ block: "nearest" });
      if (field.matches("input[type=text]")) field.select();
    },
  },
};

// A moment of which a part is missing reads as none.
function isHalfTyped({ type, value }) {
  return type === "datetime-local" && !value;
}
