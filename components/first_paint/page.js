// Takes the picture of the page off as soon as the page itself can be used.
const LONGEST = 3000;

export default {
  template: "<span hidden></span>",
  mounted() {
    document.addEventListener("list-drawn", this.takeOff, { once: true });
    const longest = document.querySelector("#app .list") ? LONGEST : 0;
    setTimeout(this.takeOff, longest);
  },
  methods: {
    takeOff() {
      document.querySelector(".picture")?.remove();
      const tapped = window.tapped;
      window.tapped = null;
      const pass = () => document.elementFromPoint(tapped.x, tapped.y)?.click();
      if (tapped) requestAnimationFrame(pass); // the list listens from its first frame on
    },
  },
};
