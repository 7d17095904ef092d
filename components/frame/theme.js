// Light or dark, told to Quasar when it changes and not with every other change of the page.
export default {
  template: "<span hidden></span>",
  props: { value: { default: null } },
  mounted() {
    setDark(this.value);
  },
  watch: {
    value: (value) => setDark(value),
  },
};
