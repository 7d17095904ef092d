// Rows that come and go: by button, menu and key, and back again.
import { freshRow, isPriced, newKey, snapshot, taken } from "./rows.js";

const KINDS = [
  { kind: "article", label: "Ligne" },
  { kind: "rental", label: "Location", isForRentals: true },
  { kind: "labour", label: "Main-d’œuvre" },
  { kind: "travel", label: "Déplacement" },
  { kind: "title", label: "Titre" },
  { kind: "text", label: "Texte" },
  { kind: "subtotal", label: "Sous-total" },
];
const UNDOABLE = 15_000; // ms
const COMPLETE = new Set(["subtotal"]); // there is nothing to type before they mean something

export const changing = {
  data() {
    return { undoable: null };
  },
  computed: {
    usualKind() {
      return this.isRental ? "rental" : "article";
    },
  },
  beforeUnmount() {
    clearTimeout(this.undoTimer);
  },
  methods: {
    addLine({ after = null, kind = this.usualKind } = {}) {
      const row = this.insert(freshRow(kind, this.usual(kind, after)), after);
      if (COMPLETE.has(kind)) this.admit(row);
      this.$nextTick(() => this.land(this.field(row.key, "designation")));
      return row;
    },
    // What the line above has, or else the first of each list.
    usual(kind, after) {
      if (kind === "subtotal") return { designation: "Sous-total" };
      const above = this.rows.slice(0, after ? this.rows.indexOf(after) + 1 : undefined).filter(isPriced).at(-1);
      return { unit: this.units[0]?.code ?? "", vat: above?.vat ?? this.vatRates[0]?.code ?? "" };
    },
    insert(row, after) {
      this.unfoldAll();
      const at = after ? this.rows.indexOf(after) + 1 : this.rows.length;
      this.rows.splice(at, 0, row);
      return this.rows[at];
    },
    // A row is to be saved as it is.
    admit(...rows) {
      for (const row of rows) {
        row.isFresh = false;
        this.unsaved.add(row.key);
        this.count(row);
      }
      this.commit();
    },
    duplicate(row) {
      const copy = this.insert(taken({ ...snapshot(row), key: newKey(), isSent: false }), row);
      this.admit(copy);
      this.$nextTick(() => this.land(this.field(copy.key, "designation")));
    },
    remove(row) {
      const at = this.rows.indexOf(row);
      this.focusNear(at);
      this.drop(row);
      if (!row.isFresh) this.offerUndo("Ligne supprimée", () => this.bringBack(row, at));
    },
    drop(...rows) {
      const gone = new Set(rows);
      this.rows = this.rows.filter((row) => !gone.has(row));
      for (const row of rows) if (row && !row.isFresh) this.unsaved.remove(row.key, row.isSent);
      this.sum();
      this.commit();
    },
    offerUndo(text, run) {
      clearTimeout(this.undoTimer);
      this.undoable = { text, run };
      this.undoTimer = setTimeout(() => (this.undoable = null), UNDOABLE);
    },
    undo() {
      const { run } = this.undoable;
      this.undoable = null;
      run();
    },
    focusNear(at) {
      const near = this.rows[at + 1] ?? this.rows[at - 1];
      const place = near && this.element(near.key)?.querySelector("[data-does=move], [data-name]");
      (place ?? this.$el.querySelector(".lines-add button")).focus();
    },
    bringBack(row, at) {
      this.rows.splice(at, 0, { ...row, isSent: false });
      this.admit(this.rows[at]);
      this.$nextTick(() => this.land(this.field(row.key, "designation")));
    },
    onClick({ target }) {
      const button = target.closest("[data-does]");
      const row = button && this.rowOf(button.closest("[data-key]").dataset.key);
      if (button?.dataset.does === "menu") this.openMenu(row, button);
      else if (button?.dataset.does === "tariff") this.$emit("tariff", row.key);
    },
    openMenu(row, anchor) {
      const { icons } = this;
      const items = [
        { label: "Insérer une ligne dessous", icon: icons.add, run: () => this.addLine({ after: row }) },
        { label: "Dupliquer", icon: icons.copy, run: () => this.duplicate(row) },
        { label: "Monter", icon: icons.up, run: () => this.step(row, -1) },
        { label: "Descendre", icon: icons.down, run: () => this.step(row, 1) },
        { label: "Supprimer", icon: icons.delete, isDanger: true, run: () => this.remove(row) },
      ];
      this.menu = { anchor, items, label: anchor.getAttribute("aria-label") };
    },
    openKinds({ currentTarget: anchor }) {
      const kinds = KINDS.filter(({ isForRentals }) => this.isRental || !isForRentals);
      const items = kinds.map(({ kind, label }) => ({
        label,
        icon: this.icons[kind],
        run: () => this.addLine({ kind }),
      }));
      this.menu = { anchor, items, label: "Ajouter" };
    },
  },
};
