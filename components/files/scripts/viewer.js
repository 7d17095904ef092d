// One file as large as the screen: its pages, the one before and the one after, and what can be done with it.
const FAR = 50; // pixels that a finger goes to turn a page

export default {
  template: `
    <dialog ref="dialog" class="viewer" :aria-label="file?.name" @keydown="pressed" @close="id = null"
            @touchstart.passive="begun" @touchend.passive="swiped">
      <template v-if="file">
        <div class="viewer-head">
          <h2 class="viewer-name">{{ file.name }}</h2>
          <span class="viewer-place" role="status">{{ place }}</span>
          <button type="button" class="viewer-tool" aria-label="Fermer l’aperçu" @click="close" autofocus>
            <i class="q-icon notranslate material-icons" aria-hidden="true">{{ icons.close }}</i>
          </button>
        </div>
        <div class="viewer-body">
          <img v-if="picture" :key="picture" :src="picture" :alt="file.name + pageWords" @error="isBroken = true"
               v-show="!isBroken" />
          <p v-if="!picture || isBroken" class="viewer-none">
            Ce fichier ne s’affiche pas ici : téléchargez-le.
          </p>
          <button v-if="steps.length > 1" type="button" class="viewer-turn viewer-before" aria-label="Précédent"
                  :disabled="at === 0" @click="turn(-1)">
            <i class="q-icon notranslate material-icons" aria-hidden="true">{{ icons.before }}</i>
          </button>
          <button v-if="steps.length > 1" type="button" class="viewer-turn viewer-after" aria-label="Suivant"
                  :disabled="at === steps.length - 1" @click="turn(1)">
            <i class="q-icon notranslate material-icons" aria-hidden="true">{{ icons.after }}</i>
          </button>
        </div>
        <div class="viewer-foot">
          <span class="file-about">{{ file.about }}</span>
          <a class="button button-quiet" :href="file.path + '?telecharger'" :download="file.name">Télécharger</a>
          <button v-if="may.rename" type="button" class="button button-quiet" @click="leave('rename')">Renommer</button>
          <button v-if="may.remove" type="button" class="button button-danger-quiet" @click="leave('remove')">
            Supprimer
          </button>
        </div>
      </template>
    </dialog>`,
  props: { files: Array, icons: Object, may: Object },
  emits: ["rename", "remove"],
  data() {
    return { id: null, page: 1, isBroken: false, from: null };
  },
  computed: {
    file() {
      return this.files.find((one) => one.id === this.id);
    },
    steps() {
      return this.files.flatMap((one) =>
        Array.from({ length: Math.max(one.pages, 1) }, (_, place) => ({ id: one.id, page: place + 1 })),
      );
    },
    at() {
      return this.steps.findIndex((one) => one.id === this.id && one.page === this.page);
    },
    picture() {
      if (!this.file.pages) return "";
      return this.file.is_image ? this.file.path : `${this.file.path}/pages/${this.page}`;
    },
    pageWords() {
      return this.file.pages > 1 ? `, page ${this.page}` : "";
    },
    place() {
      const which = this.files.indexOf(this.file) + 1;
      const page = this.file.pages > 1 ? `page ${this.page} sur ${this.file.pages} · ` : "";
      return `${page}fichier ${which} sur ${this.files.length}`;
    },
  },
  watch: {
    files() {
      if (this.id && !this.file) this.close(); // a colleague has put it into the trash
    },
  },
  methods: {
    open(id) {
      Object.assign(this, { id, page: 1, isBroken: false });
      this.$nextTick(() => this.$refs.dialog.showModal());
    },
    close() {
      this.$refs.dialog.close();
    },
    turn(by) {
      const next = this.steps[this.at + by];
      if (next) Object.assign(this, { ...next, isBroken: false });
    },
    pressed(event) {
      event.stopPropagation(); // the screen behind has keys of its own
      const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      this.turn(by);
    },
    begun({ changedTouches }) {
      this.from = changedTouches[0].clientX;
    },
    swiped({ changedTouches }) {
      const way = changedTouches[0].clientX - this.from;
      if (Math.abs(way) > FAR) this.turn(way < 0 ? 1 : -1);
    },
    leave(verb) {
      const { id } = this;
      this.close();
      this.$emit(verb, id);
    },
  },
};
