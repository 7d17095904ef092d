// Keys that work anywhere on the page, but never while a question is open, and letters never in a field.
const TYPING =
  "input:not([type=checkbox], [type=radio], [readonly]), textarea, select, [contenteditable=true]";
// What slides out asks nothing any more: keys that come meanwhile are meant for the page. The drawer's frame
// stays for a moment when it is empty.
const ASKING = ".q-dialog > :not([class*=leave-active]), .q-menu:not([class*=leave-active])";

export default {
  template: "<span hidden></span>",
  props: { keys: Array },
  mounted() {
    document.addEventListener("keydown", this.onSearchKey, true);
    document.addEventListener("keydown", this.onKey);
  },
  unmounted() {
    document.removeEventListener("keydown", this.onSearchKey, true);
    document.removeEventListener("keydown", this.onKey);
  },
  methods: {
    onSearchKey(event) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      if (!document.querySelector(ASKING)) this.searchEverywhere();
    },
    searchEverywhere() {
      document.dispatchEvent(new CustomEvent("search-everywhere"));
    },
    onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelector(ASKING)) return;
      const isSearch = event.target.matches(".search-box input");
      if (event.target.matches(TYPING) && !(isSearch && this.leaves(event))) return;
      if (event.key === "/") {
        event.preventDefault();
        this.searchEverywhere();
      } else if (event.key === "f" && document.querySelector(".search-box input")) {
        event.preventDefault();
        document.querySelector(".search-box input").focus();
      } else if (event.key === "ArrowDown") {
        const before = document.activeElement;
        document.dispatchEvent(new CustomEvent("focus-list"));
        // Or else the key would scroll the row that it comes to out of sight.
        if (document.activeElement !== before) event.preventDefault();
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
