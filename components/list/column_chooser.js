// Which columns a list shows, how wide and in which order, and by what its rows are ordered: each choice is told at
// once.
const STEP = 24; // px that a column becomes wider or narrower

const split = (sort) =>
  sort ? sort.split(",").map((text) => ({ field: text.replace("-", ""), down: text.startsWith("-") })) : [];

export default {
  template: `
    <div class="column-chooser">
      <div class="column-captions" aria-hidden="true"><span>Largeur</span><span>Place</span></div>
      <ul>
        <li v-for="column in ordered" :key="column.field" class="column-choice">
          <label>
            <input type="checkbox" :checked="column === lead || place(column) >= 0" :disabled="column === lead"
                   @change="toggle(column)" />
            <span>{{ column.label }}</span>
          </label>
          <template v-if="column === lead || place(column) >= 0">
            <button v-for="way in widening" type="button" class="column-move" :data-way="column.field + way.step"
                    :aria-label="column.label + ' ' + way.label" :title="way.title" @click="widen(column, way)">
              <span aria-hidden="true">{{ way.sign }}</span>
            </button>
          </template>
          <span v-if="column === lead" class="column-none"></span>
          <template v-if="place(column) >= 0">
            <button v-for="way in ways" type="button" class="column-move" :data-way="column.field + way.step"
                    :aria-label="way.label + ' ' + column.label" :title="way.label"
                    :aria-disabled="canMove(column, way.step) ? null : 'true'" @click="move(column, way.step)">
              <span aria-hidden="true">{{ way.sign }}</span>
            </button>
          </template>
        </li>
      </ul>
      <fieldset v-if="sortable.length">
        <legend>Trier</legend>
        <div v-for="(order, at) in orderRows" class="column-order">
          <select :aria-label="at ? 'Puis par (' + (at + 1) + ')' : 'Trier par'" :value="order.field"
                  @change="setOrder(at, $event.target.value)">
            <option v-if="at || !isKnown(order)" value="">{{ at ? "Puis par…" : "Ordre habituel" }}</option>
            <option v-for="column in sortableAt(at)" :value="column.field">{{ column.label }}</option>
          </select>
          <button v-if="isKnown(order)" type="button" class="column-move" :title="wordOf(order)"
                  :aria-label="labelOf(order) + ' : ' + wordOf(order) + ', inverser'" @click="turn(at)">
            <span aria-hidden="true">{{ order.down ? "↓" : "↑" }}</span>
          </button>
        </div>
      </fieldset>
      <fieldset v-if="groupings.length">
        <legend>Grouper</legend>
        <div class="column-order">
          <select aria-label="Grouper par" :value="group" @change="groupBy($event.target.value)">
            <option value="">Ne pas grouper</option>
            <option v-for="one in groupings" :value="one.name">{{ one.label }}</option>
          </select>
        </div>
      </fieldset>
      <fieldset>
        <legend>Hauteur des lignes</legend>
        <div>
          <label v-for="choice in densities">
            <input type="radio" :name="'density-' + $.uid" :checked="compact === choice.compact"
                   @change="setDensity(choice.compact)" />
            <span>{{ choice.label }}</span>
          </label>
        </div>
      </fieldset>
      <button type="button" class="column-reset" @click="reset">Colonnes d’origine</button>
      <span role="status" class="unseen">{{ said }}</span>
    </div>`,
  props: { lead: Object, columns: Array, sortable: Array, most: Number, groupings: Array, start: Object },
  data() {
    return { ...this.copied(this.start), said: "" };
  },
  created() {
    this.widening = [
      { step: "wider", by: STEP, label: "plus large", title: "Plus large", sign: "+" },
      { step: "narrower", by: -STEP, label: "moins large", title: "Moins large", sign: "−" },
    ];
    this.ways = [
      { step: -1, label: "Monter", sign: "↑" },
      { step: 1, label: "Descendre", sign: "↓" },
    ];
    this.densities = [
      { compact: false, label: "Confortable" },
      { compact: true, label: "Compacte" },
    ];
  },
  computed: {
    // The first one, those shown, in their order, then the others.
    ordered() {
      const [here, hidden] = [[], []];
      for (const column of this.columns) (this.shown.includes(column.field) ? here : hidden).push(column);
      return [this.lead, ...here.sort((a, b) => this.place(a) - this.place(b)), ...hidden];
    },
    // Those there are, and a place for one more.
    orderRows() {
      const orders = split(this.sort);
      const isFull = orders.length >= Math.min(this.most, this.sortable.length) || !this.isKnown(orders[0]);
      return isFull ? orders : [...orders, { field: "", down: false }];
    },
  },
  methods: {
    copied({ shown, compact, widths, sort, group }) {
      return { shown: [...shown], compact, widths: { ...widths }, sort, group };
    },
    take(state) {
      Object.assign(this, this.copied(state));
    },
    tell() {
      this.$emit("arrange", { shown: this.shown, compact: this.compact, widths: this.widths });
    },
    place({ field }) {
      return this.shown.indexOf(field);
    },
    canMove(column, step) {
      return this.place(column) + step in this.shown;
    },
    async toggle(column) {
      const at = this.place(column);
      if (at >= 0) this.shown.splice(at, 1);
      else this.shown.push(column.field);
      this.tell();
      const box = document.activeElement;
      await this.$nextTick();
      box?.focus(); // it has changed its place
    },
    async move(column, step) {
      if (!this.canMove(column, step)) return;
      const at = this.place(column);
      this.shown.splice(at, 1);
      this.shown.splice(at + step, 0, column.field);
      this.said = `${column.label} : ${at + step + 2} sur ${this.shown.length + 1}`;
      this.tell();
      await this.$nextTick();
      this.$el.querySelector(`[data-way="${column.field}${step}"]`)?.focus();
    },
    // From the width that it has now on screen, if nobody has given it one.
    widen({ field, label }, { by }) {
      const now = document.querySelector(`.list-head .column-${field}`)?.offsetWidth || 120;
      this.widths[field] = Math.max(60, Math.min(900, (this.widths[field] ?? now) + by));
      this.said = `${label} : ${this.widths[field]} pixels`;
      this.tell();
    },
    setDensity(compact) {
      this.compact = compact;
      this.tell();
    },
    reset() {
      this.shown = this.columns.map(({ field }) => field);
      this.compact = false;
      this.widths = {};
      this.tell();
    },
    // ---- orders --------------------------------------------------------------------------------
    isKnown(order) {
      return this.sortable.some(({ field }) => field === order.field);
    },
    labelOf(order) {
      return this.sortable.find(({ field }) => field === order.field).label;
    },
    wordOf({ down }) {
      return down ? "décroissant" : "croissant";
    },
    sortableAt(at) {
      const before = split(this.sort).slice(0, at);
      return this.sortable.filter((column) => before.every(({ field }) => field !== column.field));
    },
    setOrder(at, field) {
      const chosen = this.sortable.find((column) => column.field === field);
      const orders = split(this.sort).filter((order, place) => place !== at && order.field !== field);
      if (chosen) orders.splice(at, 0, { field, down: chosen.downFirst });
      this.order(orders);
    },
    groupBy(name) {
      this.group = name;
      this.$emit("group", name);
    },
    turn(at) {
      const orders = split(this.sort);
      orders[at].down = !orders[at].down;
      this.order(orders);
    },
    order(orders) {
      this.sort = orders.map(({ field, down }) => (down ? `-${field}` : field)).join(",");
      this.$emit("order", this.sort);
    },
  },
};
