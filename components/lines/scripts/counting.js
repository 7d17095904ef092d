// What the lines come to: counted here at each key, until the server's answer to that key is there.
import { amount, isBlank, readNumber } from "./numbers.js";
import { isPriced, subtotals } from "./rows.js";
import { netOf, totalsOf, written } from "./totals.js";

const UNREADABLE = "—";

export const counting = {
  data() {
    return { totals: this.start.totals, off: sorted(this.start.discount), asked: 0, answered: 0 };
  },
  computed: {
    isWaiting() {
      return this.answered < this.asked;
    },
    // As the server takes it: « 10 % », « 50 € » or nothing.
    discount() {
      const text = this.off.text.replace(/[%€]/g, "").trim();
      return text && `${text} ${this.off.unit}`;
    },
  },
  created() {
    this.sumParts();
  },
  methods: {
    count(row) {
      if (isPriced(row)) {
        row.cents = netOf(row);
        row.net = row.cents === null ? UNREADABLE : amount(row.cents);
      }
      this.sum();
    },
    sumParts() {
      for (const [key, cents] of subtotals(this.rows)) this.rowOf(key).net = amount(cents);
    },
    sum() {
      if (!this.showsPrices) return;
      this.sumParts();
      const priced = this.rows.filter((row) => isPriced(row) && row.cents !== null && !row.isFresh);
      this.totals = written(totalsOf(priced, this.vatRates, this.discount, this.paid()));
    },
    paid() {
      const text = this.totals.paid ?? "";
      return isBlank(text) ? 0n : readNumber(text, 2, { isSigned: true });
    },
  },
};

// « 10 % » and « 50 € » as a text and its sort.
export function sorted(discount) {
  return { text: discount.replace(/[%€]/g, "").trim(), unit: discount.includes("€") ? "€" : "%", error: "" };
}
