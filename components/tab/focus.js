// Remembers what has the keyboard, on the page and in the drawer, and gives it back.
export default {
  template: "<span hidden></span>",
  mounted() {
    document.addEventListener("focusin", this.note);
    document.addEventListener("return-focus", this.giveBack);
  },
  unmounted() {
    document.removeEventListener("focusin", this.note);
    document.removeEventListener("return-focus", this.giveBack);
  },
  methods: {
    note({ target }) {
      if (target.closest(".question, .q-menu")) return;
      this[target.closest(".drawer") ? "inDrawer" : "onPage"] = target;
    },
    giveBack({ detail: place }) {
      const inDrawer = place === "question" && document.querySelector(".drawer-panel");
      (inDrawer ? this.inDrawer : this.onPage)?.focus();
    },
  },
};
