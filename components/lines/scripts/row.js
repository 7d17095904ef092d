// One line of a document: native fields, or text where nothing can be changed. What happens in it, lines.js hears.
import { fieldsOf, hintOf, momentsOf } from "./columns.js";
import { inThousands } from "./numbers.js";

export default {
  template: `
    <div class="lines-row" role="row" :class="looks" :data-key="row.key">
      <div class="lines-cell lines-grip" role="cell">
        <button v-if="canChange" type="button" class="lines-handle" data-does="move"
                :aria-label="'Déplacer la ligne ' + place" title="Glisser, ou flèches haut et bas">
          <i class="q-icon notranslate material-icons" aria-hidden="true">{{ table.icons.move }}</i>
        </button>
        <i v-else-if="row.locked && table.isEditable" class="q-icon notranslate material-icons" role="img"
           aria-label="Ligne verrouillée">{{ table.icons.lock }}</i>
      </div>
      <div v-for="field in fields" :key="field.name" role="cell" class="lines-cell" :class="'lines-' + field.name"
           :aria-colspan="fields.length === 1 ? span : null">
        <label v-if="canChange" class="lines-field">
          <span class="lines-label" aria-hidden="true">{{ field.short ?? field.label }}</span>
          <select v-if="field.options" :data-name="field.name" :aria-label="field.label" v-bind="said(field)"
                  :value="row[field.name]">
            <option v-for="one in options(field)" :key="one.code" :value="one.code">{{ one.label }}</option>
          </select>
          <span v-else-if="field.name === 'designation'" class="lines-text" :data-text="row.designation">
            <textarea rows="1" data-name="designation" :aria-label="field.label" v-bind="said(field)"
                      enterkeyhint="next" :placeholder="hint" :maxlength="table.limits.designation"
                      :value="row.designation"></textarea>
          </span>
          <input v-else type="text" :data-name="field.name" :aria-label="field.label" v-bind="said(field)"
                 :inputmode="field.isNumber ? 'decimal' : null" :maxlength="table.limits[field.name]"
                 autocomplete="off" enterkeyhint="next" :value="row[field.name]" />
        </label>
        <span v-else class="lines-still">
          <span class="lines-label">{{ field.short ?? field.label }}</span><span>{{ still(field) }}</span>
        </span>
      </div>
      <div v-if="moments.length || row.explanation" class="lines-cell lines-period" role="cell">
        <div v-for="field in moments" :key="field.name" class="lines-moment">
          <label class="lines-field">
            <span class="lines-label" aria-hidden="true">{{ field.label }}</span>
            <input v-if="canChange" type="datetime-local" :data-name="field.name" :aria-label="field.label"
                   v-bind="said(field)" :class="{ 'lines-inherited': !row[field.name] }"
                   :value="row[field.name] || period[field.name]" />
            <span v-else>{{ moment(row[field.name] || period[field.name]) }}</span>
          </label>
        </div>
        <span class="lines-explanation">{{ row.explanation }}</span>
        <span v-if="row.imposed" class="lines-imposed">
          Prix imposé<button v-if="canChange" type="button" data-does="tariff">Revenir au tarif</button>
        </span>
      </div>
      <div v-if="hasNet" class="lines-cell lines-net" role="cell">
        <span class="lines-label">Montant HT</span><span class="lines-amount">{{ row.net }}</span>
      </div>
      <div v-if="notes.length" class="lines-cell lines-notes" role="cell">
        <p v-for="one in notes" :key="one.name" :id="idOf(one)" :class="one.isError ? 'lines-error' : 'lines-mark'">
          <b>{{ one.label }}</b> {{ one.text }}
        </p>
      </div>
      <div v-if="canChange" class="lines-cell lines-more" role="cell">
        <button type="button" class="lines-icon" data-does="menu" aria-haspopup="menu"
                :aria-label="'Actions de la ligne ' + place" title="Actions">
          <i class="q-icon notranslate material-icons" aria-hidden="true">{{ table.icons.more }}</i>
        </button>
      </div>
    </div>`,
  props: { row: Object, place: Number, table: Object, period: Object, offer: Object },
  computed: {
    canChange() {
      return this.table.isEditable && !this.row.locked;
    },
    fields() {
      return fieldsOf(this.row.kind, this.table.showsPrices);
    },
    moments() {
      const isShown = ({ name }) => this.canChange || this.row[name] || this.period[name];
      return momentsOf(this.row.kind).filter(isShown);
    },
    // What is said of its fields, in one place: most are too narrow for a sentence.
    notes() {
      const { errors, marks } = this.row;
      return [...this.fields, ...this.moments].flatMap(({ name, label }) => {
        const text = errors[name] ?? marks[name];
        return text ? [{ name, label, text, isError: name in errors }] : [];
      });
    },
    hint() {
      return hintOf(this.row.kind);
    },
    hasNet() {
      return this.table.showsPrices && this.row.kind !== "title" && this.row.kind !== "text";
    },
    span() {
      return this.table.columns.length - (this.hasNet ? 1 : 0);
    },
    looks() {
      return [`lines-of-${this.row.kind}`, { "lines-locked": !this.canChange }];
    },
  },
  methods: {
    idOf(field) {
      return `${this.table.id}-${this.row.key}-${field.name}`;
    },
    // What a field tells those who do not see it.
    said(field) {
      const { row, table } = this;
      const isWrong = Boolean(row.errors[field.name]);
      const about = [
        ...(isWrong || row.marks[field.name] ? [this.idOf(field)] : []),
        ...(field.name === "designation" ? [table.hint] : []),
      ];
      const told = { "aria-invalid": isWrong ? "true" : null, "aria-describedby": about.join(" ") || null };
      return field.isSought ? { ...told, ...this.seeking(field) } : told;
    },
    // A field of several lines is a textbox, and no combobox.
    seeking({ name }) {
      const isOpen = this.offer?.field === name;
      const given = isOpen ? { "aria-controls": this.table.offers, "aria-activedescendant": this.offer.active } : {};
      const role = { role: "combobox", "aria-expanded": String(isOpen), "aria-haspopup": "listbox" };
      return { "aria-autocomplete": "list", ...given, ...(name === "reference" ? role : {}) };
    },
    // What is chosen is among them, even if it is offered no more.
    options(field) {
      const [all, chosen] = [this.table[field.options], this.row[field.name]];
      const isThere = all.some(({ code }) => code === chosen);
      return isThere ? all : [{ code: chosen, label: chosen }, ...all];
    },
    still(field) {
      const text = this.row[field.name];
      if (field.options) return this.options(field).find(({ code }) => code === text).label;
      return field.isNumber ? inThousands(text) : text;
    },
    moment(text) {
      if (!text) return "";
      return new Date(text).toLocaleString("fr-FR", { dateStyle: "medium", timeStyle: "short" });
    },
  },
};
