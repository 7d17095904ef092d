// Which list this tab has shown last, for after a reload.
const KEY = "list-before";

export default {
  template: "<span hidden></span>",
  mounted() {
    const kept = sessionStorage.getItem(KEY);
    if (kept) this.$emit("recalled", kept);
  },
  methods: {
    keep(address) {
      sessionStorage.setItem(KEY, address);
    },
  },
};
