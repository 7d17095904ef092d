// One file in the list: a press opens it.
export default {
  template: `
    <li>
      <button type="button" class="file-open" :aria-label="'Ouvrir ' + file.name" @click="$emit('open', file.id)">
        <img v-if="file.has_thumbnail" :src="file.path + '/vignette'" alt="" loading="lazy" />
        <i v-else class="q-icon notranslate material-icons" aria-hidden="true">{{ icon }}</i>
        <span class="file-words">
          <span class="file-name">{{ file.name }}</span>
          <span class="file-about">{{ file.about }}</span>
        </span>
      </button>
    </li>`,
  props: { file: Object, icon: String },
  emits: ["open"],
};
