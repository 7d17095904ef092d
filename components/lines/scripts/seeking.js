// Articles for what is typed: asked for at each pause, chosen by finger or keyboard, never in the way of a free line.
import { SOUGHT } from "./columns.js";
import { isPriced } from "./rows.js";

const PAUSE = 120; // ms
const LEAST = { reference: 1, designation: 2 }; // signs
const CHOSEN = ["article", "kind", "reference", "designation", "unit", "price", "vat", "nature", "discount"];

export const seeking = {
  data() {
    return { offered: null, question: 0 };
  },
  computed: {
    // What the row concerned is told of it.
    offerHere() {
      if (!this.offered) return null;
      const { key, field, active } = this.offered;
      return { key, field, active: active < 0 ? null : `${this.table.offers}-${active}` };
    },
  },
  beforeUnmount() {
    clearTimeout(this.seekTimer);
  },
  methods: {
    seek(row, field, text) {
      clearTimeout(this.seekTimer);
      const isEnough = SOUGHT.has(field) && isPriced(row) && text.trim().length >= LEAST[field];
      if (!isEnough) return this.closeOffers();
      const question = { key: row.key, field, text: text.trim(), seq: ++this.question };
      this.seekTimer = setTimeout(() => this.$emit("suggest", question), PAUSE);
      this.asking = question;
    },
    // The server's answer, unless somebody has gone on meanwhile.
    offer({ seq, articles }) {
      if (seq !== this.question) return;
      const { key, field } = this.asking;
      const anchor = this.field(key, field);
      if (!articles.length || document.activeElement !== anchor) return this.closeOffers();
      this.offered = { key, field, anchor, articles, active: -1 };
      this.said = articles.length > 1 ? `${articles.length} articles trouvés` : "Un article trouvé";
    },
    closeOffers() {
      clearTimeout(this.seekTimer);
      this.question++;
      this.offered = null;
    },
    // Whether a key was for the list.
    seekKey(event) {
      if (!this.offered) return false;
      const { articles, active } = this.offered;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !event.altKey) this.offered.active = wrapped(active + step, articles.length);
      else if (event.key === "Escape") this.closeOffers();
      else if (event.key === "Enter" && !event.ctrlKey && this.meant()) this.choose(this.meant());
      else return false;
      return true;
    },
    // The one that is marked, or whose reference has been typed or scanned in full.
    meant() {
      const { articles, active, key, field } = this.offered;
      if (active >= 0 || field !== "reference") return articles[active];
      const typed = this.rowOf(key).reference.trim().toUpperCase();
      return articles.find(({ reference }) => reference.toUpperCase() === typed);
    },
    choose(article) {
      const row = this.rowOf(this.offered.key);
      this.closeOffers();
      const known = CHOSEN.filter((name) => name in article);
      this.enter(row, Object.fromEntries(known.map((name) => [name, article[name]])));
      row.imposed = false;
      this.commit();
      this.$nextTick(() => this.land(this.field(row.key, "quantity")));
    },
  },
};

// From the field, which is before the first, down through the list and round.
function wrapped(index, length) {
  if (index >= length) return -1;
  return index < -1 ? length - 1 : index;
}
