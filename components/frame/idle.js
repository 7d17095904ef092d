// Notices that nobody has touched a shared device for a while, also while it slept.
const SIGNS = ["pointerdown", "keydown", "wheel", "touchmove"];
const CHECK_EVERY = 5000;
const TELL_EVERY = 30000;

export default {
  template: "<span hidden></span>",
  props: { minutes: Number },
  mounted() {
    this.touched = this.told = Date.now();
    SIGNS.forEach((sign) => document.addEventListener(sign, this.note, { capture: true, passive: true }));
    document.addEventListener("visibilitychange", this.check);
    this.timer = setInterval(this.check, CHECK_EVERY);
  },
  unmounted() {
    SIGNS.forEach((sign) => document.removeEventListener(sign, this.note, { capture: true }));
    document.removeEventListener("visibilitychange", this.check);
    clearInterval(this.timer);
  },
  methods: {
    isIdle() {
      return this.minutes > 0 && Date.now() - this.touched > this.minutes * 60000;
    },
    note(event) {
      if (this.isIdle()) {
        event.preventDefault?.();
        this.check();
        return;
      }
      this.touched = Date.now();
      if (this.touched - this.told > TELL_EVERY) {
        this.told = this.touched;
        this.$emit("alive");
      }
    },
    check() {
      if (this.isIdle()) this.$emit("idle");
    },
  },
};
