// Which columns a list shows and in which order: each choice is told at once.
export default {
  template: `
    <div class="column-chooser">
      <ul>
        <li class="column-choice">
          <label><input type="checkbox" checked disabled /><span>{{ lead }}</span></label>
        </li>
        <li v-for="column in ordered" :key="column.field" class="column-choice">
          <label>
            <input type="checkbox" :checked="place(column) >= 0" @change="toggle(column)" />
            <span>{{ column.label }}</span>
          </label>
          <template v-if="place(column) >= 0">
            <button v-for="way in ways" type="button" class="column-move" :data-way="column.field + way.step"
                    :aria-label="way.label + ' ' + column.label" :title="way.label"
                    :aria-disabled="canMove(column, way.step) ? null : 'true'" @click="move(column, way.step)">
              <span aria-hidden="true">{{ way.sign }}</span>
            </button>
          </template>
        </li>
      </ul>
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
  props: { lead: String, columns: Array, start: Object },
  data() {
    return { shown: [...this.start.shown], compact: this.start.compact, said: "" };
  },
  created() {
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
    // Those shown, in their order, then the others.
    ordered() {
      const [here, hidden] = [[], []];
      for (const column of this.columns) (this.shown.includes(column.field) ? here : hidden).push(column);
      return [...here.sort((a, b) => this.place(a) - this.place(b)), ...hidden];
    },
  },
  methods: {
    take({ shown, compact }) {
      this.shown = [...shown];
      this.compact = compact;
    },
    tell() {
      this.$emit("arrange", { shown: this.shown, compact: this.compact });
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
    setDensity(compact) {
      this.compact = compact;
      this.tell();
    },
    reset() {
      this.shown = this.columns.map(({ field }) => field);
      this.compact = false;
      this.tell();
    },
  },
};
