// A checkbox that ticks under the finger, before the server has answered.
export default {
  template: `
    <label class="tick">
      <input type="checkbox" :checked="value" @change="onChange" />
      <span>{{ label }}</span>
    </label>`,
  props: { label: String, start: Boolean },
  data() {
    return { value: this.start };
  },
  methods: {
    onChange(event) {
      this.value = event.target.checked;
      this.$emit("tick", this.value);
    },
    set(value) {
      this.value = value;
    },
  },
};
