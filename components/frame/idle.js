// Notices that nobody has touched a shared device for a while, also while it slept.
const SIGNS = ["pointerdown", "keydown", "wheel", "touchmove"];
const CHECK_EVERY = 5000;
const TELL_EVERY = 30000;
const PATIENCE = 3000;

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
    clearTimeout(this.unheard);
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
      if (!this.isIdle()) return;
      this.$emit("idle");
      this.unheard ??= setTimeout(this.cover, PATIENCE);
    },
    // The server has not answered with the lock: nothing may stay on the screen even so.
    cover() {
      this.unheard = null;
      if (!this.isIdle()) return;
      const notice = document.createElement("p");
      notice.className = "lock-text";
      notice.textContent = "Écran verrouillé. Le serveur ne répond pas.";
      document.title = "Comptoir";
      document.body.replaceChildren(notice);
      const lookAgain = async () => {
        const answer = await fetch("/sante").catch(() => null);
        if (answer?.ok) location.reload();
      };
      setInterval(lookAgain, PATIENCE);
      lookAgain();
    },
  },
};
