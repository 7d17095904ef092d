// The articles that may be meant by what is typed, under its field.
import { lieBeside } from "./beside.js";

export default {
  template: `
    <div ref="box" class="lines-offers" :id="id" role="listbox" aria-label="Articles" @pointerdown.prevent>
      <div v-for="(one, index) in articles" :key="index" :id="id + '-' + index" class="lines-offer" role="option"
           :aria-selected="index === active ? 'true' : 'false'" @click="$emit('choose', one)">
        <span class="lines-offer-name">{{ one.designation }}</span>
        <span class="lines-offer-under">{{ one.reference }}</span>
        <span class="lines-offer-note">{{ one.note }}</span>
      </div>
    </div>`,
  props: { id: String, articles: Array, active: Number, anchor: Element },
  emits: ["choose"],
  mounted() {
    this.place();
    document.addEventListener("scroll", this.place, true);
    addEventListener("resize", this.place);
  },
  beforeUnmount() {
    document.removeEventListener("scroll", this.place, true);
    removeEventListener("resize", this.place);
  },
  updated() {
    this.place();
    this.$refs.box.children[this.active]?.scrollIntoView({ block: "nearest" });
  },
  methods: {
    place(event) {
      const { box } = this.$refs;
      if (event?.target === box) return;
      box.style.minWidth = `${this.anchor.offsetWidth}px`;
      lieBeside(box, this.anchor);
    },
  },
};
