// A press on a button that is built anew before it is let go: of what is gone no click comes, so the one of the
// same name that took its place gets it. Nothing else does: it must be the only one that is called so.
const PRESSED = "button, a[href], [role=menuitem], [role=tab]";
const TWICE = 500; // milliseconds in which a second press on the same name is one too many

const nameOf = (one) => one.ariaLabel || one.textContent.trim();
const isShown = (one) => one.getClientRects().length && !one.matches("[disabled], [aria-disabled=true]");

export default {
  template: "<span hidden></span>",
  mounted() {
    this.over = new AbortController();
    const listen = (type, handle) =>
      document.addEventListener(type, handle, { capture: true, signal: this.over.signal });
    listen("pointerdown", this.note);
    listen("pointerup", this.release);
    listen("pointercancel", this.forget);
    listen("click", this.noteClick);
  },
  unmounted() {
    this.over.abort();
  },
  methods: {
    note({ target, button, isPrimary, ctrlKey, metaKey, shiftKey }) {
      const isPlain = isPrimary && button === 0 && !(ctrlKey || metaKey || shiftKey);
      this.pressed = isPlain ? target.closest(PRESSED) : null;
      this.place = this.pressed?.getBoundingClientRect();
      this.name = this.pressed && nameOf(this.pressed);
    },
    forget() {
      this.pressed = null;
    },
    noteClick({ target, timeStamp }) {
      const clicked = target.closest?.(PRESSED);
      this.clicked = clicked ? { name: nameOf(clicked), at: timeStamp } : null;
    },
    release({ clientX, clientY, timeStamp }) {
      const { pressed, place, name } = this;
      this.forget();
      if (!pressed || pressed.isConnected || !name) return;
      if (this.clicked?.name === name && timeStamp - this.clicked.at < TWICE) return;
      const { left, right, top, bottom } = place;
      if (clientX < left || clientX > right || clientY < top || clientY > bottom) return;
      const same = [...document.querySelectorAll(PRESSED)].filter((one) => nameOf(one) === name && isShown(one));
      if (same.length === 1) same[0].click();
    },
  },
};
