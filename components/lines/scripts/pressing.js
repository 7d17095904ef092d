// What must wait for the end of a press: a row that grows under the pointer would have it miss its button.

export const pressing = {
  created() {
    this.isPressed = false;
    this.afterwards = [];
  },
  mounted() {
    document.addEventListener("pointerdown", this.onPressed, true);
    document.addEventListener("pointerup", this.onReleased, true);
    document.addEventListener("pointercancel", this.onReleased, true);
  },
  beforeUnmount() {
    document.removeEventListener("pointerdown", this.onPressed, true);
    document.removeEventListener("pointerup", this.onReleased, true);
    document.removeEventListener("pointercancel", this.onReleased, true);
  },
  methods: {
    onPressed() {
      this.isPressed = true;
    },
    // The click comes after the release.
    onReleased() {
      this.isPressed = false;
      setTimeout(() => this.afterwards.splice(0).forEach((run) => run()));
    },
    afterPress(run) {
      if (this.isPressed) this.afterwards.push(run);
      else run();
    },
  },
};
