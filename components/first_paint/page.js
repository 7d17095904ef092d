// Takes the picture of the page off as soon as the page can be used, and passes on what came before.
const LONGEST = 3000;

export default {
  template: "<span hidden></span>",
  mounted() {
    const list = document.querySelector("#app .list");
    if (!list || list.querySelector(".list-row")) return this.takeOff();
    document.addEventListener("list-drawn", this.takeOff, { once: true });
    setTimeout(this.takeOff, LONGEST);
  },
  methods: {
    takeOff() {
      const { early } = window;
      if (!early) return;
      window.early = null;
      document.querySelector(".picture").remove();
      early.stop();
      if (early.pressed) this.tapOnRelease(early.pressed);
      requestAnimationFrame(() => {
        if (early.tapped) this.tap(early.tapped);
        early.keys.forEach(this.type);
      });
    },
    // Of a press on what is gone no click comes; a finger that begins to scroll means none.
    tapOnRelease(pressed) {
      const over = new AbortController();
      const release = ({ type }) => {
        over.abort();
        if (type === "pointerup") this.tap(pressed);
      };
      document.addEventListener("pointerup", release, { signal: over.signal });
      document.addEventListener("pointercancel", release, { signal: over.signal });
    },
    tap({ x, y, row, onCircle }) {
      if (row) return document.dispatchEvent(new CustomEvent("tap-row", { detail: { id: Number(row), onCircle } }));
      const target = document.elementFromPoint(x, y);
      target?.closest("input")?.focus();
      target?.click();
    },
    type(key) {
      const target = document.activeElement;
      if (!target.matches("input")) {
        target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      } else if (key.length === 1) {
        document.execCommand("insertText", false, key);
      }
    },
  },
};
