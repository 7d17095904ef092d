// A part of a spreadsheet that is pasted into a line becomes lines; whatever else is pasted is text.
import { isBlank, readNumber } from "./numbers.js";
import { freshRow } from "./rows.js";
import { cells, plainWord, recognised } from "./table_text.js";

const MOST_LINES = 200;
const LONGEST = 200_000; // signs

export const pasting = {
  methods: {
    onPaste(event) {
      const { row, name } = this.placeOf(event);
      const text = event.clipboardData.getData("text/plain");
      if (!row || !name || !text.includes("\t")) return;
      event.preventDefault();
      const found = text.length > LONGEST ? [] : recognised(cells(text));
      if (!found.length || found.length > MOST_LINES) {
        this.trouble = `Rien n’a été collé : ${MOST_LINES} lignes au plus à la fois.`;
        return;
      }
      this.pasteRows(row, found);
    },
    pasteRows(row, found) {
      const isUnused = row.isFresh && isBlank(row.designation);
      const made = [];
      for (const values of found) made.push(this.insert(this.pasted(values, row), made.at(-1) ?? row));
      if (isUnused) this.rows.splice(this.rows.indexOf(row), 1);
      this.admit(...made);
      const keys = made.map(({ key }) => key);
      const text = made.length > 1 ? `${made.length} lignes collées` : "Une ligne collée";
      this.offerUndo(text, () => this.drop(...keys.map(this.rowOf)));
      this.$nextTick(() => this.land(this.field(keys.at(-1), "designation")));
    },
    pasted({ unit, vat, ...values }, above) {
      const row = freshRow(this.usualKind, { ...this.usual(this.usualKind, above), ...values });
      if (unit) this.setUnit(row, unit);
      if (vat) this.setVat(row, vat);
      for (const [name, longest] of Object.entries(this.limits)) cut(row, name, longest);
      return row;
    },
    // A unit that the firm does not have stays readable.
    setUnit(row, text) {
      const word = plainWord(text);
      const isIt = ({ code, label }) => [code, label, `${label}s`].some((one) => plainWord(one) === word);
      const unit = this.units.find(isIt);
      if (unit) row.unit = unit.code;
      else row.designation = `${row.designation} (${text})`;
    },
    setVat(row, text) {
      const rate = percent(text);
      const known = this.vatRates.find((one) => readNumber(one.rate, 2) === rate);
      if (known) row.vat = known.code;
      else row.marks.vat = `« ${text} » n’est pas un taux proposé.`;
    },
  },
};

function percent(text) {
  try {
    return readNumber(text, 2);
  } catch {
    return null;
  }
}

function cut(row, name, longest) {
  if (row[name].length <= longest) return;
  row[name] = row[name].slice(0, longest);
  row.marks[name] = `Texte coupé à ${longest} caractères.`;
}
