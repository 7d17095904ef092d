// A menu under the button that opens it.
import { lieBeside } from "./beside.js";

export default {
  template: `
    <div ref="menu" class="lines-menu" role="menu" :aria-label="menu.label" @keydown="onKey" @focusout="onLeave">
      <button v-for="item in menu.items" :key="item.label" type="button" role="menuitem" tabindex="-1"
              :class="{ danger: item.isDanger }" @click="run(item)">
        <i class="q-icon notranslate material-icons" aria-hidden="true">{{ item.icon }}</i>{{ item.label }}
      </button>
    </div>`,
  props: { menu: Object },
  emits: ["close"],
  mounted() {
    lieBeside(this.$refs.menu, this.menu.anchor);
    this.items()[0].focus();
    document.addEventListener("pointerdown", this.onPress, true);
  },
  beforeUnmount() {
    document.removeEventListener("pointerdown", this.onPress, true);
  },
  methods: {
    items() {
      return [...this.$refs.menu.querySelectorAll("[role=menuitem]")];
    },
    run(item) {
      this.$emit("close", { returns: true });
      item.run();
    },
    onPress({ target }) {
      if (!this.$refs.menu.contains(target)) this.$emit("close", { returns: false });
    },
    onLeave({ relatedTarget }) {
      if (relatedTarget && !this.$refs.menu.contains(relatedTarget)) this.$emit("close", { returns: false });
    },
    onKey(event) {
      const items = this.items();
      const at = items.indexOf(document.activeElement);
      const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
      if (event.key in places) items.at(places[event.key] % items.length).focus();
      else if (event.key === "Escape" || event.key === "Tab") this.$emit("close", { returns: true });
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  },
};
