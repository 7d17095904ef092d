// The lines of a document and what they come to. Every key is counted here at once, told to the server, which
// answers with what is true, and kept in the tab's storage until it is saved.
import { Kept } from "comptoir-form/kept.js";
import { changing } from "comptoir-lines/changing.js";
import { columns, NATURES } from "comptoir-lines/columns.js";
import { counting } from "comptoir-lines/counting.js";
import { hearing } from "comptoir-lines/hearing.js";
import LineMenu from "comptoir-lines/menu.js";
import { moving } from "comptoir-lines/moving.js";
import LineOffers from "comptoir-lines/offers.js";
import { pasting } from "comptoir-lines/pasting.js";
import { pressing } from "comptoir-lines/pressing.js";
import { recalling } from "comptoir-lines/recalling.js";
import LineRow from "comptoir-lines/row.js";
import { taken } from "comptoir-lines/rows.js";
import { seeking } from "comptoir-lines/seeking.js";
import { telling } from "comptoir-lines/telling.js";
import LineTotals from "comptoir-lines/totals_block.js";
import { typing } from "comptoir-lines/typing.js";
import { unfolding } from "comptoir-lines/unfolding.js";
import { Unsaved } from "comptoir-lines/unsaved.js";

export default {
  components: { LineMenu, LineOffers, LineRow, LineTotals },
  mixins: [counting, telling, hearing, pressing, typing, seeking, changing, pasting, recalling, moving, unfolding],
  template: `
    <div class="lines" :class="{ 'lines-fixed': !isEditable }">
      <section class="lines-box" role="region" aria-label="Lignes">
        <p class="unseen" :id="table.hint">
          Entrée&nbsp;: champ suivant. Maj et Entrée&nbsp;: à la ligne. Ctrl et Entrée&nbsp;: nouvelle ligne dessous.
          Alt et flèches&nbsp;: déplacer la ligne.
        </p>
        <div v-show="rows.length" role="table" aria-label="Lignes du document"
             :class="{ 'lines-unpriced': !showsPrices }">
          <div role="rowgroup" class="lines-heads">
            <div role="row" class="lines-row">
              <div role="columnheader" class="lines-grip"><span class="unseen">Ordre</span></div>
              <div v-for="one in table.columns" :key="one.name" role="columnheader" :class="'lines-' + one.name">
                {{ one.head ?? one.label }}
              </div>
              <div v-if="showsPrices" role="columnheader" class="lines-net">Montant HT</div>
              <div v-if="isEditable" role="columnheader" class="lines-more"><span class="unseen">Actions</span></div>
            </div>
          </div>
          <div role="rowgroup" class="lines-rows" ref="body" @input="onInput" @change="onChange" @keydown="onKey"
               @paste="onPaste" @focusout="onLeave" @click="onClick">
            <line-row v-for="(row, index) in shownRows" :key="row.key" :row="row" :place="index + 1" :table="table"
                      :period="period" :offer="offerHere?.key === row.key ? offerHere : null" />
          </div>
        </div>
        <p v-if="!rows.length" class="lines-none">Aucune ligne pour l’instant.</p>
        <div v-if="isEditable" class="lines-add">
          <button type="button" class="lines-button" @click="addLine()">
            <i class="q-icon notranslate material-icons" aria-hidden="true">{{ icons.add }}</i>Ajouter une ligne
          </button>
          <button type="button" class="lines-button" aria-haspopup="menu" @click="openKinds">
            Ajouter…<i class="q-icon notranslate material-icons" aria-hidden="true">{{ icons.unfold }}</i>
          </button>
          <span class="lines-state" role="status">{{ state }}</span>
        </div>
      </section>
      <div class="lines-foot">
        <div class="lines-undo" role="status">
          <template v-if="undoable">
            <span class="grow">{{ undoable.text }}</span>
            <button type="button" @click="undo">Annuler</button>
          </template>
        </div>
        <div class="lines-trouble" role="alert">{{ trouble }}</div>
        <line-totals v-if="showsPrices" :id="table.id" :totals="totals" :off="off" :is-editable="isEditable"
                     :is-waiting="isWaiting" :icons="icons" :limit="table.limits.discount" @off="onOff"
                     @left="commit" />
      </div>
      <p class="unseen" role="status">{{ said }}</p>
      <line-offers v-if="offered" :id="table.offers" :articles="offered.articles" :active="offered.active"
                   :anchor="offered.anchor" @choose="choose" />
      <line-menu v-if="menu" :menu="menu" @close="closeMenu" />
    </div>`,
  props: {
    start: Object,
    vatRates: Array,
    units: Array,
    isRental: Boolean,
    isEditable: Boolean,
    showsPrices: Boolean,
    owner: String,
    documentKey: String,
    limits: Object,
    icons: Object,
  },
  emits: ["type", "commit", "suggest", "tariff", "recalled"],
  data() {
    return { rows: this.start.rows.map(taken), period: this.start.period, said: "", menu: null };
  },
  created() {
    const { vatRates, units, isEditable, showsPrices, icons, limits } = this;
    const id = this.$attrs.id;
    const shown = { vatRates, units, natures: NATURES, columns: columns(showsPrices), icons, limits };
    this.table = { id, hint: `${id}-hint`, offers: `${id}-offers`, isEditable, showsPrices, ...shown };
    this.unsaved = new Unsaved(new Kept(this.owner, this.documentKey));
  },
  methods: {
    rowOf(key) {
      return this.rows.find((row) => row.key === key);
    },
    element(key) {
      return this.$refs.body.querySelector(`[data-key="${CSS.escape(key)}"]`);
    },
    field(key, name) {
      return this.element(key)?.querySelector(`[data-name="${name}"]`);
    },
    // The row and the field of an event.
    placeOf({ target }) {
      const row = this.rowOf(target.closest("[data-key]")?.dataset.key);
      return { row, name: target.dataset.name };
    },
    closeMenu({ returns }) {
      if (returns) this.menu.anchor.focus();
      this.menu = null;
    },
  },
};
