// The files of a record: chosen, dropped or photographed here, sent one after the other, and looked at.
import FileRow from "comptoir-files/row.js";
import { sending } from "comptoir-files/sending.js";
import Viewer from "comptoir-files/viewer.js";

const FEW = 6; // files that the list shows at once

export default {
  components: { FileRow, Viewer },
  mixins: [sending],
  template: `
    <div class="files" :class="{ 'files-drop': isOver }" @dragenter.prevent="over" @dragover.prevent="over"
         @dragleave="isOver = false" @drop.prevent="dropped">
      <p v-if="!files.length && !sent.length" class="card-none">Aucun fichier.</p>
      <ul v-if="files.length" class="files-list">
        <file-row v-for="file in files.slice(0, FEW)" :key="file.id" :file="file" :icon="icons.file" @open="open" />
      </ul>
      <details v-if="files.length > FEW" class="card-folded">
        <summary>Voir les autres ({{ files.length - FEW }})</summary>
        <ul class="files-list">
          <file-row v-for="file in files.slice(FEW)" :key="file.id" :file="file" :icon="icons.file" @open="open" />
        </ul>
      </details>
      <ul v-if="sent.length" class="files-sent" aria-label="Envois">
        <li v-for="one in sent" :key="one.key" class="file-sent">
          <span class="file-words">
            <span class="file-name">{{ one.name }}</span>
            <span v-if="one.error" class="field-error" role="alert">{{ one.error }}</span>
            <progress v-else :max="one.size || 1" :value="one.done" :aria-label="'Envoi de ' + one.name"></progress>
          </span>
          <button type="button" class="file-cancel" @click="cancel(one)"
                  :aria-label="(one.error ? 'Fermer : ' : 'Annuler l’envoi : ') + one.name">
            {{ one.error ? "Fermer" : "Annuler" }}
          </button>
        </li>
      </ul>
      <div v-if="path" class="files-add">
        <button type="button" class="button button-quiet" @click="$refs.file.click()">Ajouter un fichier</button>
        <button type="button" class="button button-quiet files-camera" @click="$refs.photo.click()">
          Prendre une photo
        </button>
        <span class="files-hint">ou déposez-les ici, 25&nbsp;Mo au plus chacun</span>
        <input ref="file" type="file" class="unseen" multiple tabindex="-1" aria-hidden="true"
               :accept="accept" @change="chosen" />
        <input ref="photo" type="file" class="unseen" tabindex="-1" aria-hidden="true"
               accept="image/jpeg" capture="environment" @change="chosen" />
      </div>
      <details v-if="trashed.length" class="card-folded">
        <summary>Corbeille ({{ trashed.length }})</summary>
        <ul class="files-list">
          <li v-for="file in trashed" :key="file.id" class="file-sent">
            <span class="file-words">
              <span class="file-name">{{ file.name }}</span>
              <span class="file-about">{{ file.about }}</span>
            </span>
            <button v-if="may.restore" type="button" class="file-cancel" :aria-label="'Restaurer ' + file.name"
                    @click="$emit('restore', file.id)">Restaurer</button>
          </li>
        </ul>
      </details>
      <viewer ref="viewer" :files="files" :icons="icons" :may="may"
              @rename="$emit('rename', $event)" @remove="$emit('remove', $event)" />
    </div>`,
  props: {
    path: String,
    accept: String,
    most: Number,
    icons: Object,
    may: Object,
    files: { type: Array, default: () => [] },
    trashed: { type: Array, default: () => [] },
  },
  data() {
    return { isOver: false, FEW };
  },
  methods: {
    open(id) {
      this.$refs.viewer.open(id);
    },
    over(event) {
      this.isOver = Boolean(this.path) && event.dataTransfer.types.includes("Files");
    },
    dropped(event) {
      this.isOver = false;
      if (this.path) this.send(event.dataTransfer.files);
    },
    chosen({ target }) {
      this.send(target.files);
      target.value = ""; // so that the same file can be chosen again
    },
  },
};
