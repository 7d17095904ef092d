// Keys that work anywhere on the page, but never while somebody types in a field.
const TYPING =
  "input:not([type=checkbox], [type=radio], [readonly]), textarea, select, [contenteditable=true]";

export default {
  template: "<span hidden></span>",
  props: { keys: Array },
  mounted() {
    document.addEventListener("keydown", this.onKey);
  },
  unmounted() {
    document.removeEventListener("keydown", this.onKey);
  },
  methods: {
    onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelector(".q-dialog, .q-menu")) return;
      const isSearch = event.target.matches(".search-box input");
      if (event.target.matches(TYPING) && !(isSearch && this.leaves(event))) return;
      if (event.key === "/") {
        event.preventDefault();
        document.dispatchEvent(new CustomEvent("search-everywhere"));
      } else if (event.key === "f" && document.querySelector(".search-box input")) {
        event.preventDefault();
        document.querySelector(".search-box input").focus();
      } else if (event.key === "ArrowDown") {
        document.dispatchEvent(new CustomEvent("focus-list"));
      } else if (this.keys.includes(event.key)) {
        event.preventDefault();
        this.$emit("pressed", event.key);
      }
    },
    leaves(event) {
      return event.key === "ArrowDown" || (event.key === "Escape" && !event.target.value);
    },
  },
};
