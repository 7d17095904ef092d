// Of a long document the first lines are there at once, and the others as soon as the browser has time.
const AT_ONCE = 30;
const AT_A_TIME = 20;
const SOON = 30; // ms, where the browser does not say when it has time

export const unfolding = {
  data() {
    return { unfolded: AT_ONCE };
  },
  computed: {
    shownRows() {
      return this.unfolded < this.rows.length ? this.rows.slice(0, this.unfolded) : this.rows;
    },
  },
  mounted() {
    this.unfold();
  },
  methods: {
    unfold() {
      if (this.unfolded >= this.rows.length) return this.unfoldAll();
      if (!this.$refs.body) return;
      whenIdle(() => {
        this.unfolded += AT_A_TIME;
        this.unfold();
      });
    },
    unfoldAll() {
      this.unfolded = Infinity;
    },
  },
};

function whenIdle(run) {
  if (globalThis.requestIdleCallback) requestIdleCallback(run, { timeout: 1000 });
  else setTimeout(run, SOON);
}
