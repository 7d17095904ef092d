// What a document comes to, always in sight; on a small screen the details unfold.
export default {
  template: `
    <section class="lines-totals" role="region" aria-label="Totaux" :class="{ 'lines-unfolded': isUnfolded }">
      <button type="button" class="lines-unfold" :aria-expanded="isUnfolded ? 'true' : 'false'"
              @click="isUnfolded = !isUnfolded">
        Détail
        <i class="q-icon notranslate material-icons" aria-hidden="true">{{ icons.unfold }}</i>
      </button>
      <div class="lines-off">
        <template v-if="isEditable">
          <label :for="id + '-off'">Remise du document</label>
          <div class="lines-off-fields">
            <input :id="id + '-off'" type="text" inputmode="decimal" autocomplete="off" :maxlength="limit"
                   :value="off.text" :aria-invalid="off.error ? 'true' : null"
                   :aria-describedby="off.error ? id + '-off-error' : null" @input="typed" @change="$emit('left')" />
            <select aria-label="Sorte de remise" :value="off.unit" @change="chosen">
              <option value="%">%</option>
              <option value="€">€ HT</option>
            </select>
          </div>
          <p v-if="off.error" :id="id + '-off-error'" class="lines-error">{{ off.error }}</p>
        </template>
        <p v-else-if="off.text">Remise du document : {{ off.text }} {{ off.unit }}</p>
      </div>
      <table v-if="totals.vat?.length" class="lines-rates">
        <caption class="unseen">TVA de chaque taux</caption>
        <thead><tr><th scope="col">TVA</th><th scope="col">Base HT</th><th scope="col">Montant</th></tr></thead>
        <tbody>
          <tr v-for="one in totals.vat" :key="one.label">
            <th scope="row">{{ one.label }}</th><td>{{ one.base }}</td><td>{{ one.amount }}</td>
          </tr>
        </tbody>
      </table>
      <table class="lines-sums" :class="{ 'lines-waiting': isWaiting }">
        <caption class="unseen">Sommes</caption>
        <tbody>
          <tr v-for="one in sums" :key="one.name" :class="'lines-sum-' + one.name">
            <th scope="row">{{ one.label }}</th><td>{{ totals[one.name] }}</td>
          </tr>
        </tbody>
      </table>
    </section>`,
  props: {
    totals: Object,
    off: Object,
    isEditable: Boolean,
    isWaiting: Boolean,
    icons: Object,
    id: String,
    limit: Number,
  },
  emits: ["off", "left"],
  data() {
    return { isUnfolded: false };
  },
  computed: {
    sums() {
      const { discount, paid } = this.totals;
      return [
        ...(isNone(discount) ? [] : [{ name: "discount", label: "Remise déduite" }]),
        { name: "ht", label: "Total HT" },
        { name: "tva", label: "Total TVA" },
        { name: "ttc", label: "Total TTC" },
        ...(isNone(paid) ? [] : [{ name: "paid", label: "Déjà réglé" }]),
        { name: "due", label: "Reste dû" },
      ];
    },
  },
  methods: {
    // « 10 % » typed in full says itself of which sort it is.
    typed({ target }) {
      const sort = /[%€]/.exec(target.value)?.[0];
      this.$emit("off", { text: target.value, unit: sort ?? this.off.unit });
    },
    chosen({ target }) {
      this.$emit("off", { text: this.off.text.replace(/[%€]/g, "").trim(), unit: target.value });
      this.$emit("left");
    },
  },
};

function isNone(amount) {
  return !/[1-9]/.test(amount ?? "");
}
