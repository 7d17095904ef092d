// The search of everything: a combobox whose list lies over the page. The next question leaves once the last
// one is answered, so that quick fingers never have answers wait in a row.
export default {
  template: `
    <div class="palette" :class="{ 'palette-resting': isResting }" role="search" @focusout="left">
      <i class="q-icon notranslate material-icons palette-icon" aria-hidden="true">search</i>
      <input ref="field" class="palette-field" type="text" role="combobox" aria-label="Rechercher partout"
             placeholder="Rechercher partout" autocomplete="off" spellcheck="false" enterkeyhint="search"
             aria-autocomplete="list" aria-controls="palette-found" :maxlength="longest" :value="text"
             :aria-expanded="isOpen ? 'true' : 'false'" :aria-activedescendant="active >= 0 ? idOf(active) : null"
             @input="typed($event.target.value)" @focus="isResting || open()" @click="open" @keydown="onKey" />
      <kbd class="palette-keys" aria-hidden="true">Ctrl K</kbd>
      <div v-show="isOpen" class="palette-panel" @mousedown.prevent>
        <p class="palette-said" role="status">{{ said }}</p>
        <div id="palette-found" role="listbox" aria-label="Résultats">
          <div v-for="group in groups" :key="group.heading" role="group" :aria-label="group.heading">
            <div class="palette-heading" aria-hidden="true">{{ group.heading }}</div>
            <a v-for="one in group.choices" :key="one.place" class="palette-choice" role="option" tabindex="-1"
               :id="idOf(one.place)" :href="one.path || null" :class="{ 'palette-active': one.place === active }"
               :aria-selected="one.place === active ? 'true' : 'false'" @click="choose($event, one)">
              <i class="q-icon notranslate material-icons" aria-hidden="true">{{ one.icon }}</i>
              <span class="palette-words">
                <span class="palette-title">{{ one.title }}</span>
                <span class="palette-under">{{ one.under }}</span>
              </span>
            </a>
          </div>
        </div>
      </div>
    </div>`,
  props: { longest: Number },
  data: () => ({ text: "", groups: [], said: "", isOpen: false, isResting: false, active: -1 }),
  computed: {
    choices() {
      return this.groups.flatMap((group) => group.choices);
    },
  },
  created() {
    this.asked = null; // the question that waits for its answer
    this.answered = null; // the text that the choices are for
    this.isEntered = false;
  },
  mounted() {
    document.addEventListener("search-everywhere", this.come);
    document.addEventListener("begin-in-search", this.begin);
  },
  unmounted() {
    document.removeEventListener("search-everywhere", this.come);
    document.removeEventListener("begin-in-search", this.begin);
  },
  methods: {
    idOf: (place) => `palette-choice-${place}`,
    come() {
      this.$refs.field.focus();
      this.$refs.field.select();
      this.open();
    },
    // On a PC alone, where no keyboard comes up, and not if somebody is somewhere by the keyboard already.
    begin() {
      const isPc = matchMedia("(hover: hover) and (pointer: fine)").matches;
      if (!isPc || document.activeElement.matches(":focus-visible")) return;
      this.isResting = true; // until it is used, nothing lies over the page
      this.$refs.field.focus({ preventScroll: true });
    },
    open() {
      this.isResting = false;
      if (this.isOpen) return;
      this.isOpen = true;
      this.ask();
    },
    left(event) {
      if (!this.$el.contains(event.relatedTarget)) this.close();
    },
    close() {
      this.isOpen = this.isResting = false;
      this.active = -1;
      this.isEntered = false;
    },
    typed(text) {
      this.text = text;
      this.active = -1;
      this.isEntered = this.isResting = false;
      this.isOpen = true;
      this.ask();
    },
    ask() {
      if (this.asked !== null) return;
      this.asked = this.text;
      this.$emit("asked", this.text);
    },
    show(text, groups, trouble) {
      this.asked = null;
      this.answered = text;
      let place = 0;
      groups.forEach((group) => group.choices.forEach((one) => (one.place = place++)));
      this.groups = groups;
      this.said = trouble || (text.trim() && !place ? "Rien ne correspond." : "");
      if (text !== this.text) this.ask();
      else if (this.isEntered) this.enter();
    },
    onKey(event) {
      const moves = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key === "Enter") {
        event.preventDefault();
        this.enter(event);
      } else if (event.key in moves && !this.isOpen) {
        event.preventDefault();
        this.open();
      } else if (event.key in moves && this.choices.length) {
        event.preventDefault();
        const count = this.choices.length;
        const from = this.active < 0 && moves[event.key] < 0 ? 0 : this.active;
        this.active = (from + moves[event.key] + count) % count;
        this.$nextTick(() => document.getElementById(this.idOf(this.active))?.scrollIntoView({ block: "nearest" }));
      } else if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        if (this.text) this.typed("");
        else this.goBack();
      } else if (event.key === "Tab") {
        this.close();
      }
    },
    // A scanner ends with Enter before the answer is there.
    enter(event) {
      if (this.answered !== this.text || this.asked !== null) {
        this.isEntered = true;
        return;
      }
      this.isEntered = false;
      const one = this.choices[Math.max(this.active, 0)];
      if (one) this.choose(event, one);
    },
    choose(event, one) {
      if (one.path && (event?.ctrlKey || event?.metaKey || event?.shiftKey)) {
        if (event.type === "keydown") window.open(one.path);
        return;
      }
      event?.preventDefault();
      this.text = "";
      this.groups = [];
      this.answered = null;
      this.goBack();
      if (one.code) this.$emit("run", one.code);
      else this.$emit("go", one.path);
    },
    goBack() {
      this.close();
      document.dispatchEvent(new CustomEvent("return-focus", { detail: "palette" }));
    },
  },
};
